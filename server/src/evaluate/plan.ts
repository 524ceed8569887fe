import type { FieldMapping } from '../fields/field-type.js';
import type { Span } from '../text/span.js';
import type { FieldAccess } from './values/access.js';
import type { Value, ValueReader } from './values/read.js';

/**
 * What a query asks of one event, in the form that Elasticsearch runs it: `not` pushed down to the leaves, conditions
 * of a field against constants as field leaves, everything else as script leaves (spec/EQL.md section 4). The verdict
 * and its explanation both come from this.
 */
export type PlanNode = GroupNode | ConstantNode | FieldNode | ScriptNode;

/** All or any of the children must hold. */
export interface GroupNode {
  readonly kind: 'all' | 'any';
  readonly children: readonly PlanNode[];
  /** Set when it stands under a `not`: the children are the opposites of what is written. */
  readonly negated?: true;
  readonly span: Span;
}

/** A condition that no event can change. */
export interface ConstantNode {
  readonly kind: 'constant';
  readonly value: boolean;
  readonly span: Span;
}

/**
 * A field against constants. It holds when any value of the field satisfies the test; negated, when none does, which
 * an event without a value fulfils too.
 */
export interface FieldNode {
  readonly kind: 'field';
  readonly field: PlannedField;
  readonly test: FieldTest;
  readonly negated: boolean;
  readonly span: Span;
}

/** An expression over the values of fields; it holds when some choice of one value for each place makes it true. */
export interface ScriptNode {
  readonly kind: 'script';
  readonly script: Script;
  readonly span: Span;
}

/** A field as the plan reads it. */
export interface PlannedField {
  readonly name: string;
  readonly mapping: FieldMapping | undefined;
  readonly access: FieldAccess;
  readonly read: ValueReader;
  readonly span: Span;
}

/** One test of one value against constants. */
export type FieldTest =
  | { readonly kind: 'exists' }
  | { readonly kind: 'one-of'; readonly values: readonly Value[]; readonly caseInsensitive: boolean }
  | { readonly kind: 'range'; readonly operator: RangeOperator; readonly value: Value }
  | { readonly kind: 'wildcard'; readonly patterns: readonly string[]; readonly caseInsensitive: boolean }
  | { readonly kind: 'regex'; readonly patterns: readonly string[]; readonly caseInsensitive: boolean }
  | {
      readonly kind: 'affix';
      readonly place: 'start' | 'end' | 'inside';
      readonly text: string;
      readonly caseInsensitive: boolean;
    }
  | { readonly kind: 'block'; readonly blocks: readonly string[] };

export type RangeOperator = '<' | '<=' | '>' | '>=';

/** A compiled expression: each place where a field is named has its own slot. */
export interface Script {
  readonly slots: readonly PlannedField[];
  /** The result for one value (or null) in each slot. Throws {@link EvaluationError} where the search would fail. */
  readonly evaluate: (values: readonly (Value | null)[]) => Value | null;
}

/** The search as a whole fails on some event, as a division by zero makes it. */
export class EvaluationError extends Error {
  constructor(
    message: string,
    readonly span: Span,
  ) {
    super(message);
  }
}
