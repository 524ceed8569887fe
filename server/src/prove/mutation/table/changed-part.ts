import type { Expression, NumberLiteral } from '../../../query/esql/syntax.js';
import { mapChildren } from '../../../query/esql/walk.js';
import type { Span } from '../../../text/span.js';
import type { MutationOperator } from '../operators.js';

/** A part of an ES|QL query with one change in it. */
export interface ChangedPart<Part> {
  readonly operator: MutationOperator;
  /** The changed range in the query. */
  readonly span: Span;
  /** The changed detail: a value of a list, a number. */
  readonly detail?: string;
  readonly part: Part;
  /** Further changed versions that match only what one of the two matches, for finding events that differ. */
  readonly probes?: readonly Part[];
}

/** Converts changes of a part to changes of its parent. */
export function within<Part, Whole>(
  changes: readonly ChangedPart<Part>[],
  wholeOf: (part: Part) => Whole,
): readonly ChangedPart<Whole>[] {
  return changes.map(({ part, probes, ...change }) => ({
    ...change,
    part: wholeOf(part),
    ...(probes && { probes: probes.map(wholeOf) }),
  }));
}

/** Returns an expression with one of its children replaced. */
export function withChild(parent: Expression, child: Expression, changed: Expression): Expression {
  return mapChildren(parent, (one) => (one === child ? changed : one));
}

/** Returns the adjacent numbers. */
export function numbersBeside(literal: NumberLiteral): readonly NumberLiteral[] {
  const { value } = literal;
  return [1, -1].map((by) => ({
    ...literal,
    value: typeof value === 'bigint' ? value + BigInt(by) : value + by,
  }));
}
