import { cover } from '../../text/span.js';
import { RecoveringParser } from '../recovering-parser.js';
import { createToken, tokenSpan } from '../token.js';
import { describeFound, describeKind } from './messages.js';
import type { StringContent } from './strings.js';
import type { Expression, Literal } from './syntax.js';
import { type EqlToken, type EqlTokenKind, keywords } from './tokens.js';
import { readNumber, readPathPart } from './values.js';

/** What constants start with: between two of them in a list a comma is missing. */
export const constantStarts: ReadonlySet<EqlTokenKind> = new Set([
  'string',
  'raw-string',
  'former-string',
  'integer',
  'decimal',
  'true',
  'false',
  'null',
]);

/** What an operand can start with. */
export const operandStarts: ReadonlySet<EqlTokenKind> = new Set([
  'identifier',
  'quoted-identifier',
  'tilde-identifier',
  ...constantStarts,
  '(',
  '?',
]);

/** What a condition can start with, in a list or elsewhere. */
export const conditionStarts: ReadonlySet<EqlTokenKind> = new Set([...operandStarts, 'not', '-', '+']);

/** What ends a list whose parenthesis is missing. */
const listEnds: ReadonlySet<EqlTokenKind> = new Set(['end', 'and', 'or', ']', '|', 'until', 'by', 'with']);

interface List {
  readonly open: EqlToken;
  readonly items: readonly Expression[];
  readonly close: EqlToken;
}

const words = { code: 'eql-syntax', describeKind, describeFound };
const nameKinds = ['identifier', 'quoted-identifier'] as const;
/** A keyword can stand for a misplaced name, as in `process.args.any`. */
const namesAndKeywords = [...nameKinds, ...keywords];

/** Names, fields, literals and lists of EQL. The tree is built on the way. */
export abstract class EqlOperands extends RecoveringParser<EqlTokenKind, StringContent> {
  /** How many lists are open: between their items a comma is missing, not an `and`. */
  protected openLists = 0;

  constructor(tokens: readonly EqlToken[], textLength: number) {
    super(tokens, createToken<EqlTokenKind, StringContent>('end', '', textLength), words);
  }

  /** What stands in lists and arguments; defined where conditions are. */
  protected abstract condition(): Expression;

  protected nextIsOperand(): boolean {
    return operandStarts.has(this.next.kind);
  }

  /** `(item, item)`, where an item starts with one of these; what is wrong with parentheses and commas is reported. */
  protected list(starts: ReadonlySet<EqlTokenKind>, readItem: () => Expression, wanted?: string): List {
    if (this.nextIsBracketedList()) return this.bracketedList();
    const open = this.expect('(', wanted);
    // Without a parenthesis a list has no end that is to be relied on: constants are all that belong to it.
    if (open.image === '')
      return { open, items: this.constantItems(), close: this.take(')') ?? this.insert(')') };
    const items: Expression[] = [];
    let isMended = false;
    let opened = 0;
    for (;;) {
      if (!starts.has(this.next.kind)) {
        const skipped = this.skipTo(starts);
        if (!skipped) break;
        isMended = true;
        opened += skipped.filter(({ kind }) => kind === '(').length;
      }
      items.push(readItem());
      this.checkComma(this.take(','));
    }
    const close = isMended ? (this.take(')') ?? this.insert(')')) : this.expect(')');
    while (opened-- > 0) this.take(')');
    return { open, items, close };
  }

  private constantItems(): Expression[] {
    const items: Expression[] = [];
    for (let item = this.literal(); item; item = this.take(',') && this.literal()) items.push(item);
    return items;
  }

  /** `["a", "b"]`; a step would begin with a category and `where`. */
  protected nextIsBracketedList(): boolean {
    const behind = this.peek(2).kind;
    return (
      this.next.kind === '[' && constantStarts.has(this.peek(1).kind) && (behind === ',' || behind === ']')
    );
  }

  private bracketedList(): List {
    const open = this.advance();
    this.report(tokenSpan(open), 'a list stands in parentheses, not in brackets', 'write (…)');
    const items = this.constantItems();
    return { open, items, close: this.take(']') ?? this.insert(']') };
  }

