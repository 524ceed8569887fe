import type { KqlNode, KqlQuery } from '../../query/kql/syntax.js';
import { allOf, anyOf, type Dsl, noneOf } from './dsl.js';
import { isQuery, type KqlScope, rangeQuery } from './kql-clause.js';
import type { RequestFields } from './request-fields.js';

/**
 * Returns the query that Kibana creates for a KQL query with the detection engine's settings: values are
 * case-sensitive, and dates are in UTC (docs/semantics/kql.md#field-and-value).
 */
export function kqlQuery({ condition }: KqlQuery, fields: RequestFields): Dsl {
  return condition ? nodeQuery(condition, { fields, path: undefined }) : { match_all: {} };
}

/** Returns the query for a condition, in the document or in the objects of a nested field. */
function nodeQuery(node: KqlNode, scope: KqlScope): Dsl {
  switch (node.kind) {
    case 'and':
      return allOf(node.operands.map((operand) => nodeQuery(operand, scope)));
    case 'or':
      return anyOf(node.operands.map((operand) => nodeQuery(operand, scope)));
    case 'not':
      return noneOf(nodeQuery(node.operand, scope));
    case 'is':
      return isQuery(node, scope);
    case 'range':
      return rangeQuery(node, scope);
    case 'nested': {
      const path = scope.path === undefined ? node.path.text : `${scope.path}.${node.path.text}`;
      const query = nodeQuery(node.condition, { ...scope, path });
      return { nested: { path, query, score_mode: 'none' } };
    }
    case 'missing':
      return { match_none: {} };
  }
}
