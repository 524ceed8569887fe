import type { EqlQuery, EventFilter, Expression, Field, Step } from './syntax.js';

const none: readonly Expression[] = [];

/** Returns the direct sub-expressions, in source order. */
export function childrenOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'and':
    case 'or':
      return expression.operands;
    case 'not':
    case 'negative':
      return [expression.operand];
    case 'comparison':
    case 'arithmetic':
      return [expression.left, expression.right];
    case 'membership':
      return [expression.subject, ...expression.items];
    case 'pattern-match':
      return [expression.subject, ...expression.patterns];
    case 'call':
      return expression.arguments;
    default:
      return none;
  }
}

/** Calls `visit` for the expression and everything below it, parents first. */
export function walkExpression(expression: Expression, visit: (expression: Expression) => void): void {
  visit(expression);
  for (const child of childrenOf(expression)) walkExpression(child, visit);
}

/** Returns all fields in an expression, in source order. */
export function fieldsIn(expression: Expression): Field[] {
  const fields: Field[] = [];
  walkExpression(expression, (node) => {
    if (node.kind === 'field') fields.push(node);
  });
  return fields;
}

/** Returns the first field in an expression for which `isWanted`, if given, holds. Stops there. */
export function findField(
  expression: Expression,
  isWanted: (field: Field) => boolean = () => true,
): Field | undefined {
  if (expression.kind === 'field') return isWanted(expression) ? expression : undefined;
  for (const child of childrenOf(expression)) {
    const found = findField(child, isWanted);
    if (found) return found;
  }
  return undefined;
}

/** Returns all steps of a query, with the `until` step last. An event query has none. */
export function stepsOf(query: EqlQuery): readonly Step[] {
  switch (query.kind) {
    case 'event-query':
      return [];
    case 'sample':
      return query.steps;
    default:
      return query.until ? [...query.steps, query.until] : query.steps;
  }
}

/** Returns all event filters of a query, in source order. */
export function filtersOf(query: EqlQuery): readonly EventFilter[] {
  return query.kind === 'event-query' ? [query.filter] : stepsOf(query).map((step) => step.filter);
}

/** Returns the join keys of a query: those of the whole, then those of each step. */
export function keysOf(query: EqlQuery): readonly Field[] {
  return query.kind === 'event-query' ? [] : [...query.keys, ...stepsOf(query).flatMap((step) => step.keys)];
}
