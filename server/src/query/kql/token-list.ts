import { countWhile, type Span } from '../../text/span.js';
import type { Clause } from './clauses.js';
import type { KqlValue } from './syntax.js';
import { type KqlToken, tokenizeKql } from './tokens.js';

/** The span of a value, or of a field's list of values with its parentheses. */
export interface ValuePlace extends Span {
  /** The span between the parentheses of a list. */
  readonly list?: Span;
}

/** The tokens of a valid query, lexed on first use: most queries do not need them. */
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

  /** Returns the index of the token that starts at an offset, or -1. */
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

  /** Returns the parenthesis that closes the one at an index. */
  closingOf(index: number): KqlToken | undefined {
    this.closings ??= closingsOf(this.tokens);
    return this.closings.get(index);
  }

  /** Returns the parentheses directly before `start` and directly after `end`. */
  pairAround(start: number, end: number): readonly [KqlToken, KqlToken] | undefined {
    for (let at = this.indexAt(start) - 1; this.isOpening(this.at(at)); at--) {
      const close = this.closingOf(at);
      if (!close || close.start < end) continue;
      const before = this.tokens[this.indexAt(close.start) - 1];
      return before && before.start < end ? [this.at(at)!, close] : undefined;
    }
    return undefined;
  }

  /** Returns the value after a field's colon. */
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

  /**
   * Returns a clause's span from its `not` or field to the end of its value, or undefined if there are
   * parentheses between `not` and field.
   */
  placeOf({ field, negated, start }: Clause): (Span & { readonly value: ValuePlace }) | undefined {
    const at = this.indexAt(field.span.start);
    if (negated && this.at(at - 1)?.start !== start) return undefined;
    const value = this.valueOf(field);
    return value && { start, end: value.end, value };
  }

  /** Returns the `and` or `or` directly before an offset. */
  keywordBefore(offset: number): KqlToken | undefined {
    const before = this.at(this.indexAt(offset) - 1);
    return before?.kind === 'and' || before?.kind === 'or' ? before : undefined;
  }
}

/** Maps the index of each closed parenthesis to the one that closes it. */
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
