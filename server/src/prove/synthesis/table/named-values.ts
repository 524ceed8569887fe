import type { TableQuery } from '../../../evaluate/plan/planned-table.js';
import type { Expression } from '../../../query/esql/syntax.js';
import { eachExpression } from '../../../query/esql/walk.js';
import { constantOf } from './constant.js';

/**
 * Returns the values that a query's conditions compare each column with; `now` is in nanoseconds since 1970.
 */
export function namedValues({ tree }: TableQuery, now: bigint): ReadonlyMap<string, readonly unknown[]> {
  const found = new Map<string, unknown[]>();
  const add = (column: Expression, values: readonly Expression[]): void => {
    if (column.kind !== 'column') return;
    const own = found.get(column.name) ?? [];
    found.set(column.name, own);
    for (const value of values) {
      const constant = constantOf(value, now);
      if (constant !== undefined && !own.includes(constant)) own.push(constant);
    }
  };
  eachExpression(tree, (expression) => {
    if (expression.kind === 'comparison') add(expression.left, [expression.right]);
    if (expression.kind === 'in') add(expression.value, expression.items);
  });
  return found;
}
