import type { FieldMapping } from '../../fields/field-type.js';
import type { Span } from '../../text/span.js';
import type { EventObject, FieldAccess } from '../values/access.js';
import type { ObjectAccess } from '../values/objects.js';
import type { Value, ValueReader } from '../values/read.js';

/**
 * What a query asks of one event, in the form that Elasticsearch runs it: conditions of a field against constants as
 * field leaves. EQL makes script leaves of everything else (docs/semantics/eql.md#evaluation); only KQL asks fields
 * that the event decides on, and nested objects one by one. Every node is true or false, and a negated leaf is the
 * plain complement of the leaf, so that `not` of a group is the opposite group of negated children. The verdict and its
 * explanation both come from this.
 */
export type PlanNode = GroupNode | ConstantNode | FieldNode | AnyFieldNode | NestedNode | ScriptNode;

/** Where a condition comes from that a step of a sequence has not been written with. */
export interface PropagatedFrom {
  /** Number of the step in the query that the condition is written in, from 0. */
  readonly step: number;
  /** The join key of this step that the condition is about. */
  readonly key: string;
}

interface BaseNode {
  readonly span: Span;
  /** Set when the condition is propagated from another step. */
  readonly from?: PropagatedFrom;
}

/** All or any of the children must hold. */
export interface GroupNode extends BaseNode {
  readonly kind: 'all' | 'any';
  readonly children: readonly PlanNode[];
  /** Set when it stands under a `not`: the children are the opposites of what is written. */
  readonly negated?: true;
}

/** An optional field that is not mapped, or a null that is written in the query. */
export type NullCause = 'unmapped' | 'null-constant';

/** A condition that no event can change. */
export interface ConstantNode extends BaseNode {
  readonly kind: 'constant';
  readonly value: boolean;
  /** Set when the condition is EQL's null: the cause. */
  readonly nullBecause?: NullCause;
}

/**
 * A field against constants. It holds when any value of the field satisfies the test; negated, when none does, which
 * an event without a value fulfils too.
 */
export interface FieldNode extends BaseNode {
  readonly kind: 'field';
  readonly field: PlannedField;
  readonly test: FieldTest;
  readonly negated: boolean;
}

/** A value that any of the event's fields may hold, or any of those that a pattern names. */
export interface AnyFieldNode extends BaseNode {
  readonly kind: 'any-field';
  /** The fields in words, for explanations. */
  readonly label: string;
  /** The condition for each field of an event that is asked; none of them negated. */
  readonly leavesOf: (event: EventObject) => readonly FieldNode[];
  readonly negated: boolean;
}

/** A condition that one object of a nested field must satisfy alone; negated, when none does. */
export interface NestedNode extends BaseNode {
  readonly kind: 'nested';
  readonly path: string;
  readonly objects: ObjectAccess;
  /** Planned for an object of the field as if it were an event. */
  readonly condition: PlanNode;
  readonly negated: boolean;
}

/**
 * An expression over the values of fields; it holds when some choice of one value for each place makes it true. Negated,
 * when none does, which an event without the fields fulfils too.
 */
export interface ScriptNode extends BaseNode {
  readonly kind: 'script';
  readonly script: Script;
  readonly negated: boolean;
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
  | { readonly kind: 'block'; readonly blocks: readonly string[] }
  | StarsTest
  | WordTest
  /** Holds when one of the tests does; without any it never does. */
  | { readonly kind: 'either'; readonly tests: readonly FieldTest[] }
  /** Holds for a value that satisfies all of the tests. */
  | { readonly kind: 'both'; readonly tests: readonly FieldTest[] };

/** For each pattern the texts between its stars. Unlike in a wildcard, a `?` or `*` in them is itself. */
export interface StarsTest {
  readonly kind: 'stars';
  readonly patterns: readonly (readonly string[])[];
  readonly caseInsensitive: boolean;
}

/** A test of the words of a text field, all of them in folded case. */
export type WordTest =
  /** One of the words is among those of the value. */
  | { readonly kind: 'words'; readonly words: readonly string[] }
  /** The words stand in the value side by side in this order. */
  | { readonly kind: 'phrase'; readonly words: readonly string[] }
  /** One word of the value has the texts in this order, with anything between them. */
  | { readonly kind: 'word-stars'; readonly pieces: readonly string[] }
  /** One word of the value is within all of the bounds. */
  | { readonly kind: 'word-range'; readonly bounds: readonly WordBound[] };

export interface WordBound {
  readonly operator: RangeOperator;
  readonly word: string;
}

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

/** What is found out during a search to have no answer here, which is no fault of the query. */
export class NotEvaluatedError extends EvaluationError {}
