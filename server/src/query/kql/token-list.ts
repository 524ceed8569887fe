import { countWhile, type Span } from '../../text/span.js';
import type { Clause } from './clauses.js';
import type { KqlValue } from './syntax.js';
import { type KqlToken, tokenizeKql } from './tokens.js';

/** A value, or the list of values of a field with its parentheses. */
export interface ValuePlace extends Span {
  /** What stands between the parentheses of a list. */
  readonly list?: Span;
}

/** The tokens of a query that has no mistakes, read when first asked for: most queries need no second look. */
export class KqlTokens {
  private read: readonly KqlToken[] | undefined;
  private closings: ReadonlyMap<number, KqlToken> | undefined;

  constructor(private readonly text: string) {}

  private get tokens(): readonly KqlToken[] {
    this.read ??= tokenizeKql(this.text).tokens;
    return this.read;
  }

  at(index: number): KqlToken | undefined {
    return this.tokens[index];
  }

  /** The index of the token that starts at an offset, or -1. */
  indexAt(offset: number): number {
    const index = countWhile(this.tokens, ({ start }) => start < offset);
    return this.tokens[index]?.start === offset ? index : -1;
  }

  isOpening(token: KqlToken | undefined): boolean {
    return token?.kind === '(';
  }

  isNot(token: KqlToken | undefined): token is KqlToken {
    return token?.kind === 'not';
  }

  before({ start }: KqlToken): KqlToken | undefined {
    return this.at(this.indexAt(start) - 1);
  }

  /** The parenthesis that closes the one at an index. */
  closingOf(index: number): KqlToken | undefined {
    this.closings ??= closingsOf(this.tokens);
    return this.closings.get(index);
  }

  /** The parentheses that stand right before `start` and behind `end`. */
  pairAround(start: number, end: number): readonly [KqlToken, KqlToken] | undefined {
    for (let at = this.indexAt(start) - 1; this.isOpening(this.at(at)); at--) {
      const close = this.closingOf(at);
      if (!close || close.start < end) continue;
      const before = this.tokens[this.indexAt(close.start) - 1];
      return before && before.start < end ? [this.at(at)!, close] : undefined;
    }
    return undefined;
  }

  /** What stands behind the colon of a field. */
  valueOf(field: KqlValue): ValuePlace | undefined {
    const at = this.indexAt(field.span.start);
    const value = this.at(at + 2);
    if (at < 0 || this.at(at + 1)?.kind !== ':' || !value) return undefined;
    const { start } = value;
    if (!this.isOpening(value)) return { start, end: start + value.image.trimEnd().length };
    const close = this.closingOf(at + 2);
    if (!close) return undefined;
    const first = value.end;
    const content = this.text.slice(first, close.start).trimEnd();
    const list = { start: first, end: first + content.length };
    return { start, end: close.end, list };
  }

  /** A clause from its `not` or field to the end of its value; undefined with parentheses between `not` and field. */
  placeOf({ field, negated, start }: Clause): (Span & { readonly value: ValuePlace }) | undefined {
    const at = this.indexAt(field.span.start);
    if (negated && this.at(at - 1)?.start !== start) return undefined;
    const value = this.valueOf(field);
    return value && { start, end: value.end, value };
  }

  /** The `and` or `or` right before an offset. */
  keywordBefore(offset: number): KqlToken | undefined {
    const before = this.at(this.indexAt(offset) - 1);
    return before?.kind === 'and' || before?.kind === 'or' ? before : undefined;
  }
}

/** For each parenthesis that is closed, by its index, the one that closes it. */
function closingsOf(tokens: readonly KqlToken[]): Map<number, KqlToken> {
  const closings = new Map<number, KqlToken>();
  const open: number[] = [];
  for (const [index, token] of tokens.entries()) {
    if (token.kind === '(') open.push(index);
    else if (token.kind === ')') {
      const start = open.pop();
      if (start !== undefined) closings.set(start, token);
    }
  }
  return closings;
}
