import type { ExceptionItem } from './check-exception.js';
import { NotEvaluatedError } from './dsl.js';

interface Entry {
  readonly field: string;
  readonly type: string;
  readonly operator?: unknown;
  readonly value?: unknown;
  readonly entries?: unknown;
}

/**
 * Returns the query that Kibana creates from a valid exception item: all entries, for one of the operating
 * systems if it names any (docs/semantics/rule-types.md#exceptions). Throws a {@link NotEvaluatedError} for a
 * value list, which is stored in the cluster.
 */
export function exceptionQuery({ entries, os_types: systems }: ExceptionItem): object {
  const list = (entries as readonly Entry[]).map((entry) => entryQuery(entry, ''));
  const all = { bool: { filter: list } };
  if (!Array.isArray(systems) || systems.length === 0) return list.length === 1 ? list[0]! : all;
  const fields = ['host.os.type', 'host.os.name.caseless'];
  const named = fields.flatMap((field) => systems.map((system) => ({ match_phrase: { [field]: system } })));
  return { bool: { filter: [{ bool: { should: named } }, ...list] } };
}

/** Returns the query of one entry. Below a nested field, names are relative to it. */
function entryQuery(entry: Entry, parent: string): object {
  const query = entryQueries[entry.type]!(`${parent}${entry.field}`, entry);
  return entry.operator === 'excluded' ? { bool: { must_not: [query] } } : query;
}

const entryQueries: Readonly<Record<string, (field: string, entry: Entry) => object>> = {
  match: (field, { value }) => ({ match_phrase: { [field]: value } }),
  match_any: (field, { value }) => ({
    bool: { should: (value as readonly unknown[]).map((one) => ({ match_phrase: { [field]: one } })) },
  }),
  exists: (field) => ({ exists: { field } }),
  wildcard: (field, { value }) => ({ wildcard: { [field]: value } }),
  nested: (path, { entries }) => ({
    nested: {
      path,
      query: {
        bool: { filter: (entries as readonly Entry[]).map((entry) => entryQuery(entry, `${path}.`)) },
      },
    },
  }),
  list: () => {
    throw new NotEvaluatedError('a value list');
  },
};
