/** The lines on which a file's events start, by event number in the file. */
export interface EventLines {
  /** Adds an event's line. Events must be added in ascending order; some may be skipped. */
  add(index: number, line: number): void;
  /** Returns the line on which an event starts. */
  lineOf(index: number): number;
  /** Returns `12`, or `1 (event 3)` where several events start on one line. */
  describe(index: number): string;
}

/**
 * Creates an empty list of lines. Most files have one event per line, so it stores only the events at which
 * lines and numbers stop growing together.
 */
export function createEventLines(): EventLines {
  const indexes: number[] = [];
  const lines: number[] = [];
  let ahead: number | undefined;
  const lineAt = (place: number, index: number): number => lines[place]! + index - indexes[place]!;
  return {
    add(index, line) {
      if (line - index === ahead) return;
      ahead = line - index;
      indexes.push(index);
      lines.push(line);
    },
    lineOf: (index) => lineAt(lastAtMost(indexes, index), index),
    describe(index) {
      const place = lastAtMost(indexes, index);
      const line = lineAt(place, index);
      const before = indexes[place] === index && place > 0 ? lineAt(place - 1, index - 1) : undefined;
      const after = indexes[place + 1] === index + 1 ? lines[place + 1] : undefined;
      return before === line || after === line ? `${line} (event ${index})` : String(line);
    },
  };
}

/**
 * Returns the index of the last number that is at most `wanted` in an ascending list, which must begin with
 * such a number.
 */
function lastAtMost(numbers: readonly number[], wanted: number): number {
  let low = 0;
  let high = numbers.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (numbers[middle]! <= wanted) low = middle;
    else high = middle - 1;
  }
  return low;
}
