import { indexLines } from '../../server/src/text/lines.js';
import type { Span } from '../../server/src/text/span.js';

/** A text as written in tests, with the content of its markers. */
export interface Marked {
  readonly text: string;
  readonly marks: readonly { readonly span: Span; readonly message: string }[];
  /** Offset of `$0`, if any. */
  readonly cursor: number | undefined;
}

const markerLine = /^([ \t]*)(\^+)(?:[ \t]+(.*))?$/;

/**
 * Reads a marked text: lines of `^^^^ message` mark the text above them, `$0` is the cursor. The common
 * indentation and an empty first line are dropped.
 */
export function readMarkers(written: string): Marked {
  const lines = dedent(written).split('\n');
  const kept: string[] = [];
  const marks: { span: Span; message: string }[] = [];
  let start = 0;
  let above = 0;
  for (const line of lines) {
    const marker = markerLine.exec(line);
    if (marker && kept.length > 0) {
      const from = above + marker[1]!.length;
      marks.push({ span: { start: from, end: from + marker[2]!.length }, message: marker[3] ?? '' });
      continue;
    }
    above = start;
    kept.push(line);
    start += line.length + 1;
  }
  const text = kept.join('\n');
  const cursor = text.indexOf('$0');
  if (cursor < 0) return { text, marks, cursor: undefined };
  return { text: text.slice(0, cursor) + text.slice(cursor + 2), marks, cursor };
}

/**
 * Adds marker lines below the spans, in the format of {@link readMarkers}. A span of several lines is marked
 * on its first line.
 */
export function writeMarkers(text: string, marks: Marked['marks']): string {
  const lines = indexLines(text);
  const below = new Map<number, string[]>();
  const ordered = [...marks].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  for (const { span, message } of ordered) {
    const { line, column } = lines.positionAt(span.start);
    const width = Math.min(span.end, lines.lineStart(line) + lines.lineText(line).length) - span.start;
    const marker = `${' '.repeat(column)}${'^'.repeat(Math.max(1, width))} ${message}`.trimEnd();
    below.set(line, [...(below.get(line) ?? []), marker]);
  }
  const result: string[] = [];
  for (let line = 0; line < lines.lineCount; line++) {
    result.push(lines.lineText(line), ...(below.get(line) ?? []));
  }
  return result.join('\n');
}

/** Removes an empty first line, an empty last line, and the common indentation. */
export function dedent(written: string): string {
  const lines = written
    .replace(/^[ \t]*\n/, '')
    .replace(/\n[ \t]*$/, '')
    .split('\n');
  const indents = lines.filter((line) => line.trim() !== '').map((line) => /^[ \t]*/.exec(line)![0].length);
  const shared = Math.min(...indents, Number.POSITIVE_INFINITY);
  return lines.map((line) => line.slice(Math.min(shared, line.length))).join('\n');
}
