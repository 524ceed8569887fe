import { readIsoDate } from '../../fields/dates.js';
import type { PlanNode } from '../plan/plan.js';
import type { PlanContext } from '../plan/plan-context.js';
import { checkException, type ExceptionItem, nameOfException } from './check-exception.js';
import type { ClauseWriter } from './clause-writer.js';
import { NotEvaluatedError, planDsl } from './dsl.js';

/**
 * What exceptions ask of an event that is to raise an alert: that it satisfies none of them, which is one condition for
 * each item. Items that have expired are left out (docs/semantics/rule-types.md#exceptions). As text why an item cannot
 * be used; `supported` is false when nothing is wrong with it but it cannot be evaluated.
 */
export function planExceptions(
  items: readonly ExceptionItem[],
  context: PlanContext,
  writer: ClauseWriter,
): readonly PlanNode[] | { readonly error: string; readonly supported: boolean; readonly index: number } {
  const nodes: PlanNode[] = [];
  for (const [index, item] of items.entries()) {
    const what = nameOfException(item, index);
    const [fault] = checkException(item);
    if (fault) return { error: `${what} ${fault.message}`, supported: true, index };
    const { expire_time: expires } = item;
    const end = typeof expires === 'string' ? readIsoDate(expires) : undefined;
    if (end && end.to <= context.now) continue;
    try {
      const place = { context, path: '', negated: true, label: `${what}: `, writer };
      nodes.push(planDsl(itemQuery(item), place));
    } catch (error) {
      if (!(error instanceof NotEvaluatedError)) throw error;
      return {
        error: `${what} uses ${error.message}, which cannot be evaluated`,
        supported: false,
        index,
      };
    }
  }
  return nodes;
}

interface Entry {
  readonly field: string;
  readonly type: string;
  readonly operator?: unknown;
  readonly value?: unknown;
  readonly entries?: unknown;
}

/** The query that Kibana makes of an item: all entries, for one of the operating systems where it names some. */
function itemQuery({ entries, os_types: systems }: ExceptionItem): object {
  const list = (entries as readonly Entry[]).map((entry) => entryQuery(entry, ''));
  const all = { bool: { filter: list } };
  if (!Array.isArray(systems) || systems.length === 0) return list.length === 1 ? list[0]! : all;
  const fields = ['host.os.type', 'host.os.name.caseless'];
  const named = fields.flatMap((field) => systems.map((system) => ({ match_phrase: { [field]: system } })));
  return { bool: { filter: [{ bool: { should: named } }, ...list] } };
}

/** The query of one entry; below a nested field names are relative to it. */
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
