import type { ParserMethod } from 'chevrotain';
import { cover } from '../../text/span.js';
import { type GrammarOptions, RecoveringParser } from '../recovering-parser.js';
import { tokenSpan } from '../token.js';
import { tokenTypes } from '../token-types.js';
import { eqlErrors } from './messages.js';
import { levels } from './operators.js';
import type { StringContent } from './strings.js';
import type { Expression, Literal } from './syntax.js';
import { type EqlToken, type EqlTokenKind, keywords } from './tokens.js';
import { readNumber, readPathPart } from './values.js';

export type Kinds = ReadonlySet<EqlTokenKind>;

/** Tokens that start constants. Between two of them in a list, a comma is missing. */
export const constantStarts: Kinds = new Set<EqlTokenKind>([
  'string',
  'raw-string',
  'former-string',
  'integer',
  'decimal',
  'true',
  'false',
  'null',
]);

/** Tokens that can start an operand. */
export const operandStarts: Kinds = new Set<EqlTokenKind>([
  'identifier',
  'quoted-identifier',
  'tilde-identifier',
  ...constantStarts,
  '(',
  '?',
]);

/** Tokens that can start a condition, in a list or elsewhere. */
export const conditionStarts: Kinds = new Set<EqlTokenKind>([...operandStarts, 'not', '-', '+']);

/** Tokens that can start an item of a pattern list. */
const patternStarts: Kinds = new Set([...operandStarts].filter((kind) => kind !== '('));

/** Tokens that end a list without a closing parenthesis. */
const listEnds: Kinds = new Set<EqlTokenKind>(['end', 'and', 'or', ']', '|', 'until', 'by', 'with']);

/** A keyword can be used as a misplaced name, as in `process.args.any`. */
const keywordKinds: Kinds = new Set<EqlTokenKind>(keywords);
const nameKinds: Kinds = new Set<EqlTokenKind>(['identifier', 'quoted-identifier']);

export interface List {
  readonly open: EqlToken;
  readonly items: readonly Expression[];
  readonly close: EqlToken;
}

/** Names, fields, literals and lists of EQL. Builds the tree while parsing. */
export abstract class EqlOperands extends RecoveringParser<EqlTokenKind, StringContent, typeof eqlErrors> {
  /** The number of open lists: between their items a comma is missing rather than an `and`. */
  protected openLists = 0;
  /** How many opening parentheses were skipped in the current list. Undefined if nothing was skipped. */
  private skippedParentheses: number | undefined;

  constructor(options?: GrammarOptions) {
    super({ code: 'eql-syntax', texts: eqlErrors }, options);
  }

  /** Reads an expression whose operators bind at least as tightly as a level of `precedence`. */
  protected abstract readonly expression: ParserMethod<[least: number], Expression>;

  protected nextIsOperand(): boolean {
    return operandStarts.has(this.next.kind);
  }

  /** list := "(" (expression ","?)* ")" */
  protected readonly list = this.RULE('list', (wanted?: string): List => {
    const broken = this.listWithoutParenthesis(wanted);
    if (broken) return broken;
    const open = this.read(this.CONSUME(tokenTypes['(']));
    const items: Expression[] = [];
    const outer = this.beginList(conditionStarts);
    this.openLists++;
    this.MANY(() => {
      items.push(this.lonelyConstant() ?? this.SUBRULE(this.expression, { ARGS: [levels.condition] }));
      this.checkComma(this.take(0, ','));
      this.skipToItem(conditionStarts);
    });
    this.openLists--;
    return { open, items, close: this.endList(outer) };
  });

  /** patternList := "(" (pattern ","?)* ")" */
  protected readonly patternList = this.RULE('patternList', (): List => {
    const broken = this.listWithoutParenthesis();
    if (broken) return broken;
    const open = this.read(this.CONSUME(tokenTypes['(']));
    const items: Expression[] = [];
    const outer = this.beginList(patternStarts);
    this.MANY(() => {
      items.push(this.lonelyConstant() ?? this.SUBRULE(this.pattern));
      this.checkComma(this.take(0, ','));
      this.skipToItem(patternStarts);
    });
    return { open, items, close: this.endList(outer) };
  });

  /** Reads a constant. Names and calls are read too, to report that they are not allowed here. */
  protected readonly pattern = this.RULE('pattern', (): Expression => this.OR(this.patternAlternatives));
  private readonly patternAlternatives = [{ ALT: () => this.constant() }, { ALT: () => this.name() }];

