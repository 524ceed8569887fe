import type { EqlQuery, EventFilter, Expression, Field, Step } from './syntax.js';

const none: readonly Expression[] = [];

/** The direct sub-expressions, in the order of the text. */
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

/** Calls `visit` on the expression and all below it, parents first. */
export function walkExpression(expression: Expression, visit: (expression: Expression) => void): void {
  visit(expression);
  for (const child of childrenOf(expression)) walkExpression(child, visit);
}

/** All fields in an expression, in the order of the text. */
export function fieldsIn(expression: Expression): Field[] {
  const fields: Field[] = [];
  walkExpression(expression, (node) => {
    if (node.kind === 'field') fields.push(node);
  });
  return fields;
}

/** The first field in an expression, or the first for which `isWanted` holds. Looks no further than that. */
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

/** All steps of a query with the `until` step last; an event query has none. */
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

/** All event filters of a query in the order of the text. */
export function filtersOf(query: EqlQuery): readonly EventFilter[] {
  return query.kind === 'event-query' ? [query.filter] : stepsOf(query).map((step) => step.filter);
}

/** The join keys of a query: those of the whole, then those of each step. */
export function keysOf(query: EqlQuery): readonly Field[] {
  return query.kind === 'event-query' ? [] : [...query.keys, ...stepsOf(query).flatMap((step) => step.keys)];
}
