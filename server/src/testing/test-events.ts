import { accessField, type EventObject } from '../evaluate/values/access.js';
import { readIsoDate } from '../fields/dates.js';
import { isObject, setKey } from '../text/plain-objects.js';

const timestamp = accessField('@timestamp');

const unitMilliseconds: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

/**
 * Parses an `at` to milliseconds since 1970: an offset from the base such as `0s`, `-5m` or `1h30m`, or an
 * absolute ISO 8601 time. Returns undefined if it is neither, or beyond the range of dates.
 */
export function readAt(at: unknown, base: number): number | undefined {
  const time = readUnbounded(at, base);
  return time !== undefined && Math.abs(time) <= lastDate ? time : undefined;
}

/** Range of JavaScript dates, in milliseconds on either side of 1970. */
const lastDate = 8.64e15;

function readUnbounded(at: unknown, base: number): number | undefined {
  if (typeof at === 'number' && Number.isFinite(at)) return base + at * 1_000;
  if (typeof at !== 'string') return undefined;
  const match = /^([+-]?)((?:\d+(?:\.\d+)?(?:ms|[smhd]))+)$/.exec(at.trim());
  if (match) {
    let offset = 0;
    for (const [, amount, unit] of match[2]!.matchAll(/(\d+(?:\.\d+)?)(ms|[smhd])/g)) {
      offset += Number(amount) * unitMilliseconds[unit!]!;
    }
    return base + (match[1] === '-' ? -offset : offset);
  }
  const instant = readIsoDate(at.trim());
  return instant && Number(instant.from / 1_000_000n);
}

/** An unusable event of a test, by its number. */
export interface TestEventFault {
  readonly index: number;
  readonly message: string;
  readonly help: string;
}

/**
 * Returns the events of a case as they are run: defaults are merged under each, dotted keys become nested
 * ones, and `at` becomes `@timestamp`. Events without a time are one millisecond apart in their order, from
 * `now` or from `untimed`, in milliseconds since 1970.
 */
export function buildEvents(
  written: readonly EventObject[],
  defaults: EventObject,
  now: string,
  untimed?: number,
): { readonly events: EventObject[]; readonly faults: TestEventFault[] } {
  const base = Number((readIsoDate(now)?.from ?? 0n) / 1_000_000n);
  const faults: TestEventFault[] = [];
  const nestedDefaults = nest(defaults);
  const events = written.map((event, index) => {
    const { at, ...fields } = event;
    const time = readAt(at, base);
    const own = nest(time === undefined ? event : fields);
    const merged = merge(nestedDefaults, own);
    if (time !== undefined) {
      return timestamp.some(own, () => true)
        ? merged
        : { ...merged, '@timestamp': new Date(time).toISOString() };
    }
    if (at !== undefined && typeof at !== 'object') {
      const help = 'write an offset such as 0s, -5m or 1h30m, or an ISO 8601 time';
      faults.push({ index, message: `"at" is not a time: ${JSON.stringify(at)}`, help });
    }
    if (timestamp.some(merged, () => true)) return merged;
    return { ...merged, '@timestamp': new Date((untimed ?? base) + index).toISOString() };
  });
  return { events, faults };
}

/** A key with more parts is not split: its fields are still found, and no object is nested as deeply. */
const mostParts = 200;

/** Converts dotted keys to nested objects, so that a key overrides a default in either form. */
function nest(event: EventObject): Record<string, unknown> {
  const nested: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(event)) {
    const inner = isObject(value) ? nest(value) : value;
    const path = key.split('.');
    if (path.includes('') || path.length > mostParts) put(nested, key, inner);
    else {
      let object = nested;
      for (const part of path.slice(0, -1)) {
        const below = Object.hasOwn(object, part) ? object[part] : undefined;
        const next = isObject(below) ? below : {};
        if (next !== below) setKey(object, part, next);
        object = next;
      }
      put(object, path.at(-1)!, inner);
    }
  }
  return nested;
}

/** Sets a key of an unshared object; two objects are merged. */
function put(object: Record<string, unknown>, key: string, value: unknown): void {
  const below = Object.hasOwn(object, key) ? object[key] : undefined;
  if (isObject(below) && isObject(value))
    for (const [innerKey, inner] of Object.entries(value)) put(below, innerKey, inner);
  else setKey(object, key, value);
}

function merge(under: Record<string, unknown>, over: Record<string, unknown>): Record<string, unknown> {
  const merged: Record<string, unknown> = Object.assign(Object.create(null), under);
  for (const [key, value] of Object.entries(over)) {
    const below = merged[key];
    merged[key] = isObject(below) && isObject(value) ? merge(below, value) : value;
  }
  return { ...merged };
}
