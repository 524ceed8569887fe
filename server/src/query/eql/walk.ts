import type { EqlQuery, EventFilter, Expression, Field, Step } from './syntax.js';

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
      return [];
  }
}

/** Calls `visit` on the expression and all below it, parents first. Makes no list for a node: conditions are walked often. */
export function walkExpression(expression: Expression, visit: (expression: Expression) => void): void {
  visit(expression);
  switch (expression.kind) {
    case 'and':
    case 'or':
      for (const operand of expression.operands) walkExpression(operand, visit);
      break;
    case 'not':
    case 'negative':
      walkExpression(expression.operand, visit);
      break;
    case 'comparison':
    case 'arithmetic':
      walkExpression(expression.left, visit);
      walkExpression(expression.right, visit);
      break;
    case 'membership':
      walkExpression(expression.subject, visit);
      for (const item of expression.items) walkExpression(item, visit);
      break;
    case 'pattern-match':
      walkExpression(expression.subject, visit);
      for (const pattern of expression.patterns) walkExpression(pattern, visit);
      break;
    case 'call':
      for (const argument of expression.arguments) walkExpression(argument, visit);
      break;
    default:
  }
}

/** All fields in an expression, in the order of the text. */
export function fieldsIn(expression: Expression): Field[] {
  const fields: Field[] = [];
  walkExpression(expression, (node) => {
    if (node.kind === 'field') fields.push(node);
  });
  return fields;
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
