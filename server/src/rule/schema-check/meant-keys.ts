import { isTable, type TomlTableValue, type TomlValue } from '../../toml/path.js';
import type { KeySchema, TableSchema } from '../schema/types.js';
import { fits } from './check-value.js';

/**
 * Returns the required key that an unknown one means: the only missing one that shares its words and accepts
 * the value, such as `field_names` for `fields`.
 */
export function meantByWords(
  name: string,
  table: TomlTableValue,
  schema: TableSchema,
  absent: readonly string[],
): string | undefined {
  const meant = absent.filter((key) => sharesWords(name, key) && fits(table[name]!, schema[key]!));
  return meant.length === 1 ? meant[0] : undefined;
}

/** Returns the existing key that has the contents of a missing required one. */
export function mistakenFor(
  table: TomlTableValue,
  schema: TableSchema,
  absent: readonly string[],
): { readonly written: string; readonly meant: string } | undefined {
  for (const meant of absent) {
    const wanted = schema[meant]!;
    if (!wanted.keys) continue;
    const written = Object.keys(table).find(
      (name) =>
        schema[name]?.keys !== undefined &&
        sharesWords(name, meant) &&
        !holdsKeysOf(table[name]!, schema[name]) &&
        holdsKeysOf(table[name]!, wanted),
    );
    if (written !== undefined) return { written, meant };
  }
  return undefined;
}

/** Returns whether a table, or each table in a list, only has keys of the schema, and at least one. */
function holdsKeysOf(value: TomlValue, { keys, type }: KeySchema): boolean {
  const tables = type === 'tables' ? value : [value];
  return (
    Array.isArray(tables) &&
    tables.length > 0 &&
    tables.every(
      (table) =>
        isTable(table) &&
        Object.keys(table).length > 0 &&
        Object.keys(table).every((name) => Object.hasOwn(keys!, name)),
    )
  );
}

/**
 * Returns whether all words of one name are in the other, in the singular or plural, or one name is a prefix
 * of the other.
 */
function sharesWords(one: string, other: string): boolean {
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  if (short.length >= 3 && long.startsWith(short)) return true;
  const [words, all] = [wordsOf(short), wordsOf(long)];
  return words.every((word) => all.includes(word)) || all.every((word) => words.includes(word));
}

function wordsOf(name: string): string[] {
  return name
    .toLowerCase()
    .split(/[_-]/)
    .map((word) => word.replace(/(?<=\w{2})s$/, ''));
}
