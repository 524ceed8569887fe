import { isObject } from '../text/plain-objects.js';
/** The path of a value in a TOML document: keys of tables and indexes of arrays, from the outside in. */
export type TomlPath = readonly (string | number)[];

export type TomlValue = string | number | bigint | boolean | Date | TomlTableValue | TomlValue[];

/** A table as a plain object (without prototype, so that `__proto__` is a key like any other). */
export interface TomlTableValue {
  [key: string]: TomlValue;
}

/** Returns whether the value is a table, rather than an array or a date. */
export function isTable(value: unknown): value is TomlTableValue {
  return isObject(value) && !(value instanceof Date);
}

/** Returns the value at a path, or undefined. */
export function valueAt(root: TomlTableValue, path: TomlPath): TomlValue | undefined {
  let value: TomlValue | undefined = root;
  for (const key of path) {
    if (Array.isArray(value)) value = typeof key === 'number' ? value[key] : undefined;
    else if (isTable(value)) value = Object.hasOwn(value, key) ? value[String(key)] : undefined;
    else return undefined;
  }
  return value;
}
