/** A place in a text: zero-based line and zero-based UTF-16 column. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Start offsets of all lines of one text, for conversion between offsets and positions in both directions. */
export interface LineIndex {
  readonly lineCount: number;
  /** Position of an offset; an offset outside the text is moved to the nearest end. */
  positionAt(offset: number): Position;
  /** Offset of a position; a column behind the end of its line is moved to that end (before the line break). */
  offsetAt(position: Position): number;
  /** Offset of the first character of a zero-based line. */
  lineStart(line: number): number;
  /** The text of a zero-based line without its line break. */
  lineText(line: number): string;
}

/** Lines end at LF, CRLF or a lone CR, as the Language Server Protocol has it. */
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

/** The same for texts that have no other line breaks, as most: in half the time. */
function startsBehindLineFeeds(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}
