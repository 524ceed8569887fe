import type { ParserMethod } from 'chevrotain';
import { nearestNames } from '../../text/nearest.js';
import { cover, type Span } from '../../text/span.js';
import { type GrammarOptions, RecoveringParser } from '../recovering-parser.js';
import { tokenSpan } from '../token.js';
import { tokenTypes } from '../token-types.js';
import { commandFacts } from './commands.js';
import type { LiteralContent } from './literals.js';
import { esqlErrors } from './messages.js';
import { readNumber } from './numbers.js';
import type {
  BooleanLiteral,
  Expression,
  ListLiteral,
  Name,
  NumberLiteral,
  OptionEntry,
  OptionMap,
  Pipeline,
  StringLiteral,
} from './syntax.js';
import { isTimeUnit, timeUnitNames } from './time-units.js';
import { type EsqlToken, type EsqlTokenKind, reservedWords } from './tokens.js';

export type Kinds = ReadonlySet<EsqlTokenKind>;

export const constantStarts: Kinds = new Set<EsqlTokenKind>([
  'string',
  'raw-string',
  'integer',
  'decimal',
  'true',
  'false',
  'null',
]);
const itemStarts: Kinds = new Set<EsqlTokenKind>([...constantStarts, '-', '+']);
const textKinds: Kinds = new Set<EsqlTokenKind>(['string', 'raw-string']);
const keywords: Kinds = new Set<EsqlTokenKind>(reservedWords);
const nameKinds: Kinds = new Set<EsqlTokenKind>(['identifier', 'quoted-identifier', 'index', 'name-pattern']);

/** Tokens that can start an operand. */
export const operandStarts: Kinds = new Set<EsqlTokenKind>([
  'identifier',
  'quoted-identifier',
  ...constantStarts,
  '(',
  '[',
  '-',
  '+',
  'not',
  'parameter',
  '{',
]);

/** Names, constants, calls and options of ES|QL. Builds the tree while parsing. */
export abstract class EsqlOperands extends RecoveringParser<
  EsqlTokenKind,
  LiteralContent,
  typeof esqlErrors