  /** What cannot stand in a list that goes on behind it: it is reported and left out. Undefined where the list ends. */
  private skipTo(starts: ReadonlySet<EqlTokenKind>): readonly EqlToken[] | undefined {
    if (this.next.kind === ')') return undefined;
    for (let distance = 0; ; distance++) {
      const { kind } = this.peek(distance);
      if (listEnds.has(kind)) return undefined;
      if (!starts.has(kind) && kind !== ')') continue;
      this.reportAbsent(describeKind(')'));
      const skipped: EqlToken[] = [];
      while (skipped.length < distance) skipped.push(this.advance());
      return kind === ')' ? undefined : skipped;
    }
  }

  /** Between two items of a list there is a comma, behind the last one there is none. */
  private checkComma(comma: EqlToken | undefined): void {
    if (comma && this.next.kind === ')') {
      this.report(tokenSpan(comma), 'a comma cannot end a list', 'remove it', '');
    } else if (!comma && this.nextIsOperand()) this.reportAbsent('[,] between two items of the list');
  }

  protected checkNotEmpty({ open, items, close }: List, what: string): void {
    if (items.length > 0 || open.image === '' || close.image === '') return;
    this.report(cover(open, close), 'the list is empty', `list at least one ${what}`);
  }

  /** `name(argument, argument)` */
  protected call(): Expression {
    const name = this.advance();
    this.openLists++;
    const list = this.list(conditionStarts, () => this.condition());
    this.openLists--;
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

  /** `?process.name`, with parts in backquotes; an index such as `[0]` is reported. */
  protected field(): Expression {
    const question = this.take('?');
    const first = this.expectOneOf(nameKinds, 'the name of a field');
    let name = readPathPart(first);
    let last = first;
    for (;;) {
      if (this.take('.')) {
        last = this.pathPart();
        name += `.${readPathPart(last)}`;
      } else if (this.next.kind === '[' && this.peek(1).kind === 'integer') last = this.arrayIndex();
      else break;
    }
    return {
      kind: 'field',
      name,
      optional: question !== undefined,
      span: cover(question ?? first, last),
    };
  }

  /** A part of a path after its dot. A keyword counts only when it touches the dot: `process. and` is an unfinished path. */
  private pathPart(): EqlToken {
    const touching = this.previous.end === this.next.start;
    const part = this.expectOneOf(
      touching ? namesAndKeywords : nameKinds,
      'the next part of the field name after [.]',
    );
    if (part.image !== '' && !(nameKinds as readonly string[]).includes(part.kind)) {
      this.report(
        tokenSpan(part),
        `[${part.image}] is a keyword`,
        'put this part of the field name in backquotes',
        `\`${part.image}\``,
      );
    }
    return part;
  }

  /** `[0]` behind a field; its end. */
  private arrayIndex(): EqlToken {
    const open = this.advance();
    this.advance();
    const close = this.expect(']');
    this.report(
      cover(open, close),
      'array indexes are not supported',
      'a condition on an array field holds when any of its values satisfies it',
    );
    return close;
  }

  /** A constant, or undefined when none starts here. */
  protected literal(): Literal | undefined {
    switch (this.next.kind) {
      case 'string':
      case 'raw-string':
      case 'former-string': {
        const token = this.advance();
        const raw = token.kind === 'raw-string';
        return { kind: 'string', value: token.content?.value ?? '', raw, span: tokenSpan(token) };
      }
      case 'integer':
      case 'decimal':
        return this.readNumberLiteral();
      case 'true':
      case 'false': {
        const token = this.advance();
        return { kind: 'boolean', value: token.kind === 'true', span: tokenSpan(token) };
      }
      case 'null':
        return { kind: 'null', span: tokenSpan(this.advance()) };
      default:
        return undefined;
    }
  }

  /** Elasticsearch refuses a number that no double can hold. */
  private readNumberLiteral(): Literal {
    const token = this.advance();
    const literal = readNumber(token);
    if (literal.value === Number.POSITIVE_INFINITY)
      this.report(literal.span, `number [${token.image}] is too large`);
    return literal;
  }
}
