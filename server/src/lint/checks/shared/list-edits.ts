import { quoted } from '../../../rule/schema-check/key-edits.js';
import type { TextEdit } from '../../../text/edits.js';
import type { TomlDocument } from '../../../toml/document.js';
import type { TomlPath } from '../../../toml/path.js';
import type { Place } from '../../../toml/places.js';

/** Appends strings to a list, each on its own line if the list has its elements on separate lines. */
export function appendToList(
  document: TomlDocument,
  path: TomlPath,
  texts: readonly string[],
): TextEdit | undefined {
  const list = document.placeAt(path);
  if (list?.kind !== 'array' || !list.value) return undefined;
  const last = elementsOf(document, path).at(-1)?.value;
  if (!last) {
    if (document.text.slice(list.value.start + 1, list.value.end - 1).trim() !== '') return undefined;
    return { span: list.value, text: `[${texts.map(quoted).join(', ')}]` };
  }
  const lineStart = document.text.lastIndexOf('\n', last.start) + 1;
  const indent = document.text.slice(lineStart, last.start);
  const lineBreak = document.text[lineStart - 2] === '\r' ? '\r\n' : '\n';
  const separator = lineStart > list.value.start && indent.trim() === '' ? `,${lineBreak}${indent}` : ', ';
  const text = texts.map((added) => separator + quoted(added)).join('');
  return { span: { start: last.end, end: last.end }, text };
}

/** Removes an element from a list. Returns undefined if that would remove a comment. */
export function removeFromList(document: TomlDocument, path: TomlPath, index: number): TextEdit | undefined {
  const valueAt = (place: number) => document.placeAt([...path, place])?.value;
  const own = valueAt(index);
  const next = valueAt(index + 1);
  const previous = valueAt(index - 1);
  if (!own) return undefined;
  const span = next
    ? { start: own.start, end: next.start }
    : { start: previous?.end ?? own.start, end: own.end };
  const around = next ? document.text.slice(own.end, next.start) : document.text.slice(span.start, own.start);
  return around.includes('#') ? undefined : { span, text: '' };
}

function elementsOf(document: TomlDocument, path: TomlPath): Place[] {
  const found: Place[] = [];
  for (let index = 0; ; index++) {
    const place = document.placeAt([...path, index]);
    if (!place) return found;
    found.push(place);
  }
}
