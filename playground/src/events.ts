import type { EditorState } from '@codemirror/state';

/**
 * Returns whether the document is NDJSON. Only the first line that is not empty is checked: it must be a
 * whole object.
 */
function isLines(state: EditorState): boolean {
  for (let number = 1; number <= state.doc.lines; number++) {
    const { text } = state.doc.line(number);
    if (text.trim() === '') continue;
    try {
      const value: unknown = JSON.parse(text);
      return typeof value === 'object' && value !== null && !Array.isArray(value);
    } catch {
      return false;
    }
  }
  return false;
}

/** Returns the index of the event at the cursor, from 0, or undefined if the document is not NDJSON. */
export function eventAtCursor(state: EditorState): number | undefined {
  if (!isLines(state)) return undefined;
  const cursor = state.doc.lineAt(state.selection.main.head).number;
  let index = -1;
  for (let number = 1; number <= cursor; number++) if (state.doc.line(number).text.trim() !== '') index++;
  return Math.max(index, 0);
}
