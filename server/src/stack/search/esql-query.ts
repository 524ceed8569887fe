import type { Elasticsearch } from '../elasticsearch/client.js';
import type { EngineRequest } from '../requests/search-request.js';
import { StackError } from '../stack-error.js';
import { partialAnswer } from './answer-problems.js';
import { fetchDocuments } from './documents.js';
import type { StackAlert, StackResult } from './stack-alert.js';

/**
 * Runs an ES|QL rule with `_query`, and fetches the source documents of rows with `_id` and `_index`. Throws
 * {@link StackError}.
 */
export async function runEsql(
  elasticsearch: Elasticsearch,
  { body }: Extract<EngineRequest, { kind: 'esql' }>,
  size: number,
  signal?: AbortSignal,
): Promise<StackResult> {
  const answer: unknown = await elasticsearch.call(
    (client, options) =>
      client.transport.request(
        {
          method: 'POST',
          path: '/_query',
          querystring: { format: 'json', drop_null_columns: true },
          body: { ...body },
        },
        options,
      ),
    signal,
  );
  const rows = rowsOf(answer);
  if (!rows) throw new StackError('bad-answer', `${elasticsearch.host} sent something other than a table.`);
  const shown = rows.slice(0, size);
  const sources = shown.map(({ _id: id, _index: index }) =>
    typeof id === 'string' && typeof index === 'string' ? { id, index } : undefined,
  );
  const documents = await fetchDocuments(
    elasticsearch,
    sources.filter((source) => source !== undefined),
    signal,
  );
  let next = 0;
  const alerts = shown.map((columns, row): StackAlert => {
    const document = sources[row] && documents[next++];
    return { documents: document ? [document] : [], columns };
  });
  const partial = partialAnswer(answer);
  return {
    alerts,
    incomplete: partial === undefined ? [] : [partial],
    notes: rows.length > size ? [`there are more than ${size} rows; only the first ${size} are shown`] : [],
  };
}

/** Returns a response's rows as objects, or undefined if it is not a table. */
export function rowsOf(answer: unknown): Record<string, unknown>[] | undefined {
  const { columns, all_columns: all, values } = Object(answer) as Record<string, unknown>;
  if (!Array.isArray(columns) || !Array.isArray(values)) return undefined;
  const names = columns.map((column) => String(Object(column).name));
  const missing = (Array.isArray(all) ? all : [])
    .map((column) => String(Object(column).name))
    .filter((name) => !names.includes(name));
  return values.map((row) =>
    Object.fromEntries([
      ...names.map((name, place) => [name, Array.isArray(row) ? (row[place] ?? null) : null]),
      ...missing.map((name) => [name, null]),
    ]),
  );
}
