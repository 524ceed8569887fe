import { isObject, setKey } from '../text/plain-objects.js';

/** A JSON value. */
export type Json = string | number | boolean | null | Json[] | JsonObject;

export interface JsonObject {
  [key: string]: Json;
}

/** Limit of nesting: deeper values are not rules, and reading them would overflow the stack. */
export const deepestJson = 50;

/** Returns whether a value is nested more deeply than the values of rules are. */
export function isTooDeep(value: unknown, depth = 0): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return depth > deepestJson || Object.values(value).some((one) => isTooDeep(one, depth + 1));
}

/** Returns whether a value is a JSON object. */
export function isJsonObject(value: unknown): value is JsonObject {
  return isObject(value);
}

/** Converts a TOML value to JSON: dates become strings, integers beyond 2^53 the nearest number. */
export function jsonOf(value: unknown): Json {
  if (typeof value === 'bigint') return Number(value);
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map(jsonOf);
  if (!isObject(value)) return value as Json;
  return objectOf(Object.entries(value).map(([key, one]) => [key, jsonOf(one)]));
}

/** Returns an object with these keys, in this order. */
export function objectOf(entries: Iterable<readonly [string, Json]>): JsonObject {
  const object: JsonObject = {};
  for (const [key, value] of entries) setKey(object, key, value);
  return object;
}

/** Returns the value of an object's own key. */
export function own(object: JsonObject, key: string): Json | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

/** Returns whether two values are equal, ignoring the order of keys. */
export function sameJson(a: Json | undefined, b: Json | undefined): boolean {
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((one, index) => sameJson(one, b[index]));
  if (isJsonObject(a) && isJsonObject(b)) {
    const keys = Object.keys(a);
    return (
      keys.length === Object.keys(b).length &&
      keys.every((key) => Object.hasOwn(b, key) && sameJson(a[key], b[key]))
    );
  }
  return a === b;
}
