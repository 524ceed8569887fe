import type { IToken } from 'chevrotain';
import type { Span } from '../../text/span.js';
import type { Clause } from './clauses.js';
import type { KqlValue } from './syntax.js';
import { And, Colon, kqlLexer, LeftParenthesis, Not, Or, RightParenthesis } from './tokens.js';

/** A value, or the list of values of a field with its parentheses. */
export interface ValuePlace extends Span {
  /** What stands between the parentheses of a list. */
  readonly list?: Span;
}

/** The tokens of a query that has no mistakes, read when first asked for: most queries need no second look. */
export class KqlTokens {
  private read: readonly IToken[] | undefined;

  constructor(private readonly text: string) {}

  private get tokens(): readonly IToken[] {
    this.read ??= kqlLexer().tokenize(this.text).tokens;
    return this.read;
  }

  at(index: number): IToken | undefined {
    return this.tokens[index];
  }

  /** The index of the token that starts at an offset, or -1. */
  indexAt(offset: number): number {
    return this.tokens.findIndex(({ startOffset }) => startOffset === offset);
  }

  isOpening(token: IToken | undefined): boolean {
    return token?.tokenType === LeftParenthesis;
  }

  isNot(token: IToken | undefined): token is IToken {
    return token?.tokenType === Not;
  }

  before({ startOffset }: IToken): IToken | undefined {
    return this.at(this.indexAt(startOffset) - 1);
  }

  /** The parenthesis that closes the one at an index. */
  closingOf(index: number): IToken | undefined {
    let depth = 0;
    for (let at = index; at < this.tokens.length; at++) {
      const { tokenType } = this.tokens[at]!;
      if (tokenType === LeftParenthesis) depth++;
      else if (tokenType === RightParenthesis && --depth === 0) return this.tokens[at];
    }
    return undefined;
  }

  /** The parentheses that stand right before `start` and behind `end`. */
  pairAround(start: number, end: number): readonly [IToken, IToken] | undefined {
    for (let at = this.indexAt(start) - 1; this.isOpening(this.at(at)); at--) {
      const close = this.closingOf(at);
      if (!close || close.startOffset < end) continue;
      const before = this.tokens[this.tokens.indexOf(close) - 1];
      return before && before.startOffset < end ? [this.at(at)!, close] : undefined;
    }
    return undefined;
  }

  /** What stands behind the colon of a field. */
  valueOf(field: KqlValue): ValuePlace | undefined {
    const at = this.indexAt(field.span.start);
    const value = this.at(at + 2);
    if (at < 0 || this.at(at + 1)?.tokenType !== Colon || !value) return undefined;
    const start = value.startOffset;
    if (!this.isOpening(value)) return { start, end: start + value.image.trimEnd().length };
    const close = this.closingOf(at + 2);
    if (!close) return undefined;
    const first = start + value.image.length;
    const content = this.text.slice(first, close.startOffset).trimEnd();
    const list = { start: first, end: first + content.length };
    return { start, end: close.startOffset + close.image.length, list };
  }

  /** A clause from its `not` or field to the end of its value; undefined with parentheses between `not` and field. */
  placeOf({ field, negated, start }: Clause): (Span & { readonly value: ValuePlace }) | undefined {
    const at = this.indexAt(field.span.start);
    if (negated && this.at(at - 1)?.startOffset !== start) return undefined;
    const value = this.valueOf(field);
    return value && { start, end: value.end, value };
  }

  /** The `and` or `or` right before an offset. */
  keywordBefore(offset: number): IToken | undefined {
    const before = this.at(this.indexAt(offset) - 1);
    return before?.tokenType === And || before?.tokenType === Or ? before : undefined;
  }
}
