import { applyEdits } from '../text/edits.js';
import type { Fix } from '../text/problem.js';
import { encodeString } from '../toml/encode.js';
import type { TomlString } from '../toml/string.js';

/** A fix of the text of a string as a fix of the file, escaped as the string needs; undefined when it cannot hold the new text. */
export function fixInString(string: TomlString, { title, edits }: Fix): Fix | undefined {
  if (encodeString(applyEdits(string.value, edits), string.style) === undefined) return undefined;
  return {
    title,
    edits: edits.map(({ span, text }) => ({
      span: string.spanToDocument(span),
      text: encodeString(text, string.style)!,
    })),
  };
}
