import type { Expression, NumberLiteral } from '../../../query/esql/syntax.js';
import { mapChildren } from '../../../query/esql/walk.js';
import type { Span } from '../../../text/span.js';
import type { MutationOperator } from '../operators.js';

/** A part of a query in ES|QL with one change in it. */
export interface ChangedPart<Part> {
  readonly operator: MutationOperator;
  /** What is changed, in the query. */
  readonly span: Span;
  /** What is changed of it, where that is a part: a value of a list, a number. */
  readonly detail?: string;
  readonly part: Part;
  /** Further changes after which the query matches only what one of the two matches: for finding events that differ. */
  readonly probes?: readonly Part[];
}

/** Returns changes of a part as changes of what it is in. */
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

/** Returns an expression with another one in place of one of its children. */
export function withChild(parent: Expression, child: Expression, changed: Expression): Expression {
  return mapChildren(parent, (one) => (one === child ? changed : one));
}

/** Returns the numbers next to a number. */
export function numbersBeside(literal: NumberLiteral): readonly NumberLiteral[] {
  const { value } = literal;
  return [1, -1].map((by) => ({
    ...literal,
    value: typeof value === 'bigint' ? value + BigInt(by) : value + by,
  }));
}
