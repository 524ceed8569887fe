import { createHash } from 'node:crypto';
import { canonical } from '../../exchange/canonical.js';
import { isJsonObject, type Json, type JsonObject, objectOf, own, sameJson } from '../../exchange/json.js';

/**
 * Keys that are often set in Kibana alone: where a file does not say them, Kibana's value is kept and is no difference.
 */
const keptKeys: readonly string[] = [
  'actions',
  'enabled',
  'exceptions_list',
  'meta',
  'namespace',
  'output_index',
  'related_integrations',
  'response_actions',
  'throttle',
  'timeline_id',
  'timeline_title',
];

/** One key that file and Kibana say differently. */
export interface KeyChange {
  readonly key: string;
  readonly here?: Json;
  readonly there?: Json;
}

/** Returns Kibana's payload without what a file may be silent about, and is. */
export function withoutKept(there: JsonObject, here: JsonObject): JsonObject {
  return objectOf(
    Object.entries(there).filter(([key]) => !keptKeys.includes(key) || Object.hasOwn(here, key)),
  );
}

/** Returns whether a payload says something that files are often silent about. */
export function statesKept(payload: JsonObject): boolean {
  return keptKeys.some((key) => Object.hasOwn(payload, key));
}

/** Returns a payload in two parts: what each file says, and what files are often silent about. */
export function splitKept(payload: JsonObject): { readonly main: JsonObject; readonly kept: JsonObject } {
  const part = (isKept: boolean): JsonObject =>
    objectOf(Object.entries(payload).filter(([key]) => keptKeys.includes(key) === isKept));
  return { main: part(false), kept: part(true) };
}

/** Returns the payload to replace Kibana's rule with: that of the file, and what the file is silent about. */
export function withKept(here: JsonObject, there: JsonObject): JsonObject {
  const kept = keptKeys.flatMap((key): [string, Json][] => {
    const value = own(there, key);
    // Without the key Kibana keeps whether the rule is enabled.
    return key === 'enabled' || value === undefined || value === null || Object.hasOwn(here, key)
      ? []
      : [[key, value]];
  });
  return { ...here, ...objectOf(kept) };
}

/**
 * Returns the keys that file and Kibana say differently, in alphabetical order. Those that were `filled` in for the file are
 * no difference where Kibana does not have them.
 */
export function keyChanges(here: JsonObject, there: JsonObject, filled: readonly string[] = []): KeyChange[] {
  const own1 = canonical(here);
  const other = canonical(withoutKept(there, here));
  const keys = [...new Set([...Object.keys(own1), ...Object.keys(other)])].sort();
  return keys.flatMap((key) => {
    const [a, b] = [own(own1, key), own(other, key)];
    if (sameJson(a, b) || (b === undefined && filled.includes(key))) return [];
    return [{ key, ...(a !== undefined && { here: a }), ...(b !== undefined && { there: b }) }];
  });
}

/** Returns a digest of what a payload says, whatever the order of its keys and whether it is enabled. */
export function payloadDigest(payload: JsonObject): string {
  const { enabled: _, ...rest } = canonical(payload);
  return createHash('sha256')
    .update(JSON.stringify(sorted(rest)))
    .digest('hex');
}

function sorted(value: Json): Json {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isJsonObject(value)) return value;
  return objectOf(
    Object.keys(value)
      .sort()
      .map((key) => [key, sorted(value[key]!)]),
  );
}
