import { resolveQuery } from '../../../query/esql/resolve/resolve.js';
import type { Expression, WhereCommand } from '../../../query/esql/syntax.js';
import type { EsqlType } from '../../../query/esql/types.js';
import { compile } from '../expressions/compile.js';
import type { Column, Environment, LookupTable } from '../stage.js';
import { collectWarnings } from '../warnings.js';

/** Returns the numbers of the table rows for which conditions on its columns are true. */
export function filteredRows(
  conditions: readonly Expression[],
  { columns, rows }: LookupTable,
  environment: Environment,
): readonly number[] {
  const numbers = [...rows.keys()];
  if (conditions.length === 0) return numbers;
  const cells = columns.map(
    ({ name, type }, position): Column => ({ name, type, at: (row) => rows[row]![position] ?? null }),
  );
  const types = typesOf(conditions, columns, environment.text);
  const place = {
    columns: cells,
    environment: {
      ...environment,
      typeOf: (expression: Expression): EsqlType => types.get(expression) ?? 'unknown',
      // Elasticsearch warns only about lists in the rows.
      warnings: collectWarnings(environment.text),
    },
  };
  const tests = conditions.map((condition) => compile(condition, place));
  return numbers.filter((row) => tests.every((test) => test(row) === true));
}

/** Infers the types of conditions on a table's columns, as if these were the fields of an index. */
function typesOf(
  conditions: readonly Expression[],
  columns: LookupTable['columns'],
  text: string,
): ReadonlyMap<Expression, EsqlType> {
  const types = new Map<Expression, EsqlType>();
  const span = { start: 0, end: 0 };
  const frame = { nameSpan: span, span };
  const commands = conditions.map(
    (condition): WhereCommand => ({ ...frame, kind: 'where', name: 'WHERE', condition }),
  );
  const query = {
    commands: [
      { ...frame, kind: 'from' as const, name: 'FROM', sources: [], metadata: undefined },
      ...commands,
    ],
    settings: [],
    span,
  };
  const typeOf = (name: string): EsqlType | undefined => columns.find((column) => column.name === name)?.type;
  resolveQuery(
    text,
    query,
    { typeOf, isComplete: false },
    {
      use: (expression, { type }) => types.set(expression, type),
    },
  );
  return types;
}
