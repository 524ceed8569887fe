import { isObject } from '../../text/plain-objects.js';
import type { EventObject } from '../values/access.js';
import { partsOf, refusalOf } from './containers.js';
import { deepestEvent } from './depth.js';

/**
 * Returns the events in one JSON value: an event, an Elasticsearch hit, a copy from Kibana's `fields`, or a
 * container of them (containers.ts). Arrays are searched through. Values that are not objects are skipped and
 * counted in `skipped`; `tooDeep` counts values in too many nested arrays; `refused` says what the objects
 * without events are.
 */
export function unwrapEvents(value: unknown): {
  readonly events: EventObject[];
  readonly skipped: number;
  readonly tooDeep: number;
  readonly refused: readonly string[];
} {
  const refused: string[] = [];
  const events: EventObject[] = [];
  let skipped = 0;
  let tooDeep = 0;
  const visit = (part: unknown, depth: number): void => {
    if (Array.isArray(part)) {
      if (depth === deepestEvent) tooDeep++;
      else for (const element of part) visit(element, depth + 1);
      return;
    }
    if (!isObject(part)) {
      if (part !== null) skipped++;
      return;
    }
    const inner = partsOf(part);
    const refusal = inner ? undefined : refusalOf(part);
    if (inner) visit(inner, depth + 1);
    else if (refusal !== undefined) refused.push(refusal);
    else events.push(unwrapHit(part));
  };
  visit(value, 0);
  return { events, skipped, tooDeep, refused };
}

/**
 * Returns the document of a hit with its `_index` and `_id`. If there are both, `_source` wins over `fields`.
 */
function unwrapHit(value: Record<string, unknown>): EventObject {
  const { _source, fields } = value;
  if (isObject(_source)) return withMetadata(_source, value);
  const isCopy = isObject(fields) && ('_index' in value || '_id' in value);
  return isCopy && Object.values(fields).every(Array.isArray) ? withMetadata(fields, value) : value;
}

function withMetadata(source: Record<string, unknown>, hit: Record<string, unknown>): EventObject {
  for (const key of ['_index', '_id'])
    if (hit[key] !== undefined && source[key] === undefined) source[key] = hit[key];
  return source;
}

const bulkActions = new Set(['index', 'create', 'update', 'delete']);

/**
 * Returns the action of a bulk file line, such as `{"index":{"_index":"logs"}}`, or undefined for any other
 * object.
 */
export function bulkActionOf(
  value: unknown,
): { readonly name: string; readonly metadata: Record<string, unknown> } | undefined {
  if (!isObject(value)) return undefined;
  const keys = Object.keys(value);
  const [name] = keys;
  if (keys.length !== 1 || name === undefined || !bulkActions.has(name)) return undefined;
  const metadata = value[name];
  if (!isObject(metadata)) return undefined;
  return Object.keys(metadata).every(
    (key) => key.startsWith('_') || key === 'routing' || key === 'pipeline' || key === 'require_alias',
  )
    ? { name, metadata }
    : undefined;
}
