/** A position in a text: zero-based line and zero-based UTF-16 column. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/**
 * The start offsets of all lines of one text, to convert between offsets and positions in both directions.
 */
export interface LineIndex {
  readonly lineCount: number;
  /** Returns the position of an offset. An offset outside the text is moved to the nearest end. */
  positionAt(offset: number): Position;
  /**
   * Returns the offset of a position. A column beyond the end of its line is moved to that end (before the
   * line break).
   */
  offsetAt(position: Position): number;
  /** Returns the offset of the first character of a zero-based line. */
  lineStart(line: number): number;
  /** Returns the text of a zero-based line without its line break. */
  lineText(line: number): string;
}

/** Indexes the lines of a text, which end at LF, CRLF or a lone CR, as in the Language Server Protocol. */
export function indexLines(text: string): LineIndex {
  const starts = text.includes('\r') ? startsBehindAnyBreak(text) : startsBehindLineFeeds(text);

  const lineEnd = (line: number): number => {
    let end = starts[line + 1] ?? text.length;
    const start = starts[line]!;
    if (line + 1 < starts.length) {
      if (end > start && text[end - 1] === '\n') end--;
      if (end > start && text[end - 1] === '\r') end--;
    }
    return end;
  };

  return {
    lineCount: starts.length,
    positionAt(offset) {
      const clamped = Math.max(0, Math.min(offset, text.length));
      let low = 0;
      let high = starts.length - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if (starts[middle]! <= clamped) low = middle;
        else high = middle - 1;
      }
      return { line: low, column: clamped - starts[low]! };
    },
    offsetAt({ line, column }) {
      if (line < 0) return 0;
      if (line >= starts.length) return text.length;
      return Math.min(starts[line]! + Math.max(0, column), lineEnd(line));
    },
    lineStart: (line) => starts[Math.max(0, Math.min(line, starts.length - 1))]!,
    lineText: (line) => (line < 0 || line >= starts.length ? '' : text.slice(starts[line]!, lineEnd(line))),
  };
}

function startsBehindAnyBreak(text: string): number[] {
  const starts = [0];
  const breakPattern = /\r\n|\n|\r/g;
  for (let match = breakPattern.exec(text); match; match = breakPattern.exec(text)) {
    starts.push(match.index + match[0].length);
  }
  return starts;
}

/** Does the same in half the time for texts that only have line feeds, as most do. */
function startsBehindLineFeeds(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}
