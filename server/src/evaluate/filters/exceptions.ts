import { isTable } from '../../toml/path.js';
import type { PlanNode } from '../plan.js';
import type { PlanContext } from '../plan-context.js';
import { readDateMath } from '../window.js';
import type { ClauseWriter } from './clause-writer.js';
import { NotEvaluatedError, planDsl } from './dsl.js';

/** An exception item as Kibana exports it. */
export type ExceptionItem = Readonly<Record<string, unknown>>;

/** An item that is no exception; the message says what is wrong with it. */
class ExceptionFault extends Error {}

/**
 * What exceptions ask of an event that is to raise an alert: that it satisfies none of them, which is one condition for
 * each item. Items that have expired are left out (spec/KQL-ESQL-RULE-TYPES.md section 3). As text why an item cannot be
 * used; `supported` is false when nothing is wrong with it but it cannot be evaluated.
 */
export function planExceptions(
  items: readonly ExceptionItem[],
  context: PlanContext,
  writer: ClauseWriter,
): readonly PlanNode[] | { readonly error: string; readonly supported: boolean; readonly index: number } {
  const nodes: PlanNode[] = [];
  for (const [index, item] of items.entries()) {
    const { expire_time: expires } = item;
    const end = expires === undefined ? undefined : readDateMath(expires, context.now);
    if (end && BigInt(end.to) * 1_000_000n <= context.now) continue;
    const what = nameOf(item, index);
    const place = { context, path: '', negated: true, label: `${what}: `, writer };
    try {
      nodes.push(planDsl(itemQuery(item), place));
    } catch (error) {
      if (error instanceof NotEvaluatedError)
        return { error: `${what} uses ${error.message}, which cannot be evaluated`, supported: false, index };
      if (!(error instanceof ExceptionFault)) throw error;
      return { error: `${what} ${error.message}`, supported: true, index };
    }
  }
  return nodes;
}

/** Why an item is no exception; undefined when it is one. Its number says which it is where it has no name. */
export function faultOfException(item: ExceptionItem, index: number): string | undefined {
  try {
    itemQuery(item);
    return undefined;
  } catch (error) {
    if (error instanceof NotEvaluatedError) return undefined;
    if (!(error instanceof ExceptionFault)) throw error;
    return `${nameOf(item, index)} ${error.message}`;
  }
}

function nameOf({ name }: ExceptionItem, index: number): string {
  return typeof name === 'string' ? `exception "${name}"` : `exception ${index + 1}`;
}

/** The query that Kibana makes of an item: all entries, for one of the operating systems where it names some. */
function itemQuery({ entries, os_types: systems }: ExceptionItem): object {
  const list = listOf(entries, 'has no "entries"').map((entry) => entryQuery(entry, ''));
  const all = { bool: { filter: list } };
  if (!Array.isArray(systems) || systems.length === 0) return list.length === 1 ? list[0]! : all;
  const fields = ['host.os.type', 'host.os.name.caseless'];
  const named = fields.flatMap((field) => systems.map((system) => ({ match_phrase: { [field]: system } })));
  return { bool: { filter: [{ bool: { should: named } }, ...list] } };
}

/** The query of one entry; below a nested field names are relative to it. */
function entryQuery(entry: unknown, parent: string): object {
  if (!isTable(entry) || typeof entry.field !== 'string')
    throw new ExceptionFault('has an entry without "field"');
  const { type, operator = 'included' } = entry;
  if (operator !== 'included' && operator !== 'excluded')
    throw new ExceptionFault(`has the operator ${JSON.stringify(operator)}; there are included and excluded`);
  const kind = typeof type === 'string' && Object.hasOwn(entryQueries, type) ? entryQueries[type] : undefined;
  if (!kind)
    throw new ExceptionFault(
      `has an entry of type ${JSON.stringify(type)}; there are ${Object.keys(entryQueries).join(', ')}`,
    );
  const query = kind(`${parent}${entry.field}`, entry);
  return operator === 'excluded' ? { bool: { must_not: [query] } } : query;
}

const entryQueries: Readonly<Record<string, (field: string, entry: ExceptionItem) => object>> = {
  match: (field, { value }) => ({ match_phrase: { [field]: scalar(value) } }),
  match_any: (field, { value }) => ({
    bool: {
      should: listOf(value, 'has an entry without a list as "value"').map((one) => ({
        match_phrase: { [field]: scalar(one) },
      })),
    },
  }),
  exists: (field) => ({ exists: { field } }),
  wildcard: (field, { value }) => ({ wildcard: { [field]: scalar(value) } }),
  nested: (path, { entries }) => ({
    nested: {
      path,
      query: {
        bool: {
          filter: listOf(entries, 'has a nested entry without "entries"').map((entry) =>
            entryQuery(entry, `${path}.`),
          ),
        },
      },
    },
  }),
  list: () => {
    throw new NotEvaluatedError('a value list');
  },
};

function scalar(value: unknown): unknown {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  throw new ExceptionFault('has an entry without "value"');
}

function listOf(value: unknown, fault: string): readonly unknown[] {
  if (!Array.isArray(value) || value.length === 0) throw new ExceptionFault(fault);
  return value;
}
