import type { Subquery } from '../../query/esql/syntax.js';
import { shownColumns } from './columns.js';
import { SearchFailure } from './failure.js';
import { type Input, runPipeline } from './run-pipeline.js';
import type { Column, SubqueryColumn } from './stage.js';
import { isList, type Scalar } from './values/value.js';

/** Returns a function that runs each subquery after IN once, when its values are first needed. */
export function subqueryReader(input: () => Input): (subquery: Subquery) => SubqueryColumn {
  const known = new Map<Subquery, SubqueryColumn>();
  return (subquery) => {
    let column = known.get(subquery);
    if (!column) {
      column = readSubquery(subquery, input());
      known.set(subquery, column);
    }
    return column;
  };
}

/** Runs a subquery after IN. Throws a {@link SearchFailure} unless it has exactly one column. */
function readSubquery({ pipeline }: Subquery, input: Input): SubqueryColumn {
  const values: Scalar[] = [];
  let hasRows = false;
  let hasNull = false;
  let column: Column | undefined;
  runPipeline(pipeline, input, (columns) => {
    const [first, ...others] = shownColumns(columns);
    if (!first || others.length > 0)
      throw new SearchFailure(
        `IN subquery must return exactly one column, found [${shownColumns(columns).map(({ name }) => name)}]`,
      );
    column = first;
    return {
      push(rows) {
        hasRows ||= rows > 0;
        for (let row = 0; row < rows; row++) {
          const value = first.at(row);
          if (value === null || isList(value)) hasNull = true;
          else values.push(value);
        }
        return true;
      },
      end() {},
    };
  });
  const { name = '', type = 'null' } = column ?? {};
  return { name, type, values, hasRows, hasNull };
}
