/** The lines on which the events of one file start, by the number of the event in the file. */
export interface EventLines {
  /** Adds the line of an event. Events must be added in ascending order; some may be skipped. */
  add(index: number, line: number): void;
  /** Returns the line on which an event starts. */
  lineOf(index: number): number;
  /** Returns `12`, or `1 (event 3)` where several events start on one line. */
  describe(index: number): string;
}

/**
 * Returns an empty list of lines. Files with an event on each line are the rule, so only the events are kept at which the
 * lines stop growing with the numbers.
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

/** The place of the last number that is not greater than `wanted` in an ascending list that starts with one. */
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
