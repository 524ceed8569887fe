import type { Problem } from '../text/problem.js';
import type { Span } from '../text/span.js';
import { createToken, type Token, tokenSpan } from './token.js';

/** What a grammar says in its messages. */
export interface GrammarWords {
  /** Code of its problems. */
  readonly code: string;
  readonly describeKind: (kind: string) => string;
  readonly describeFound: (token: Token) => string;
}

/**
 * What a grammar needs to keep going on unfinished text. Where something is expected and absent, the method reports it
 * once, puts a placeholder into the tree and returns: nothing is thrown, so all that was understood before stays. Written by
 * hand, since every query of a repository is parsed at once (docs/decisions/parsers-by-hand.md).
 */
export class RecoveringParser<Kind extends string, Content> {
  readonly found: Problem[] = [];
  /** Where something was absent: what stands behind may be read in another way than it is meant. */
  readonly absences: Span[] = [];
  /** The next token; the end of the query when there is none left. */
  protected next: Token<Kind, Content>;
  private index = 0;

  /** `tokens` are those of the text, without `end`, the one that stands for its end. */
  constructor(
    private readonly tokens: readonly Token<Kind, Content>[],
    private readonly end: Token<Kind, Content>,
    private readonly words: GrammarWords,
  ) {
    this.next = tokens[0] ?? end;
  }

  /** The first token that nothing was made of. */
  get left(): Token<Kind, Content> | undefined {
    return this.next === this.end ? undefined : this.next;
  }

  protected get previous(): Token<Kind, Content> {
    return this.tokens[this.index - 1] ?? this.end;
  }

  /** The token so many places behind the next one. */
  protected peek(distance: number): Token<Kind, Content> {
    return this.tokens[this.index + distance] ?? this.end;
  }

  /** Goes on to the token behind the next one, which is returned. */
  protected advance(): Token<Kind, Content> {
    const taken = this.next;
    if (this.index < this.tokens.length) this.index++;
    this.next = this.tokens[this.index] ?? this.end;
    return taken;
  }

  /** The next token, when it is of this kind. */
  protected take(kind: Kind): Token<Kind, Content> | undefined {
    return this.next.kind === kind ? this.advance() : undefined;
  }

  /** The next token, when it is of this kind, else an empty one; the absence is reported in these words or as the kind. */
  protected expect(kind: Kind, wanted?: string): Token<Kind, Content> {
    if (this.next.kind === kind) return this.advance();
    this.reportAbsent(wanted ?? this.words.describeKind(kind));
    return this.insert(kind);
  }

  /** Like `expect`, of any of several kinds; the first is put in. */
  protected expectOneOf(kinds: readonly Kind[], wanted?: string): Token<Kind, Content> {
    if (kinds.includes(this.next.kind)) return this.advance();
    return this.expect(kinds[0]!, wanted);
  }

  /** An empty token where the next one starts. */
  protected insert(kind: Kind): Token<Kind, Content> {
    return createToken<Kind, Content>(kind, '', this.next.start);
  }

  protected missingHere(): { readonly kind: 'missing'; readonly span: Span } {
    const { start } = this.next;
    return { kind: 'missing', span: { start, end: start } };
  }

  protected report(span: Span, message: string, help?: string, replacement?: string): void {
    this.found.push({
      code: this.words.code,
      severity: 'error',
      message,
      span,
      ...(help === undefined ? {} : { help }),
      ...(replacement === undefined
        ? {}
        : {
            fix: {
              title: replacement === '' ? 'Remove it' : `Replace with "${replacement.trim()}"`,
              edits: [{ span, text: replacement }],
            },
          }),
    });
  }

  /** Reports that something is absent here; further absences at the same place are echoes of the first. */
  protected reportAbsent(wanted: string): void {
    const span = this.placeOfNext();
    if (this.absences.at(-1)?.start === span.start) return;
    this.absences.push(span);
    this.report(span, `expected ${wanted}, ${this.words.describeFound(this.next)}`);
  }

  /** Where something absent is shown: at what stands there instead, or at the last character of the query. */
  private placeOfNext(): Span {
    if (this.next !== this.end) return tokenSpan(this.next);
    const { end } = this.end;
    return { start: Math.max(0, end - 1), end };
  }
}
