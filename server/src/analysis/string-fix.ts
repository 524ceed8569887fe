import { applyEdits, type TextEdit } from '../text/edits.js';
import type { Fix } from '../text/problem.js';
import { encodeString } from '../toml/encode.js';
import type { TomlString } from '../toml/string.js';

/** A fix of the text of a string as a fix of the file, escaped as the string needs; undefined when it cannot hold the new text. */
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

/** Quotes beside an edit can join with it to the quotes that end the string; what stands further off cannot. */
function changedPart(text: string, edits: readonly TextEdit[]): string {
  const start = Math.max(0, edits.reduce((least, { span }) => Math.min(least, span.start), text.length) - 2);
  const end = edits.reduce((most, { span }) => Math.max(most, span.end), 0) + 2;
  const moved = edits.map((edit) => ({
    ...edit,
    span: { start: edit.span.start - start, end: edit.span.end - start },
  }));
  return applyEdits(text.slice(start, end), moved);
}