> {
  constructor(options?: GrammarOptions) {
    super({ code: 'esql-syntax', texts: esqlErrors }, options);
  }

  protected abstract readonly expression: ParserMethod<[least: number], Expression>;
  protected abstract readonly pipeline: ParserMethod<[], Pipeline>;

  /** columnName := part ("." part)* */
  protected readonly columnName = this.RULE('columnName', (): Name => {
    const first = this.read(this.CONSUME(tokenTypes['any name']));
    let text = nameOf(first);
    let last: Span = first;
    this.MANY(() => {
      const dot = this.read(this.CONSUME1(tokenTypes['.']));
      const part = this.pathPart();
      if (this.RECORDING_PHASE) return;
      text += `.${part ? nameOf(part) : ''}`;
      last = part ?? dot;
    });
    return { text, span: cover(first, last) };
  });

  /** Reads the part of a name after a dot. Keywords are accepted and reported. */
  private pathPart(): EsqlToken | undefined {
    if (!this.RECORDING_PHASE && keywords.has(this.next.kind)) {
      this.report('keyword-as-name', tokenSpan(this.next), this.next.image);
      return this.advance();
    }
    if (!this.RECORDING_PHASE && !nameKinds.has(this.next.kind)) {
      this.reportMissing('path-part');
      return undefined;
    }
    return this.read(this.CONSUME2(tokenTypes['any name']));
  }

  /** Reads a column name. If none follows, reports it and returns an empty one. */
  protected nameHere(index: number, wanted = 'column'): Name {
    if (!this.RECORDING_PHASE && !nameKinds.has(this.next.kind)) {
      if (keywords.has(this.next.kind) && this.next.kind !== 'where') {
        this.report('keyword-as-name', tokenSpan(this.next), this.next.image);
        const token = this.advance();
        return { text: token.image, span: tokenSpan(token) };
      }
      this.reportMissing(wanted);
      const { start } = this.next;
      return { text: '', span: { start, end: start } };
    }
    return this.subrule(index, this.columnName);
  }

  protected nextIsName(): boolean {
    return nameKinds.has(this.next.kind);
  }

  /** columnOrCall := columnName arguments? */
  protected columnOrCall(): Expression {
    const name = this.SUBRULE(this.columnName);
    let call: Expression | undefined;
    this.OPTION(() => {
      call = this.callOf(name);
    });
    return call ?? { kind: 'column', name: name.text, span: name.span };
  }

  /** arguments := "(" ("*" | expression ("," expression)*)? ("," options)? ")" */
  private callOf(name: Name): Expression {
    const open = this.read(this.CONSUME1(tokenTypes['(']));
    const items: Expression[] = [];
    let options: OptionMap | undefined;
    let isStar = false;
    if (!this.RECORDING_PHASE && this.next.kind === '*' && !operandStarts.has(this.peek(1).kind)) {
      this.advance();
      isStar = true;
    }
    let isBalanced: boolean | undefined;
    this.MANY1({
      GATE: () => operandStarts.has(this.next.kind) && options === undefined,
      DEF: () => {
        this.OR2([
          {
            ALT: () => {
              options = this.SUBRULE(this.optionMap);
            },
          },
          {
            ALT: () => {
              items.push(this.argument());
            },
          },
        ]);
        // A new column after the comma: the closing parenthesis is missing before it.
        if (!this.RECORDING_PHASE && this.next.kind === ',' && this.isAssignmentAt(1)) {
          isBalanced ??= this.closesBeforePipe();
          if (!isBalanced) return;
        }
        const comma = this.take(3, ',');
        if (this.RECORDING_PHASE) return;
        if (comma && this.next.kind === ')') this.report('trailing-comma', tokenSpan(comma));
        else if (comma && !operandStarts.has(this.next.kind)) this.reportMissing('expression');
        else if (
          !comma &&
          operandStarts.has(this.next.kind) &&
          this.next.kind !== '-' &&
          this.next.kind !== '+'
        )
          this.reportMissing('comma');
      },
    });
    const close = this.missing(')') ?? this.read(this.CONSUME3(tokenTypes[')']));
    if (this.RECORDING_PHASE) return this.missingHere();
    const span = cover(name.span, close.image === '' ? tokenSpan(this.previous) : close);
    if (/^is_(?:not_)?null$/i.test(name.text)) {
      const fixed = /not/i.test(name.text) ? 'IS NOT NULL' : 'IS NULL';
      this.report('is-null-function', name.span, name.text, fixed);
      const operand = items[0] ?? { kind: 'missing', span: { start: open.end, end: open.end } };
      return { kind: 'is-null', operand, isNegated: fixed === 'IS NOT NULL', span };
    }
    return {
      kind: 'call',
      name: name.text.toLowerCase(),
      nameSpan: name.span,
      arguments: items,
      isStar,
      options,
      span,
    };
  }

  /** Returns whether a column name, as `columnName` reads it, and a single `=` follow at a distance. */
  protected isAssignmentAt(distance: number): boolean {
    if (!nameKinds.has(this.peek(distance).kind)) return false;
    let end = distance + 1;
    while (this.peek(end).kind === '.') {
      const { kind } = this.peek(end + 1);
      end += nameKinds.has(kind) || keywords.has(kind) ? 2 : 1;
    }
    return this.peek(end).kind === '=';
  }

  /** Returns whether the open arguments are closed before the command ends. */
  private closesBeforePipe(): boolean {
    let depth = 1;
    for (let distance = 0; ; distance++) {
      const { kind } = this.peek(distance);
      if (kind === '|' || kind === 'end') return false;
      if (kind === '(') depth++;
      else if (kind === ')' && --depth === 0) return true;
    }
  }

  /** Reads an argument: an expression, or `name -> expression`. */
  private argument(): Expression {
    const value = this.SUBRULE5(this.expression, { ARGS: [0] });
    let lambda: Expression | undefined;
    this.OPTION1(() => {
      this.CONSUME(tokenTypes['->']);
      const body = this.SUBRULE6(this.expression, { ARGS: [0] });
      if (this.RECORDING_PHASE) return;
      const parameter = { text: value.kind === 'column' ? value.name : '', span: value.span };
      lambda = { kind: 'lambda', parameter, body, span: cover(value.span, body.span) };
    });
    return lambda ?? value;
  }

  /** optionMap := "{" (string ":" (optionMap | expression) ("," …)*)? "}" */
  protected readonly optionMap = this.RULE('optionMap', (): OptionMap => {
    const open = this.read(this.CONSUME(tokenTypes['{']));
    const entries: OptionEntry[] = [];
    this.MANY(() => {
      const entry = this.SUBRULE(this.optionEntry);
      if (!this.RECORDING_PHASE) entries.push(entry);
      const comma = this.take(1, ',');
      if (this.RECORDING_PHASE) return;
      if (comma && this.next.kind === '}') this.report('trailing-comma', tokenSpan(comma));
      else if (!comma && textKinds.has(this.next.kind)) this.reportMissing('comma');
    });
    const close = this.missing('}') ?? this.read(this.CONSUME(tokenTypes['}']));
    if (!this.RECORDING_PHASE) this.checkKeys(entries);
    return { kind: 'map', entries, span: cover(open, close) };
  });

  private readonly optionEntry = this.RULE('optionEntry', (): OptionEntry => {
    const key = this.stringOf(this.read(this.CONSUME(tokenTypes.text)));
    this.missing(':') ?? this.CONSUME1(tokenTypes[':']);
    return { key, value: this.optionValue() };
  });

  private optionValue(): Expression | OptionMap {
    if (this.RECORDING_PHASE)
      return this.OR<Expression | OptionMap>([
        { ALT: () => this.SUBRULE(this.optionMap) },
        { ALT: () => this.SUBRULE(this.expression, { ARGS: [5] }) },
      ]);
    if (this.next.kind === '{') return this.SUBRULE(this.optionMap);
    const value = this.SUBRULE(this.expression, { ARGS: [5] });
    if (!isConstant(value)) this.report('option-not-constant', value.span);
    return value;
  }

  private checkKeys(entries: readonly OptionEntry[]): void {
    const seen = new Set<string>();
    for (const { key, value } of entries) {
      if (key.value.trim() === '') this.report('map-empty-key', key.span);
      else if (seen.has(key.value)) this.report('map-duplicate-key', key.span, key.value);
      if (value.kind === 'null') this.report('map-null', value.span, key.value);
      seen.add(key.value);
    }
  }

  /** Reads a constant, without the sign of a number. */
  protected constant(): Expression {
    const token = this.read(this.CONSUME(tokenTypes.constant));
    if (this.RECORDING_PHASE) return this.missingHere();
    if (token.kind === 'integer' && this.nextIsUnit()) return this.timeSpan(token, this.advance());
    return this.constantOf(token);
  }

  protected constantOf(token: EsqlToken): StringLiteral | NumberLiteral | BooleanLiteral | Expression {
    const span = tokenSpan(token);
    switch (token.kind) {
      case 'true':
      case 'false':
        return { kind: 'boolean', value: token.kind === 'true', span };
      case 'null':
        return { kind: 'null', span };
      case 'integer':
      case 'decimal':
        return this.numberOf(token.image, span);
      default:
        return this.stringOf(token);
    }
  }

  protected numberOf(image: string, span: Span): NumberLiteral {
    const number = readNumber(image);
    if (!number) this.report('number-too-large', span, image);
    return { kind: 'number', ...(number ?? { type: 'double', value: 0 }), span };
  }

  protected stringOf(token: EsqlToken): StringLiteral {
    const { value = '', isRaw = false } = token.content ?? {};
    return { kind: 'string', value, isRaw, span: tokenSpan(token) };
  }

  /** Returns whether a time unit follows, possibly misspelt. Another word belongs to something else. */
  private nextIsUnit(): boolean {
    const { kind, image } = this.next;
    if (kind !== 'identifier') return false;
    const word = image.toLowerCase();
    if (isTimeUnit(word)) return true;
    const isOther = commandFacts(image.toUpperCase()) !== undefined || this.peek(1).kind === 'identifier';
    return !isOther && word.length > 2 && nearestNames(word, timeUnitNames).length > 0;
  }

  private timeSpan(token: EsqlToken, unitToken: EsqlToken): Expression {
    const unit = unitToken.image.toLowerCase();
    const span = cover(token, unitToken);
    const unitSpan = tokenSpan(unitToken);
    if (!isTimeUnit(unit))
      this.report('unknown-unit', unitSpan, unitToken.image, nearestNames(unit, timeUnitNames)[0]);
    const amount = BigInt(token.image);
    if (amount >= 2n ** 63n) this.report('time-span-too-large', span, `${token.image} ${unit}`);
    return { kind: 'time-span', amount, unit, unitSpan, span };
  }

  /** listLiteral := "[" constant ("," constant)* "]" */
  protected readonly listLiteral = this.RULE('listLiteral', (): ListLiteral => {
    const open = this.read(this.CONSUME(tokenTypes['[']));
    const items: (StringLiteral | NumberLiteral | BooleanLiteral)[] = [];
    this.MANY({
      GATE: () => itemStarts.has(this.next.kind),
      DEF: () => {
        const item = this.listItem();
        const comma = this.take(0, ',');
        if (this.RECORDING_PHASE) return;
        if (item) items.push(item);
        if (comma && this.next.kind === ']') this.report('trailing-comma', tokenSpan(comma));
        else if (!comma && itemStarts.has(this.next.kind)) this.reportMissing('comma');
      },
    });
    if (!this.RECORDING_PHASE) this.skipToListEnd();
    const close = this.missing(']') ?? this.read(this.CONSUME(tokenTypes[']']));
    const span = cover(open, close);
    if (!this.RECORDING_PHASE) {
      if (items.length === 0 && close.image !== '') this.report('empty-list', span);
      if (new Set(items.map(({ kind }) => kind)).size > 1) this.report('mixed-list', span);
    }
    return { kind: 'list', items, span };
  });

  private listItem(): StringLiteral | NumberLiteral | BooleanLiteral | undefined {
    const sign = this.OPTION1({
      GATE: () => this.next.kind === '-' || this.next.kind === '+',
      DEF: () => this.read(this.CONSUME(tokenTypes.binary)),
    });
    if (!this.RECORDING_PHASE && sign && !constantStarts.has(this.next.kind)) {
      this.reportMissing('number');
      return undefined;
    }
    const token = this.read(this.CONSUME1(tokenTypes.constant));
    if (this.RECORDING_PHASE) return undefined;
    const isNumber = token.kind === 'integer' || token.kind === 'decimal';
    if (sign && isNumber)
      return this.numberOf(`${sign.kind === '-' ? '-' : ''}${token.image}`, cover(sign, token));
    const item = this.constantOf(token);
    if (item.kind === 'string' || item.kind === 'number' || item.kind === 'boolean') return item;
    this.report('list-item', item.span);
    return undefined;
  }

  /** Reports the first invalid item of a list, and skips it if the list continues after it. */
  private skipToListEnd(): void {
    if (this.next.kind === ']') return;
    for (let distance = 0; distance < 50; distance++) {
      const { kind } = this.peek(distance);
      if (kind === '|' || kind === 'end' || kind === '[') return;
      if (kind !== ']') continue;
      this.report('list-item', tokenSpan(this.next));
      for (let left = distance; left > 0; left--) this.advance();
      return;
    }
  }
}

/** Returns the name in a token. */
export function nameOf({ image, content }: EsqlToken): string {
  return content?.value ?? image;
}

const constantKinds: ReadonlySet<Expression['kind']> = new Set([
  ...(['string', 'number', 'boolean', 'null', 'list', 'time-span', 'parameter', 'missing'] as const),
]);

/** Returns whether an expression is a literal constant, possibly with a sign. */
export function isConstant(expression: Expression): boolean {
  return constantKinds.has(expression.kind === 'negative' ? expression.operand.kind : expression.kind);
}
