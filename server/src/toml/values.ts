import { parse, TomlError as ValuesError } from 'smol-toml';
import { kindOfValuesError } from './library-errors.js';
import type { TomlTableValue } from './path.js';
import type { Places } from './places.js';
import { isPlain, readPlaces } from './read-places.js';
import { lineEnd, scanStatements } from './scan.js';
import { findStrictError, type TomlError, tomlError } from './strict.js';

/** The result of smol-toml, which reads TOML 1.1. */
export type ReadValues = { readonly values: TomlTableValue } | { readonly error: TomlError };

/** The rest of a single-line inline table without a trailing comma or nested tables, as most are. */
const restOfTable =
  /(?:[^{}"'#,\\\n]|,(?![ \t]*\})|"(?!"")(?:[^"\\\n]|\\.){0,999}"|'(?!'')[^'\n]{0,999}'){0,999}\}/;
/**
 * Returns whether a text may be TOML 1.1, or have a date that does not exist: whether it contains a new escape,
 * another inline table, or a date or time. Strings can contain them too.
 */
function maybeNewer(text: string): boolean {
  const mayHaveEscape = text.includes('\\e') || text.includes('\\x');
  return (mayHaveEscape && newEscape.test(text)) || newValue.test(text);
}

const newEscape = /(?<!\\)(?:\\\\)*\\[ex]/;
const newValue = new RegExp(String.raw`[=[,\n][ \t]*(?:\{(?!\{|${restOfTable.source})|\d\d(?:\d\d-|:))`);

/** Returns the values of valid TOML 1.0, or undefined. */
export function readValues(text: string): TomlTableValue | undefined {
  const read = readNewerValues(text);
  if ('error' in read) return undefined;
  const refused = maybeNewer(text) && !isPlain(text) && findStrictError(text, scanStatements(text));
  return refused ? undefined : read.values;
}

/** Returns the values of valid TOML 1.1, or why it is invalid. */
export function readNewerValues(text: string): ReadValues {
  try {
    const values = parse(text, { integersAsBigInt: 'asNeeded' }) as TomlTableValue;
    if (text.includes('""""') && quotesAfterBreak.test(text)) takeStrings(values, readPlaces(text));
    return { values };
  } catch (error) {
    if (!(error instanceof ValuesError)) return { error: tomlError(0, 'too-deep') };
    let offset = 0;
    for (let line = 1; line < error.line; line++) offset = lineEnd(text, offset) + 1;
    return { error: tomlError(offset + error.column - 1, kindOfValuesError(error)) };
  }
}

/** smol-toml 1.9.1 loses quotes between an escaped line break and the closing quotes of the string. */
const quotesAfterBreak = /\\[ \t]*\r?\n[ \t\r\n]*"{4}/;

/** Replaces the strings in the values with those at their places in the text. */
export function takeStrings(values: TomlTableValue, places: Places): void {
  for (const place of places.ordered()) {
    const string = places.stringAt(place);
    if (!string) continue;
    let parent: unknown = values;
    for (const key of place.path.slice(0, -1)) parent = (parent as Record<string | number, unknown>)[key];
    (parent as Record<string | number, unknown>)[place.path.at(-1)!] = string.value;
  }
}
