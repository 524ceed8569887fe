import {
  createTokenInstance,
  EmbeddedActionsParser,
  type IParserErrorMessageProvider,
  type IToken,
  type TokenType,
  tokenMatcher,
} from 'chevrotain';
import type { Problem } from '../text/problem.js';
import type { Span } from '../text/span.js';

/** The span of a token without white space around it; a token that was put in by recovery is empty. */
export function tokenSpan(token: IToken): Span {
  const { image } = token;
  const offset = Number.isNaN(token.startOffset) ? 0 : token.startOffset;
  const start = offset + image.length - image.trimStart().length;
  return { start, end: start + image.trim().length };
}

/** What a grammar says in its messages. */
export interface GrammarWords {
  /** Code of its problems. */
  readonly code: string;
  readonly messages: IParserErrorMessageProvider;
  readonly describeToken: (token: TokenType) => string;
  readonly describeFound: (token: IToken) => string;
}

/**
 * What a grammar needs to keep going on unfinished text. Where something is expected and absent, the rule reports it
 * once, puts a placeholder into the tree and returns: nothing is thrown, so all that was understood before stays.
 */
export class RecoveringParser extends EmbeddedActionsParser {
  /** What the actions found wrong; errors of the parser itself, which are rare, are in `errors`. */
  found: Problem[] = [];
  /** Whether something was absent, so that what stands behind may be read in another way than it is meant. */
  get guessed(): boolean {
    return this.lastAbsentAt >= 0 || this.errors.length > 0;
  }
  protected textEnd = 0;
  private lastAbsentAt = -1;

  constructor(
    tokens: TokenType[],
    private readonly words: GrammarWords,
    skipValidations: boolean,
  ) {
    super(tokens, {
      recoveryEnabled: true,
      maxLookahead: 3,
      skipValidations,
      errorMessageProvider: words.messages,
    });
  }

  protected start(tokens: IToken[], textLength: number): void {
    this.input = tokens;
    this.found = [];
    this.textEnd = textLength;
    this.lastAbsentAt = -1;
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
  protected reportAbsent(wanted: string, help?: string): void {
    const next = this.LA(1);
    const offset = this.nextOffset();
    if (offset === this.lastAbsentAt) return;
    this.lastAbsentAt = offset;
    const span =
      next.image === '' ? { start: Math.max(0, this.textEnd - 1), end: this.textEnd } : tokenSpan(next);
    this.report(span, `expected ${wanted}, ${this.words.describeFound(next)}`, help);
  }

  protected nextIs(...types: readonly TokenType[]): boolean {
    const next = this.LA(1);
    return types.some((type) => tokenMatcher(next, type));
  }

  /** Where the next token starts, or where the text ends. */
  protected nextOffset(): number {
    const next = this.LA(1);
    return Number.isNaN(next.startOffset) ? this.textEnd : next.startOffset;
  }

  protected missingHere(): { readonly kind: 'missing'; readonly span: Span } {
    const offset = this.nextOffset();
    return { kind: 'missing', span: { start: offset, end: offset } };
  }

  /**
   * A placeholder when none of the expected tokens is next, else undefined:
   * `this.ACTION(() => this.absent(..)) ?? this.CONSUME(..)`. The absence is reported in the words given, or as the
   * first token's name.
   */
  protected absent(types: readonly TokenType[], wanted?: string): IToken | undefined {
    if (this.nextIs(...types)) return undefined;
    this.reportAbsent(wanted ?? this.words.describeToken(types[0]!));
    return this.getTokenToInsert(types[0]!);
  }

  /** A token put in by recovery is empty and stands where it was expected. */
  protected override getTokenToInsert(tokenType: TokenType): IToken {
    const offset = this.nextOffset();
    const unknown = Number.NaN;
    const token = createTokenInstance(tokenType, '', offset, offset - 1, unknown, unknown, unknown, unknown);
    token.isInsertedInRecovery = true;
    return token;
  }

  protected override canTokenTypeBeInsertedInRecovery(): boolean {
    return false;
  }
}
