import { EmbeddedActionsParser, type IToken } from 'chevrotain';
import type { ProblemCode } from '../text/problem.js';
import type { Span } from '../text/span.js';
import { type ErrorTexts, type SyntaxProblem, syntaxProblem } from './syntax-problem.js';
import { createToken, type Token, tokenSpan } from './token.js';
import { type NamedKind, tokenTypes, vocabulary } from './token-types.js';

/** What a language says in its messages. */
export interface GrammarWords<Texts extends ErrorTexts> {
  /** Code of its problems. */
  readonly code: ProblemCode;
  readonly texts: Texts & {
    /** Something is missing: its name, and what was found instead. */
    readonly missing: (wanted: string, found: Token) => { readonly message: string };
  };
}

/** Settings of tests: validations find ambiguities of a grammar, and cost as much time as reading a hundred queries. */
export interface GrammarOptions {
  readonly validates?: boolean;
}

/**
 * A grammar that keeps going on unfinished text. Where something is expected and missing, a rule reports it once, puts a
 * placeholder into the tree and returns: nothing is thrown, so all that was understood before stays. Chevrotain's own
 * recovery would say which token it inserts, but not what the author of a rule forgot (docs/decisions/parsers.md).
 */
export class RecoveringParser<
  Kind extends string,
  Content,
  Texts extends ErrorTexts,
> extends EmbeddedActionsParser {
  found: SyntaxProblem[] = [];
  /** Where something was missing: what follows may be read in another way than it is meant. */
  missingAt: Span[] = [];
  private end: Token<Kind, Content> = createToken<Kind, Content>('end' as Kind, '', 0);

  constructor(
    private readonly words: GrammarWords<Texts>,
    { validates = false }: GrammarOptions = {},
  ) {
    super([...vocabulary], { recoveryEnabled: false, maxLookahead: 1, skipValidations: !validates });
  }

  /** Begins with the tokens of a text of this length. */
  protected begin(tokens: readonly Token<Kind, Content>[], textLength: number): void {
    this.input = tokens as unknown as IToken[];
    this.found = [];
    this.missingAt = [];
    this.end = createToken<Kind, Content>('end' as Kind, '', textLength);
  }

  /**
   * The tree that was read. A rule that throws would end the reading in silence and lose what was understood: that is a
   * mistake of the grammar, not of the query.
   */
  protected complete<Tree>(tree: Tree): Tree {
    const unexpected = this.errors.find(({ name }) => name !== 'NotAllInputParsedException');
    if (unexpected) throw unexpected;
    return tree;
  }

  /** The first token that nothing was made of. */
  get left(): Token<Kind, Content> | undefined {
    const { next } = this;
    return next === this.end ? undefined : next;
  }

  /** The next token; the end of the query when there is none left. */
  protected get next(): Token<Kind, Content> {
    return this.peek(0);
  }

  protected get previous(): Token<Kind, Content> {
    return this.peek(-1);
  }

  /** The token so many positions after the next one. */
  protected peek(distance: number): Token<Kind, Content> {
    const token = this.LA(distance + 1) as unknown as Token<Kind, Content>;
    return token.kind === undefined ? this.end : token;
  }

  /** A token that was consumed; of a grammar that records itself the empty one at the end. */
  protected read(token: IToken): Token<Kind, Content> {
    return this.RECORDING_PHASE ? this.end : (token as unknown as Token<Kind, Content>);
  }

  /** Consumes the next token when it is of this kind; `index` tells the positions of the kind in a rule apart. */
  protected take(index: number, kind: Kind & NamedKind): Token<Kind, Content> | undefined {
    if (this.RECORDING_PHASE) {
      this.option(index, () => this.consume(index, tokenTypes[kind]));
      return undefined;
    }
    return this.next.kind === kind ? this.read(this.consume(index, tokenTypes[kind])) : undefined;
  }

  /** Skips the next token: one that the grammar does not know at this position. */
  protected advance(): Token<Kind, Content> {
    const { next } = this;
    this.SKIP_TOKEN();
    return next;
  }

  /** Skips the next token when it is of this kind, where the grammar does not know it. */
  protected skip(kind: Kind): Token<Kind, Content> | undefined {
    return this.next.kind === kind ? this.advance() : undefined;
  }

  /** Reports that something is missing when the next token is of another kind, and returns an empty one. */
  protected missing(kind: Kind, wanted: string = kind): Token<Kind, Content> | undefined {
    if (this.RECORDING_PHASE || this.next.kind === kind) return undefined;
    this.reportMissing(wanted);
    return this.insert(kind);
  }

  /** Like `missing`, of any of several kinds; the empty token is of the first. */
  protected missingAll(
    kinds: ReadonlySet<Kind>,
    kind: Kind,
    wanted: string,
  ): Token<Kind, Content> | undefined {
    if (this.RECORDING_PHASE || kinds.has(this.next.kind)) return undefined;
    this.reportMissing(wanted);
    return this.insert(kind);
  }

  /** An empty token where the next one starts. */
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

  /** Reports that something is missing here; what else is missing at the same position follows from the first. */
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

  /** Where something missing is shown: at what is there instead, or at the last character of the query. */
  private positionOfNext(): Span {
    if (this.next !== this.end) return tokenSpan(this.next);
    const { end } = this.end;
    return { start: Math.max(0, end - 1), end };
  }
}
