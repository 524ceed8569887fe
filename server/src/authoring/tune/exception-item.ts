import type { ExceptionItem } from '../../evaluate/filters/check-exception.js';
import type { Clause, Conjunction } from '../evidence/clause.js';

/** The properties of an item besides its conditions. */
export interface ItemFrame {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  /** As an ISO date; an item without one never expires. */
  readonly expires?: string;
}

/**
 * Returns an exception item as Kibana imports and exports it. Its list is that of the rule it is added to.
 */
export function exceptionItem(
  conjunction: Conjunction,
  { id, name, description, expires }: ItemFrame,
): ExceptionItem {
  return {
    item_id: id,
    type: 'simple',
    name,
    description,
    namespace_type: 'single',
    os_types: [],
    tags: [],
    comments: [],
    ...(expires !== undefined && { expire_time: expires }),
    entries: conjunction.map(entryOf),
  };
}

function entryOf({ field, test }: Clause): object {
  const entry = { field, operator: 'included' };
  if (test.kind === 'pattern')
    return { ...entry, type: 'wildcard', value: `${escaped(test.prefix)}*${escaped(test.suffix)}` };
  const values = test.values.map(String);
  return values.length === 1
    ? { ...entry, type: 'match', value: values[0] }
    : { ...entry, type: 'match_any', value: values };
}

/** Escapes backslashes, the escape character in Elasticsearch wildcards. */
function escaped(text: string): string {
  return text.replaceAll('\\', '\\\\');
}
