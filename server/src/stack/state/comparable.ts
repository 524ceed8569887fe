import { createHash } from 'node:crypto';
import { canonical } from '../../exchange/canonical.js';
import { isJsonObject, type Json, type JsonObject, objectOf, own, sameJson } from '../../exchange/json.js';

/**
 * Keys that are often set only in Kibana: if they are missing in a file, Kibana's value is kept and is not a
 * difference.
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

/** A key whose values in file and Kibana differ. */
export interface KeyChange {
  readonly key: string;
  readonly here?: Json;
  readonly there?: Json;
}

/** Returns Kibana's payload without the optional keys that are missing in the file. */
export function withoutKept(there: JsonObject, here: JsonObject): JsonObject {
  return objectOf(
    Object.entries(there).filter(([key]) => !keptKeys.includes(key) || Object.hasOwn(here, key)),
  );
}

/**
 * Digests of a payload, in two parts: the keys that each file has, and those that files often omit, by key.
 */
export interface PayloadDigests {
  readonly there: string;
  readonly kept: Readonly<Record<string, string>>;
}

/** Returns the digests of a Kibana payload. */
export function payloadDigests(payload: JsonObject): PayloadDigests {
  const all = Object.entries(canonical(payload));
  const main = all.filter(([key]) => !keptKeys.includes(key));
  const kept = all.filter(([key]) => keptKeys.includes(key));
  return {
    there: digestOf(sorted(objectOf(main))),
    kept: Object.fromEntries(kept.map(([key, value]) => [key, digestOf(sorted(value))])),
  };
}

/**
 * Returns whether two Kibana payloads agree in everything that is in the file; keys that the file omits are
 * ignored.
 */
export function saysTheSame(
  now: PayloadDigests,
  before: PayloadDigests,
  here: JsonObject | undefined,
): boolean {
  const counts = (key: string): boolean => here === undefined || Object.hasOwn(here, key);
  return (
    now.there === before.there && keptKeys.every((key) => !counts(key) || now.kept[key] === before.kept[key])
  );
}

/**
 * Returns the payload that replaces Kibana's rule: that of the file, and the keys that the file omits. Kibana
 * itself keeps whether a rule is enabled, except for a rule that is created again.
 */
export function withKept(here: JsonObject, there: JsonObject, isNew = false): JsonObject {
  const kept = keptKeys.flatMap((key): [string, Json][] => {
    const value = own(there, key);
    return (key === 'enabled' && !isNew) || value === undefined || value === null || Object.hasOwn(here, key)
      ? []
      : [[key, value]];
  });
  return { ...here, ...objectOf(kept) };
}

/**
 * Returns the keys whose values in file and Kibana differ, in alphabetical order. Keys that were `filled` in
 * for the file are not a difference if they are missing in Kibana.
 */
export function keyChanges(here: JsonObject, there: JsonObject, filled: readonly string[] = []): KeyChange[] {
  const ours = canonical(here);
  const other = canonical(withoutKept(there, here));
  const keys = [...new Set([...Object.keys(ours), ...Object.keys(other)])].sort();
  return keys.flatMap((key) => {
    const [a, b] = [own(ours, key), own(other, key)];
    if (sameJson(a, b) || (b === undefined && filled.includes(key))) return [];
    return [{ key, ...(a !== undefined && { here: a }), ...(b !== undefined && { there: b }) }];
  });
}

/** Returns a digest of a payload that does not depend on the order of its keys. */
export function payloadDigest(payload: JsonObject): string {
  const { enabled: _, ...rest } = canonical(payload);
  return createHash('sha256')
    .update(JSON.stringify(sorted(rest)))
    .digest('hex');
}

function digestOf(value: Json): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex');
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
