import type { Expression } from '../../query/esql/syntax.js';

/** A condition split into clauses: NOT is only applied to single ones. */
export type Clauses =
  | { readonly kind: 'clause'; readonly clause: Clause }
  | { readonly kind: 'all' | 'any'; readonly children: readonly Clauses[] };

/** A condition that is not a combination with AND, OR and NOT. */
export interface Clause {
  readonly expression: Expression;
  /** Whether the row must fail the expression. */
  readonly isNegated: boolean;
  /** The expression, including a preceding NOT. */
  readonly span: Expression['span'];
}

/** Returns the clauses of a condition. Those of `NOT (a OR b)` are `NOT a` and `NOT b`, both required. */
export function clausesOf(expression: Expression, isNegated = false, span = expression.span): Clauses {
  switch (expression.kind) {
    case 'not':
      return clausesOf(expression.operand, !isNegated, isNegated ? expression.operand.span : span);
    case 'and':
    case 'or':
      return {
        kind: (expression.kind === 'and') === isNegated ? 'any' : 'all',
        children: expression.operands.map((operand) => clausesOf(operand, isNegated)),
      };
    default:
      return { kind: 'clause', clause: { expression, isNegated, span } };
  }
}

/** Returns all clauses, in source order. */
export function clauseList(clauses: Clauses): readonly Clause[] {
  return clauses.kind === 'clause' ? [clauses.clause] : clauses.children.flatMap(clauseList);
}

/**
 * Returns the clauses that alone make a condition fail: if one of them held, so would the condition.
 *
 * @param holds whether a clause holds
 */
export function decidingClauses(clauses: Clauses, holds: (clause: Clause) => boolean): readonly Clause[] {
  if (clauses.kind === 'clause') return holds(clauses.clause) ? [] : [clauses.clause];
  const failing = clauses.children.filter((child) => !holdsAll(child, holds));
  if (clauses.kind === 'all') return failing.length === 1 ? decidingClauses(failing[0]!, holds) : [];
  if (failing.length < clauses.children.length) return [];
  return failing.flatMap((child) => decidingClauses(child, holds));
}

function holdsAll(clauses: Clauses, holds: (clause: Clause) => boolean): boolean {
  if (clauses.kind === 'clause') return holds(clauses.clause);
  const test = (child: Clauses): boolean => holdsAll(child, holds);
  return clauses.kind === 'all' ? clauses.children.every(test) : clauses.children.some(test);
}
