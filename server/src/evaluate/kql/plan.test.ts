import { describe, expect, test } from 'vitest';
import type { PlanNode } from '../plan/plan.js';
import { prepareQuery } from '../prepare/prepare-query.js';

/** Returns the leaves of a query's plan, each as written in the query. */
function leaves(query: string): string[] {
  const prepared = prepareQuery(query, 'kuery', {});
  if (!prepared.ok || prepared.planned.kind !== 'event') throw new Error(query);
  const found: string[] = [];
  const visit = (node: PlanNode): void => {
    if (node.kind === 'all' || node.kind === 'any') node.children.forEach(visit);
    else if (node.kind === 'nested') visit(node.condition);
    else found.push(query.slice(node.span.start, node.span.end));
  };
  visit(prepared.planned.filter.plan);
  return found;
}

describe('a clause reaches from its field or its "not" to the end of its values', () => {
  const table: readonly (readonly [query: string, ...leaves: string[]])[] = [
    ['a.b: x', 'a.b: x'],
    ['a.b : "x y" and c.d >= 3', 'a.b : "x y"', 'c.d >= 3'],
    ['a.b: (x or "y)" or z*)', 'a.b: (x or "y)" or z*)'],
    ['a.b: (x or (y or z ) )', 'a.b: (x or (y or z ) )'],
    ['a.b: ( x )', 'a.b: ( x )'],
    ['(a.b: x or c.d: (y))', 'a.b: x', 'c.d: (y)'],
    ['a.b: (x and y)', 'x', 'y'],
    ['a.b: (* and not (x or y))', '*', 'not (x or y)'],
    ['not a.b: (x or y)', 'not a.b: (x or y)'],
    ['not (a.b: x)', 'not (a.b: x)'],
    ['a: { b: (x or y) and not c: z }', 'b: (x or y)', 'not c: z'],
    ['a.b: (\\(x or y\\)) and c: d', 'a.b: (\\(x or y\\))', 'c: d'],
    ['x or a.*: y', 'x', 'a.*: y'],
  ];
  test.each(table)('%s', (query, ...expected) => expect(leaves(query)).toEqual(expected));
});
