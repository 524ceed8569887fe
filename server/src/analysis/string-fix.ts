import { applyEdits, type TextEdit } from '../text/edits.js';
import type { Fix } from '../text/problem.js';
import { encodeString } from '../toml/encode.js';
import type { TomlString } from '../toml/string.js';

/**
 * Converts a fix of a string's text to a fix of the file, with the escapes that the string needs. Returns
 * undefined if the string cannot contain the new text.
 */
export function fixInString(string: TomlString, fix: Fix): Fix | undefined {
  const edits: TextEdit[] = [];
  for (const { span, text } of fix.edits) {
    const encoded = encodeString(text, string.style);
    if (encoded === undefined) return undefined;
    edits.push({ span: string.spanToDocument(span), text: encoded });
  }
  return encodeString(changedPart(string.value, fix.edits), string.style) === undefined
    ? undefined
    : { ...fix, edits };
}

/** Quotes adjacent to an edit can join with it to form the closing quotes. Text further away cannot. */
function changedPart(text: string, edits: readonly TextEdit[]): string {
  const start = Math.max(0, edits.reduce((least, { span }) => Math.min(least, span.start), text.length) - 2);
  const end = edits.reduce((most, { span }) => Math.max(most, span.end), 0) + 2;
  const moved = edits.map((edit) => ({
    ...edit,
    span: { start: edit.span.start - start, end: edit.span.end - start },
  }));
  return applyEdits(text.slice(start, end), moved);
}
