/** Finds which of many parts occur in a string, in one pass (Aho and Corasick, 1975). */
export interface PartFinder {
  /** Calls `found` with the number of each part that the string contains, possibly more than once. */
  find(text: string, found: (part: number) => void): void;
}

/** Creates a finder for these non-empty parts. Its size is proportional to their length. */
export function createPartFinder(parts: readonly string[]): PartFinder {
  const last = parts.reduce((most, part) => {
    let code = most;
    for (let index = 0; index < part.length; index++) code = Math.max(code, part.charCodeAt(index));
    return code;
  }, 0);
  // Characters beyond the end of the table are in no part either.
  const classes = new Uint16Array(last + 1);
  let classCount = 1;
  for (const part of parts) {
    for (let index = 0; index < part.length; index++) {
      const code = part.charCodeAt(index);
      if (classes[code] === 0) classes[code] = classCount++;
    }
  }
  const states = buildStates(parts, classes, classCount);
  const { next, outputs } = states;
  return {
    find(text, found) {
      let state = 0;
      for (let index = 0; index < text.length; index++) {
        state = next[state * classCount + (classes[text.charCodeAt(index)] ?? 0)]!;
        const ending = outputs[state];
        if (ending) for (const part of ending) found(part);
      }
    },
  };
}

/**
 * Builds the transitions of all states, and for each state the parts that end there. Characters of class 0
 * are in no part.
 */
function buildStates(
  parts: readonly string[],
  classes: Uint16Array,
  classCount: number,
): { readonly next: Int32Array; readonly outputs: readonly (readonly number[] | undefined)[] } {
  const most = 1 + parts.reduce((sum, part) => sum + part.length, 0);
  const next = new Int32Array(most * classCount);
  const outputs: (number[] | undefined)[] = [undefined];
  let count = 1;
  parts.forEach((part, number) => {
    let state = 0;
    for (let index = 0; index < part.length; index++) {
      const at = state * classCount + classes[part.charCodeAt(index)]!;
      if (next[at] === 0) next[at] = count++;
      state = next[at]!;
    }
    outputs[state] = [...(outputs[state] ?? []), number];
  });
  const fallback = new Int32Array(count);
  const queue: number[] = [];
  for (let character = 1; character < classCount; character++)
    if (next[character]) queue.push(next[character]!);
  for (let at = 0; at < queue.length; at++) {
    const state = queue[at]!;
    const behind = fallback[state]!;
    const inherited = outputs[behind];
    if (inherited) outputs[state] = [...(outputs[state] ?? []), ...inherited];
    for (let character = 1; character < classCount; character++) {
      const place = state * classCount + character;
      const after = next[behind * classCount + character]!;
      const own = next[place]!;
      if (own === 0) next[place] = after;
      else {
        fallback[own] = after;
        queue.push(own);
      }
    }
  }
  return { next: next.subarray(0, count * classCount), outputs };
}