  /** Reads a constant that is a whole item, as most are, without entering a rule. */
  private lonelyConstant(): Literal | undefined {
    if (this.RECORDING_PHASE || !constantStarts.has(this.next.kind)) return undefined;
    const behind = this.peek(1).kind;
    return behind === ',' || behind === ')' ? this.constant() : undefined;
  }

  /** Reads a list without an opening parenthesis, and reports it. */
  private listWithoutParenthesis(wanted?: string): List | undefined {
    if (this.RECORDING_PHASE || this.next.kind === '(') return undefined;
    if (this.nextIsBracketedList()) return this.bracketedList();
    this.reportMissing(wanted ?? '(');
    const open = this.insert('(');
    // Without a parenthesis the end of the list is uncertain, so only constants belong to it.
    return { open, items: this.constantItems(), close: this.skip(')') ?? this.insert(')') };
  }

  private constantItems(): Expression[] {
    const items: Expression[] = [];
    while (constantStarts.has(this.next.kind)) {
      items.push(this.readConstant(this.advance()));
      if (!this.skip(',')) break;
    }
    return items;
  }

  /** Returns whether `["a", "b"]` follows. A step would begin with a category and `where`. */
  protected nextIsBracketedList(): boolean {
    if (this.next.kind !== '[' || !constantStarts.has(this.peek(1).kind)) return false;
    const behind = this.peek(2).kind;
    return behind === ',' || behind === ']';
  }

  private bracketedList(): List {
    const open = this.advance();
    this.report('list-in-brackets', tokenSpan(open));
    const items = this.constantItems();
    return { open, items, close: this.skip(']') ?? this.insert(']') };
  }

  /** Starts reading items. Returns the state of the enclosing list. */
  private beginList(starts: Kinds): number | undefined {
    const outer = this.skippedParentheses;
    this.skippedParentheses = undefined;
    this.skipToItem(starts);
    return outer;
  }

  /** Reports and skips tokens that are not allowed in a list if the list continues after them. */
  private skipToItem(starts: Kinds): void {
    if (this.RECORDING_PHASE || starts.has(this.next.kind)) return;
    const skipped = this.skipTo(starts);
    if (!skipped) return;
    const opened = skipped.filter(({ kind }) => kind === '(').length;
    this.skippedParentheses = (this.skippedParentheses ?? 0) + opened;
  }

  /** Returns the skipped tokens, or undefined if the list ends. */
  private skipTo(starts: Kinds): readonly EqlToken[] | undefined {
    if (this.next.kind === ')') return undefined;
    for (let distance = 0; ; distance++) {
      const { kind } = this.peek(distance);
      if (listEnds.has(kind)) return undefined;
      if (!starts.has(kind) && kind !== ')') continue;
      this.reportMissing(')');
      const skipped: EqlToken[] = [];
      while (skipped.length < distance) skipped.push(this.advance());
      return kind === ')' ? undefined : skipped;
    }
  }

  /** Checks that there is a comma between two items of a list, but not after the last one. */
  private checkComma(comma: EqlToken | undefined): void {
    if (this.RECORDING_PHASE) return;
    if (comma && this.next.kind === ')') this.report('trailing-comma', tokenSpan(comma));
    else if (!comma && this.nextIsOperand()) this.reportMissing('comma');
  }

  /** Reads the end of a list; `outer` is the state of the enclosing list. */
  private endList(outer: number | undefined): EqlToken {
    const skipped = this.skippedParentheses;
    this.skippedParentheses = outer;
    if (this.RECORDING_PHASE || skipped === undefined)
      return this.missing(')') ?? this.read(this.CONSUME1(tokenTypes[')']));
    const close = this.skip(')') ?? this.insert(')');
    for (let count = skipped; count > 0; count--) this.skip(')');
    return close;
  }

  protected checkNotEmpty({ open, items, close }: List, what: string): void {
    if (this.RECORDING_PHASE || items.length > 0 || open.image === '' || close.image === '') return;
    this.report('empty-list', cover(open, close), what);
  }

  /** name := "?"? part ("." part | "[" integer "]")* | function list */
  protected name(): Expression {
    this.skipMark();
    const question = this.take(7, '?');
    const first =
      (question && this.missingAll(nameKinds, 'identifier', 'name')) ??
      this.read(this.CONSUME7(tokenTypes['name or function']));
    if (!question || this.RECORDING_PHASE) {
      if (first.kind === 'identifier' && this.next.kind === 'of') return this.relationship(first);
      const list = this.arguments(first);
      if (list) return callOf(first, list);
    }
    return this.path(question, first);
  }

