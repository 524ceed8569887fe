import { isTable, type TomlTableValue, type TomlValue } from '../../toml/path.js';
import type { KeySchema, TableSchema } from '../schema/types.js';
import { fits } from './check-value.js';

/**
 * The required key that an unknown one stands for: the only one that is missing, shares its words with the name and takes
 * the value, as `field_names` for `fields`.
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

/** A key that exists but holds what belongs into a required one that is missing. */
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

/** Whether a table, or each in a list, has only keys of the schema, and one at least. */
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

/** Whether all words of one name are in the other, in the singular or plural, or one name begins the other. */
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
