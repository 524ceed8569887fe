import type { PlannedQuery } from '../plan/planned-query.js';
import type { Alert } from '../run/alert-list.js';
import { type EventObject, type PathSegments, segmentsOf } from '../values/access.js';

/** The documents that alerts refer to by number, and the query that raised them. */
export interface DocumentSource {
  readonly planned: PlannedQuery;
  readonly events: readonly EventObject[];
}

/**
 * Returns the documents of an alert, which are its events. For an ES|QL row, this is the row with the event
 * it is tied to beneath it (docs/semantics/esql.md#in-the-detection-engine).
 */
export function documentsOf(
  { events: numbers, columns }: Alert<number>,
  { planned, events }: DocumentSource,
): readonly EventObject[] {
  if (planned.kind !== 'table')
    return numbers.flatMap((number) => (number === null ? [] : [events[number]!]));
  const filled = Object.fromEntries(Object.entries(columns ?? {}).filter(([, value]) => value !== null));
  const [number] = numbers;
  const isTied = !planned.table.isAggregating && filled._id !== undefined && typeof number === 'number';
  return [isTied ? withFields(events[number]!, filled) : filled];
}

/** Returns an event with some of its fields replaced. */
function withFields(event: EventObject, fields: EventObject): EventObject {
  const rest = Object.keys(fields).reduce(
    (document, name) => withoutField(document, segmentsOf(name), 0) as EventObject,
    event,
  );
  return Object.fromEntries([...Object.entries(rest), ...Object.entries(fields)]);
}

/** Returns a document's node without the value at the rest of a path. */
function withoutField(node: unknown, segments: PathSegments, from: number): unknown {
  if (Array.isArray(node)) return node.map((item) => withoutField(item, segments, from));
  if (typeof node !== 'object' || node === null) return node;
  const next = new Map(segments.from(from, node).map((segment) => [segment.key, segment.next]));
  return Object.fromEntries(
    Object.entries(node).flatMap(([key, value]): [string, unknown][] => {
      const part = next.get(key);
      if (part === undefined) return [[key, value]];
      return part === segments.depth ? [] : [[key, withoutField(value, segments, part)]];
    }),
  );
}