  /** Reads the arguments after a name. After a name with a mark, reports them if they are missing. */
  private arguments(name: EqlToken): List | undefined {
    if (this.RECORDING_PHASE) {
      this.OPTION8(() => this.SUBRULE7(this.list));
      return undefined;
    }
    const isCall = name.kind === 'tilde-identifier' || (name.kind === 'identifier' && this.next.kind === '(');
    return isCall ? this.SUBRULE7(this.list) : undefined;
  }

  /** Reports and skips the mark of `?startsWith(…)`. */
  private skipMark(): void {
    if (this.RECORDING_PHASE || this.next.kind !== '?' || this.peek(2).kind !== '(') return;
    const name = this.peek(1);
    if (name.kind === 'identifier' && name.end === this.peek(2).start)
      this.report('marked-function', tokenSpan(this.advance()));
  }

  /** Skips `child of [..]`, which Elasticsearch rejects, so that the rest is parsed. */
  private relationship(name: EqlToken): Expression {
    let last = this.advance();
    for (let depth = 0; this.next.kind !== 'end' && (depth > 0 || this.next.kind === '['); ) {
      last = this.advance();
      if (last.kind === '[') depth++;
      if (last.kind === ']') depth--;
      if (depth === 0) break;
    }
    const span = cover(name, last);
    this.report('process-relationship', span, name.image);
    return { kind: 'missing', span };
  }

  /** Reads the rest of a field: `.parts`, in backquotes or not. Reports an index such as `[0]`. */
  private path(question: EqlToken | undefined, first: EqlToken): Expression {
    let name = this.RECORDING_PHASE ? '' : readPathPart(first);
    let last = first;
    if (this.RECORDING_PHASE || this.nextIsPath())
      this.MANY8({
        GATE: () => this.nextIsPath(),
        DEF: () => {
          last = this.OR8(this.pathAlternatives);
          if (last.kind !== ']' && !this.RECORDING_PHASE) name += `.${readPathPart(last)}`;
        },
      });
    return { kind: 'field', name, optional: question !== undefined, span: cover(question ?? first, last) };
  }
  private readonly pathAlternatives = [{ ALT: () => this.pathPart() }, { ALT: () => this.arrayIndex() }];

  private nextIsPath(): boolean {
    return this.next.kind === '.' || (this.next.kind === '[' && this.peek(1).kind === 'integer');
  }

  /**
   * Reads a part of a path with its dot. A keyword counts only if it touches the dot: `process. and` is an
   * unfinished path.
   */
  private pathPart(): EqlToken {
    const dot = this.read(this.CONSUME8(tokenTypes['.']));
    if (this.RECORDING_PHASE || nameKinds.has(this.next.kind))
      return this.read(this.CONSUME9(tokenTypes.name));
    if (dot.end === this.next.start && keywordKinds.has(this.next.kind)) {
      const part = this.advance();
      this.report('keyword-in-path', tokenSpan(part), part.image);
      return part;
    }
    this.reportMissing('path-part');
    return this.insert('identifier');
  }

  /** Reads `[0]` after a field, and returns its end. */
  private arrayIndex(): EqlToken {
    const open = this.read(this.CONSUME8(tokenTypes['[']));
    this.CONSUME8(tokenTypes.integer);
    const close = this.missing(']') ?? this.read(this.CONSUME8(tokenTypes[']']));
    this.report('array-index', cover(open, close));
    return close;
  }

  protected constant(): Literal {
    const token = this.read(this.CONSUME9(tokenTypes.constant));
    return this.RECORDING_PHASE ? { kind: 'null', span: token } : this.readConstant(token);
  }

  private readConstant(token: EqlToken): Literal {
    const span = tokenSpan(token);
    switch (token.kind) {
      case 'integer':
      case 'decimal': {
        const literal = readNumber(token);
        // Elasticsearch rejects a number that does not fit in a double.
        if (literal.value === Number.POSITIVE_INFINITY) this.report('number-too-large', span, token.image);
        return literal;
      }
      case 'true':
      case 'false':
        return { kind: 'boolean', value: token.kind === 'true', span };
      case 'null':
        return { kind: 'null', span };
      default:
        return { kind: 'string', value: token.content?.value ?? '', raw: token.kind === 'raw-string', span };
    }
  }
}

function callOf(name: EqlToken, list: List): Expression {
  const caseInsensitive = name.kind === 'tilde-identifier';
  return {
    kind: 'call',
    name: caseInsensitive ? name.image.slice(0, -1) : name.image,
    nameSpan: tokenSpan(name),
    caseInsensitive,
    arguments: list.items,
    span: cover(name, list.close),
  };
}
