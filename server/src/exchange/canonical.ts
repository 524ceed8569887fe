import { nestedDefaults, serverDefaults, volatileKeys } from './api-keys.js';
import { isJsonObject, type Json, type JsonObject, objectOf, sameJson } from './json.js';

/**
 * Returns what a payload contains about its rule: without volatile keys, without null, and without values
 * that are equivalent to a missing key. Two payloads with the same result are the same rule for Kibana.
 */
export function canonical(payload: JsonObject): JsonObject {
  return objectOf(
    Object.entries(payload).flatMap(([key, value]): [string, Json][] => {
      if (volatileKeys.has(key) || value === null) return [];
      const one = key === 'required_fields' ? withoutEcs(nested(value)) : nested(value);
      return isDefault(serverDefaults, key, one) ? [] : [[key, one]];
    }),
  );
}

function nested(value: Json): Json {
  if (Array.isArray(value)) return value.map(nested);
  if (!isJsonObject(value)) return value;
  return objectOf(
    Object.entries(value).flatMap(([key, one]): [string, Json][] => {
      if (one === null) return [];
      const inner = nested(one);
      return isDefault(nestedDefaults, key, inner) ? [] : [[key, inner]];
    }),
  );
}

/** Removes `ecs`, which Kibana computes itself. */
function withoutEcs(fields: Json): Json {
  if (!Array.isArray(fields)) return fields;
  return fields.map((field) => {
    if (!isJsonObject(field)) return field;
    const { ecs: _, ...rest } = field;
    return rest;
  });
}

function isDefault(defaults: Readonly<Record<string, Json>>, key: string, value: Json): boolean {
  return Object.hasOwn(defaults, key) && sameJson(defaults[key], value);
}
