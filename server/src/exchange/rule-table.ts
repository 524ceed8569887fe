import { nestedDefaults, serverDefaults, statedDefaults, volatileKeys } from './api-keys.js';
import { isJsonObject, type Json, type JsonObject, objectOf, own, sameJson } from './json.js';

/** API keys that are in one table of a rule file. */
export const newTermsKeys = ['new_terms_fields', 'history_window_start'] as const;

/** Returns the `[rule]` key that contains an API key. */
export function fileKey(key: string): string {
  return (newTermsKeys as readonly string[]).includes(key) ? 'new_terms' : key;
}

/** Returns the value of a `[rule]` key for a payload; undefined if it is equivalent to a missing key. */
export function fileValue(payload: JsonObject, key: string): Json | undefined {
  if (key === 'new_terms') return newTermsTable(payload);
  const value = own(payload, key);
  return value === undefined || value === null ? undefined : withoutNull(value);
}

/**
 * Returns the `[rule]` table of a new file for a payload. Skips what only Kibana sets, and what is equivalent
 * to a missing key.
 */
export function ruleTable(payload: JsonObject): JsonObject {
  const keys = new Set(Object.keys(payload).map(fileKey));
  return objectOf(
    [...keys].flatMap((key): [string, Json][] => {
      if (volatileKeys.has(key)) return [];
      const value = fileValue(payload, key);
      const isDefault = Object.hasOwn(serverDefaults, key) && sameJson(serverDefaults[key], value);
      return value === undefined || (isDefault && !statedDefaults.has(key)) ? [] : [[key, value]];
    }),
  );
}

function newTermsTable(payload: JsonObject): Json | undefined {
  const [fields, start] = newTermsKeys.map((key) => own(payload, key) ?? undefined);
  if (fields === undefined && start === undefined) return undefined;
  return {
    field: 'new_terms_fields',
    ...(fields === undefined ? {} : { value: fields }),
    ...(start === undefined
      ? {}
      : { history_window_start: [{ field: 'history_window_start', value: start }] }),
  };
}

/**
 * Removes null, which TOML cannot represent and Kibana treats as a missing key. A null in a list has to stay.
 */
function withoutNull(value: Json): Json {
  if (Array.isArray(value)) return value.map(withoutNull);
  if (!isJsonObject(value)) return value;
  return objectOf(
    Object.entries(value).flatMap(([key, one]): [string, Json][] => {
      if (one === null) return [];
      const inner = withoutNull(one);
      const isDefault =
        Array.isArray(inner) && Object.hasOwn(nestedDefaults, key) && sameJson(nestedDefaults[key], inner);
      return isDefault ? [] : [[key, inner]];
    }),
  );
}
