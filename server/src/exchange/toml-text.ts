import { encodeString } from '../toml/encode.js';
import { isJsonObject, type Json, type JsonObject } from './json.js';

/** Returns why a value cannot be represented in TOML, with its path, or undefined. */
export function unwritable(value: Json | undefined, place: string): string | undefined {
  if (value === null) return `"${place}" has null in a list, which TOML does not support`;
  if (typeof value === 'string' && !isWellFormed(value)) return `"${place}" contains half of a character`;
  if (typeof value !== 'object') return undefined;
  for (const [key, one] of Object.entries(value)) {
    if (!isWellFormed(key)) return `a key of "${place}" contains half of a character`;
    const found = unwritable(one, Array.isArray(value) ? `${place}[${key}]` : `${place}.${key}`);
    if (found !== undefined) return found;
  }
  return undefined;
}

function isWellFormed(text: string): boolean {
  return !/\p{Surrogate}/u.test(text);
}

/** Returns the entries of a table, followed by its subtables with their headers. */
export function tableText(path: readonly string[], table: JsonObject): string {
  const entries = Object.entries(table);
  const simple = entries.filter(([, value]) => !hasHeader(value));
  const tables = entries.filter(([, value]) => hasHeader(value));
  return (
    simple.map(([key, value]) => `${keyText(key)} = ${valueText(value)}\n`).join('') +
    tables.map(([key, value]) => headedText([...path, key], value as JsonObject)).join('')
  );
}

/** Returns whether a value is written below a separate header. */
export function hasHeader(value: Json): value is JsonObject | JsonObject[] {
  return isJsonObject(value) || (Array.isArray(value) && value.length > 0 && value.every(isJsonObject));
}

/** Returns a table, or each table of a list, with its header, after an empty line. */
export function headedText(path: readonly string[], value: JsonObject | JsonObject[]): string {
  const name = path.map(keyText).join('.');
  if (!Array.isArray(value)) return `\n[${name}]\n${tableText(path, value)}`;
  return value.map((one) => `\n[[${name}]]\n${tableText(path, one)}`).join('');
}

/** Returns a key in TOML syntax. */
export function keyText(key: string): string {
  return /^[\w-]+$/.test(key) && key !== '' ? key : basic(key);
}

/** Length limit of a line; longer lists are split over several lines. */
const longestLine = 100;

/** Returns a value as written after `=`. Strings with line breaks take several lines. */
export function valueText(value: Json): string {
  if (typeof value === 'string') return value.includes('\n') ? multiline(value) : basic(value);
  if (!Array.isArray(value)) return inline(value);
  const line = inline(value);
  return line.length <= longestLine ? line : `[\n${value.map((one) => `    ${inline(one)},\n`).join('')}]`;
}

function inline(value: Json): string {
  if (typeof value === 'string') return basic(value);
  if (Array.isArray(value)) return `[${value.map(inline).join(', ')}]`;
  if (!isJsonObject(value)) return String(value);
  const entries = Object.entries(value).map(([key, one]) => `${keyText(key)} = ${inline(one)}`);
  return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
}

function basic(text: string): string {
  return `"${encodeString(text, 'basic')!}"`;
}

function multiline(text: string): string {
  const literal =
    text.includes('\r') || text.endsWith("'") ? undefined : encodeString(text, 'multiline-literal');
  if (literal !== undefined && /["\\]/.test(text)) return `'''\n${literal}'''`;
  const content = encodeString(text, 'multiline-basic')!.replaceAll('\r', '\\r');
  return `"""\n${content.endsWith('"') ? `${content.slice(0, -1)}\\"` : content}"""`;
}

/** Returns a query in the style of rule files: between `'''`, if it needs no escapes. */
export function queryText(text: string): string {
  const literal =
    text.includes('\r') || text.endsWith("'") ? undefined : encodeString(text, 'multiline-literal');
  return literal === undefined ? valueText(text) : `'''\n${literal}'''`;
}
