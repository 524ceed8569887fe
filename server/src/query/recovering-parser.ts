import { EmbeddedActionsParser, type IToken } from 'chevrotain';
import type { ProblemCode } from '../text/problem.js';
import type { Span } from '../text/span.js';
import { type ErrorTexts, type SyntaxProblem, syntaxProblem } from './syntax-problem.js';
import { createToken, type Token, tokenSpan } from './token.js';
import { type NamedKind, tokenTypes, vocabulary } from './token-types.js';

/** The words of a language's messages. */
export interface GrammarWords<Texts extends ErrorTexts> {
  /** The code of its problems. */
  readonly code: ProblemCode;
  readonly texts: Texts & {
    /** Describes something that is missing: its name, and what was found instead. */
    readonly missing: (wanted: string, found: Token) => { readonly message: string };
  };
}

/**
 * Settings for tests: validations find ambiguities of a grammar, and take as much time as parsing a hundred
 * queries.
 */
export interface GrammarOptions {
  readonly validates?: boolean;
}

/**
 * A grammar that can parse unfinished queries. If something expected is missing, a rule reports it once, adds
 * a placeholder to the tree and returns: nothing is thrown, so everything recognised so far is kept.
 * Chevrotain's own recovery would say which token it inserts, but not what the author of a rule forgot
 * (docs/decisions/parsers.md).
 */
export class RecoveringParser<
  Kind extends string,
  Content,
  Texts extends ErrorTexts,
> extends EmbeddedActionsParser {
  found: SyntaxProblem[] = [];
  /** Where something was missing: what follows may be misread. */
  missingAt: Span[] = [];
  private end: Token<Kind, Content> = createToken<Kind, Content>('end' as Kind, '', 0);

  constructor(
    private readonly words: GrammarWords<Texts>,
    { validates = false }: GrammarOptions = {},
  ) {
    super([...vocabulary], { recoveryEnabled: false, maxLookahead: 1, skipValidations: !validates });
  }

  /** Starts with the tokens of a query of this length. */
  protected begin(tokens: readonly Token<Kind, Content>[], textLength: number): void {
    this.input = tokens as unknown as IToken[];
    this.found = [];
    this.missingAt = [];
    this.end = createToken<Kind, Content>('end' as Kind, '', textLength);
  }

  /**
   * Returns the parsed tree. A throwing rule would silently end parsing and lose what was recognised: that is
   * a bug in the grammar, not an error in the query.
   */
  protected complete<Tree>(tree: Tree): Tree {
    const unexpected = this.errors.find(({ name }) => name !== 'NotAllInputParsedException');
    if (unexpected) throw unexpected;
    return tree;
  }

  /** The first leftover token. */
  get left(): Token<Kind, Content> | undefined {
    const { next } = this;
    return next === this.end ? undefined : next;
  }

  /** The next token, or the end of the query if none is left. */
  protected get next(): Token<Kind, Content> {
    return this.peek(0);
  }

  protected get previous(): Token<Kind, Content> {
    return this.peek(-1);
  }

  /** Returns the token this many positions after the next one. */
  protected peek(distance: number): Token<Kind, Content> {
    const token = this.LA(distance + 1) as unknown as Token<Kind, Content>;
    return token.kind === undefined ? this.end : token;
  }

  /** Returns a consumed token. While the grammar records itself, returns the empty token at the end. */
  protected read(token: IToken): Token<Kind, Content> {
    return this.RECORDING_PHASE ? this.end : (token as unknown as Token<Kind, Content>);
  }

  /**
   * Consumes the next token if it is of this kind. `index` distinguishes the positions of the kind in a rule.
   */
  protected take(index: number, kind: Kind & NamedKind): Token<Kind, Content> | undefined {
    if (this.RECORDING_PHASE) {
      this.option(index, () => this.consume(index, tokenTypes[kind]));
      return undefined;
    }
    return this.next.kind === kind ? this.read(this.consume(index, tokenTypes[kind])) : undefined;
  }

  /** Skips the next token, which the grammar does not know at this position. */
  protected advance(): Token<Kind, Content> {
    const { next } = this;
    this.SKIP_TOKEN();
    return next;
  }

  /** Skips the next token if it is of this kind, where the grammar does not know it. */
  protected skip(kind: Kind): Token<Kind, Content> | undefined {
    return this.next.kind === kind ? this.advance() : undefined;
  }

  /** If the next token is of another kind, reports that this one is missing, and returns an empty token. */
  protected missing(kind: Kind, wanted: string = kind): Token<Kind, Content> | undefined {
    if (this.RECORDING_PHASE || this.next.kind === kind) return undefined;
    this.reportMissing(wanted);
    return this.insert(kind);
  }

  /** Like `missing`, for any of several kinds. The empty token is of the first. */
  protected missingAll(
    kinds: ReadonlySet<Kind>,
    kind: Kind,
    wanted: string,
  ): Token<Kind, Content> | undefined {
    if (this.RECORDING_PHASE || kinds.has(this.next.kind)) return undefined;
    this.reportMissing(wanted);
    return this.insert(kind);
  }

  /** Returns an empty token where the next one starts. */
  protected insert(kind: Kind): Token<Kind, Content> {
    return createToken<Kind, Content>(kind, '', this.next.start);
  }

  protected missingHere(): { readonly kind: 'missing'; readonly span: Span } {
    const { start } = this.next;
    return { kind: 'missing', span: { start, end: start } };
  }

  protected report<Error extends keyof Texts & string>(
    kind: Error,
    span: Span,
    ...details: Parameters<Texts[Error]>
  ): void {
    if (this.RECORDING_PHASE) return;
    this.found.push(syntaxProblem<Texts, Error>(this.words.code, this.words.texts, kind, span, ...details));
  }

  /**
   * Reports that something is missing here. Anything else that is missing at the same position follows from
   * the first.
   */
  protected reportMissing(wanted: string): void {
    if (this.RECORDING_PHASE) return;
    const span = this.positionOfNext();
    if (this.missingAt.at(-1)?.start === span.start) return;
    this.missingAt.push(span);
    const { message } = this.words.texts.missing(wanted, this.next);
    const { code } = this.words;
    this.found.push({
      kind: 'missing',
      code,
      severity: 'error',
      message,
      span,
      wanted,
      foundKind: this.next.kind,
    });
  }

  /**
   * Returns where to report something missing: at what is there instead, or at the last character of the
   * query.
   */
  private positionOfNext(): Span {
    if (this.next !== this.end) return tokenSpan(this.next);
    const { end } = this.end;
    return { start: Math.max(0, end - 1), end };
  }
}
