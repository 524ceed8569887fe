import type { Span } from '../../text/span.js';

/** The syntax tree of a query in Lucene's classic syntax. */
export type LuceneNode = LuceneGroup | LuceneClause;

/** Clauses at one level, without precedence: each is required, excluded, or one of several optional ones. */
export interface LuceneGroup {
  readonly kind: 'group';
  readonly clauses: readonly { readonly occur: LuceneOccur; readonly node: LuceneNode }[];
  readonly span: Span;
}

export type LuceneOccur = 'must' | 'should' | 'must-not';

/** `field:value`, or a value alone, which any field can have. */
export interface LuceneClause {
  readonly kind: 'clause';
  readonly field: LuceneText | undefined;
  readonly value: LuceneValue;
  readonly span: Span;
}

export type LuceneValue =
  | ({ readonly kind: 'word' } & LuceneText)
  | { readonly kind: 'phrase'; readonly text: string }
  | { readonly kind: 'compare'; readonly operator: '<' | '<=' | '>' | '>='; readonly text: string }
  | {
      readonly kind: 'range';
      /** Undefined without a limit. */
      readonly min: string | undefined;
      readonly max: string | undefined;
      readonly includesMin: boolean;
      readonly includesMax: boolean;
    }
  | { readonly kind: 'regex'; readonly pattern: string }
  /** `word~` and `"some words"~3` */
  | { readonly kind: 'fuzzy' | 'proximity' };

/** An unquoted string. */
export interface LuceneText {
  /** With escapes resolved. */
  readonly text: string;
  /** The string as a Query DSL pattern, where `*` and `?` are wildcards. Undefined if it has none. */
  readonly pattern?: string;
}

/** A query. The condition is undefined if the query is blank, which matches everything. */
export interface LuceneQuery {
  readonly condition: LuceneNode | undefined;
  readonly span: Span;
}
