import type { FieldMapping } from '../../fields/field-type.js';
import type { Span } from '../../text/span.js';
import type { EventObject, FieldAccess } from '../values/access.js';
import type { ObjectAccess } from '../values/objects.js';
import type { Value, ValueReader } from '../values/read.js';

/**
 * The test of a query on one event, in the form in which Elasticsearch runs it: conditions of a field against
 * constants are field leaves. EQL makes script leaves of everything else (docs/semantics/eql.md#evaluation).
 * Only KQL tests fields that depend on the event, and nested objects one by one. Every node is true or false,
 * and a negated leaf is the plain complement of the leaf, so `not` of a group is the opposite group of
 * negated children. Both the verdict and its explanation come from this plan.
 */
export type PlanNode = GroupNode | ConstantNode | FieldNode | AnyFieldNode | NestedNode | ScriptNode;

/** The origin of a condition that is propagated from another step of a sequence. */
export interface PropagatedFrom {
  /** The number of the step in the query that contains the condition, from 0. */
  readonly step: number;
  /** The join key of this step that the condition tests. */
  readonly key: string;
}

interface BaseNode {
  readonly span: Span;
  /** Set if the condition is propagated from another step. */
  readonly from?: PropagatedFrom;
}

/** All or any of the children must hold. */
export interface GroupNode extends BaseNode {
  readonly kind: 'all' | 'any';
  readonly children: readonly PlanNode[];
  /** Set if it is under a `not`: the children are the opposites of the source. */
  readonly negated?: true;
}

/** Either an unmapped optional field, or a null in the query's source. */
export type NullCause = 'unmapped' | 'null-constant';

/** A condition that no event can change. */
export interface ConstantNode extends BaseNode {
  readonly kind: 'constant';
  readonly value: boolean;
  /** The cause, if the condition is EQL's null. */
  readonly nullBecause?: NullCause;
}

/**
 * A field against constants. It holds if any value of the field satisfies the test. If negated, it holds if
 * no value does, which includes an event without a value.
 */
export interface FieldNode extends BaseNode {
  readonly kind: 'field';
  readonly field: PlannedField;
  readonly test: FieldTest;
  readonly negated: boolean;
}

/** A value that can be in any of the event's fields, or in any of those that a pattern names. */
export interface AnyFieldNode extends BaseNode {
  readonly kind: 'any-field';
  /** The fields in words, for explanations. */
  readonly label: string;
  /** Returns the condition for each tested field of an event, none of them negated. */
  readonly leavesOf: (event: EventObject) => readonly FieldNode[];
  readonly negated: boolean;
}

/** A condition that a single object of a nested field must satisfy. If negated, no object may. */
export interface NestedNode extends BaseNode {
  readonly kind: 'nested';
  readonly path: string;
  readonly objects: ObjectAccess;
  /** Planned for an object of the field, as if it were an event. */
  readonly condition: PlanNode;
  readonly negated: boolean;
}

/**
 * An expression over the values of fields. It holds if some choice of one value per slot makes it true. If
 * negated, it holds if no choice does, which includes an event without the fields.
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

/** A test of one value against constants. */
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
  /** Holds if one of the tests holds. Without tests it never holds. */
  | { readonly kind: 'either'; readonly tests: readonly FieldTest[] }
  /** Holds for a value that satisfies all of the tests. */
  | { readonly kind: 'both'; readonly tests: readonly FieldTest[] };

/** The literals between the stars of each pattern. Unlike in a wildcard, `?` and `*` in them are literal. */
export interface StarsTest {
  readonly kind: 'stars';
  readonly patterns: readonly (readonly string[])[];
  readonly caseInsensitive: boolean;
}

/** A test of the words of a text field, all of them case-folded. */
export type WordTest =
  /** One of the words is among the value's words. */
  | { readonly kind: 'words'; readonly words: readonly string[] }
  /** The words are adjacent in the value, in this order. */
  | { readonly kind: 'phrase'; readonly words: readonly string[] }
  /** One word of the value contains the strings in this order, with anything in between. */
  | { readonly kind: 'word-stars'; readonly pieces: readonly string[] }
  /** One word of the value is within all of the bounds. */
  | { readonly kind: 'word-range'; readonly bounds: readonly WordBound[] };

export interface WordBound {
  readonly operator: RangeOperator;
  readonly word: string;
}

export type RangeOperator = '<' | '<=' | '>' | '>=';

/** A compiled expression: each mention of a field has its own slot. */
export interface Script {
  readonly slots: readonly PlannedField[];
  /**
   * Returns the result for one value (or null) in each slot. Throws an {@link EvaluationError} if the search
   * would fail.
   */
  readonly evaluate: (values: readonly (Value | null)[]) => Value | null;
}

/** A failure of the search as a whole on some event, such as a division by zero. */
export class EvaluationError extends Error {
  constructor(
    message: string,
    readonly span: Span,
  ) {
    super(message);
  }
}

/** A failure that is not the query's fault: at run time we find that we cannot evaluate it. */
export class NotEvaluatedError extends EvaluationError {}
