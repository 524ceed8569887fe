import type { Span } from '../../text/span.js';

/**
 * The syntax tree of KQL (docs/semantics/kql.md#grammar). Lists of values are expanded: `a:(b or c)` is `a:b
 * or a:c`, each with the span of its value. The field keeps its span.
 */
export type KqlNode = KqlGroup | KqlNot | KqlIs | KqlRange | KqlNested | KqlMissing;

/** Two or more conditions at one level. */
export interface KqlGroup {
  readonly kind: 'and' | 'or';
  readonly operands: readonly KqlNode[];
  readonly span: Span;
}

export interface KqlNot {
  readonly kind: 'not';
  readonly operand: KqlNode;
  readonly span: Span;
}

/** `field: value`, or a value alone, which any field can have. */
export interface KqlIs {
  readonly kind: 'is';
  readonly field: KqlValue | undefined;
  readonly value: KqlValue;
  readonly span: Span;
}

export type KqlRangeOperator = '<' | '<=' | '>' | '>=';

/** `field > value` */
export interface KqlRange {
  readonly kind: 'range';
  readonly field: KqlValue;
  readonly operator: KqlRangeOperator;
  readonly value: KqlValue;
  readonly span: Span;
}

/** `path: { condition }`: the condition holds in one object of a nested field. */
export interface KqlNested {
  readonly kind: 'nested';
  readonly path: KqlValue;
  readonly condition: KqlNode;
  readonly span: Span;
}

/** A node that the parser expected and did not find. */
export interface KqlMissing {
  readonly kind: 'missing';
  readonly span: Span;
}

/** A field name or value. */
export interface KqlValue {
  /** The string with escapes resolved, and `*` for wildcards. */
  readonly text: string;
  /** The constant of an unquoted `true`, `false` or `null`. */
  readonly constant?: boolean | null;
  readonly quoted: boolean;
  /** The strings between wildcards, in order. Undefined without a wildcard. */
  readonly pieces?: readonly string[];
  readonly span: Span;
}

/** A query. The condition is undefined if the query is blank, which matches everything. */
export interface KqlQuery {
  readonly condition: KqlNode | undefined;
  readonly span: Span;
}
