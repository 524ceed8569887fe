import { appendKey, insertKey, isBelow } from '../rule/schema-check/key-edits.js';
import { applyEdits } from '../text/edits.js';
import type { Span } from '../text/span.js';
import { parseToml, type TomlDocument } from '../toml/document.js';
import { encodeString } from '../toml/encode.js';
import { type TomlPath, valueAt } from '../toml/path.js';
import type { Place } from '../toml/places.js';
import { isJsonObject, type Json, jsonOf, sameJson } from './json.js';
import { hasHeader, headedText, keyText, valueText } from './toml-text.js';

/**
 * Returns a rule file in which a key of `[rule]` has another value, or none. Only differences are written:
 * comments, order and everything else are unchanged. `whole` rewrites the key even if less would be
 * sufficient.
 */
export function setRuleKey(text: string, key: string, value: Json | undefined, whole = false): string {
  const path = ['rule', key];
  if (value === undefined) return removed(text, path);
  return (
    (whole ? undefined : setAt(text, path, value)) ??
    added(removed(text, path), key, value, placeOf(text, path))
  );
}

/** Returns the text with a value at a path, or undefined if editing entries is not sufficient. */
function setAt(text: string, path: TomlPath, value: Json): string | undefined {
  const document = parseToml(text);
  const before = jsonOf(valueAt(document.values, path));
  if (sameJson(before, value)) return text;
  const place = document.placeAt(path);
  if (!place) return path.length > 2 ? withEntry(document, path, value) : undefined;
  if (place.value)
    return hasHeader(value) && !isInline(place)
      ? undefined
      : applyEdits(text, [{ span: place.value, text: styled(document, place, value) }]);
  if (isJsonObject(before) && isJsonObject(value)) return setKeys(text, path, before, value);
  if (!Array.isArray(before) || !Array.isArray(value) || before.length !== value.length) return undefined;
  let changed: string | undefined = text;
  for (const [index, one] of value.entries())
    changed = changed === undefined ? undefined : setAt(changed, [...path, index], one);
  return changed;
}

function isInline({ kind }: Place): boolean {
  return kind === 'inline-table' || kind === 'array';
}

function setKeys(
  text: string,
  path: TomlPath,
  before: Readonly<Record<string, Json>>,
  value: Readonly<Record<string, Json>>,
): string | undefined {
  let changed: string | undefined = text;
  for (const key of Object.keys(before))
    if (!Object.hasOwn(value, key)) changed = removed(changed, [...path, key]);
  for (const [key, one] of Object.entries(value))
    changed = changed === undefined ? undefined : setAt(changed, [...path, key], one);
  return changed;
}

/** Returns a new entry of a table with a header. */
function withEntry(document: TomlDocument, path: TomlPath, value: Json): string | undefined {
  if (hasHeader(value)) return undefined;
  const edit = appendKey(document, path.slice(0, -1), keyText(String(path.at(-1))), valueText(value));
  return edit && applyEdits(document.text, [edit]);
}

/** Formats a value in the style of the old one. */
function styled(document: TomlDocument, { value: span, stringStyle }: Place, value: Json): string {
  if (typeof value !== 'string' || !stringStyle) return valueText(value);
  const isMultiline = stringStyle.startsWith('multiline');
  const quote = stringStyle.endsWith('basic') ? '"' : "'";
  if (value.includes('\r') || value.endsWith(quote) || (!isMultiline && value.includes('\n')))
    return valueText(value);
  const content = encodeString(value, stringStyle);
  if (content === undefined) return valueText(value);
  const quotes = quote.repeat(isMultiline ? 3 : 1);
  const startsLine = isMultiline && /^.{3}\r?\n/.test(document.text.slice(span!.start, span!.start + 5));
  return `${quotes}${startsLine || (isMultiline && content.startsWith('\n')) ? '\n' : ''}${content}${quotes}`;
}

/** Returns the offset of a key's first part. */
function placeOf(text: string, path: TomlPath): number | undefined {
  const [first] = partsOf(parseToml(text), path);
  return first?.start;
}

/** Writes a missing key of `[rule]` at its previous position or among the others. */
function added(text: string, key: string, value: Json, at: number | undefined): string {
  if (!hasHeader(value)) {
    const edit = insertKey(parseToml(text), 'rule', keyText(key), valueText(value));
    return edit ? applyEdits(text, [edit]) : text;
  }
  const block = headedText(['rule', key], value);
  if (at === undefined || at >= text.length) return `${text.trimEnd()}\n${block}`;
  return `${text.slice(0, at)}${block.slice(1)}\n${text.slice(at)}`;
}

function removed(text: string, path: TomlPath): string {
  const spans = partsOf(parseToml(text), path);
  return applyEdits(
    text,
    spans.map((span) => ({ span, text: '' })),
  );
}

/** Returns the lines of a key: its entry, or the headers at and below it with their entries. */
function partsOf(document: TomlDocument, path: TomlPath): Span[] {
  const own = document.placeAt(path);
  if (own?.value) return [wholeLines(document.text, own.entry)];
  const spans: Span[] = [];
  for (const place of document.places()) {
    const isOwn = isBelow(place.path, path) || place === own;
    if (!isOwn) continue;
    if (place.header) spans.push(wholeLines(document.text, place.header));
    else if (place.key && place.value) {
      const last = spans.at(-1);
      const lines = wholeLines(document.text, place.entry);
      if (last) spans[spans.length - 1] = { start: last.start, end: Math.max(last.end, lines.end) };
      else spans.push(lines);
    }
  }
  return spans.map(({ start, end }) => withEmptyLines(document.text, { start, end }));
}

function wholeLines(text: string, { start, end }: Span): Span {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const lineEnd = text.indexOf('\n', Math.max(end - 1, start));
  return { start: lineStart, end: lineEnd < 0 ? text.length : lineEnd + 1 };
}

/** Includes the following empty lines, which separate a table from the next one. */
function withEmptyLines(text: string, { start, end }: Span): Span {
  const behind = /^(?:[ \t]*\r?\n)*/.exec(text.slice(end))?.[0].length ?? 0;
  return { start, end: end + behind };
}
