/** What the readers of usual TOML, `read-values.ts` and `read-places.ts`, have in common. */

/** Thrown where something comes that is left to a parser, valid or not. */
class Unexpected extends Error {}

/** Deeper nesting, and headers of more names, are left to the parsers, which know how deep they can go. */
export const deepest = 100;
export const bareKey = /[\w-]+/y;

/** Gives up: what comes is not for these readers. */
export function giveUp(): never {
  throw new Unexpected();
}

/** What is read; undefined where the reader gave up. */
export function unlessGivenUp<Read>(read: () => Read): Read | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof Unexpected) return undefined;
    throw error;
  }
}

/** Offset of the first character from an offset on that is no blank. */
export function skipBlanks(text: string, from: number): number {
  let at = from;
  while (text[at] === ' ' || text[at] === '\t') at++;
  return at;
}

/** Offset behind what must stand at an offset. */
export function take(text: string, at: number, expected: string): number {
  if (!text.startsWith(expected, at)) giveUp();
  return at + expected.length;
}

/** Offset behind what a sticky pattern must match at an offset. */
export function match(text: string, at: number, pattern: RegExp): number {
  pattern.lastIndex = at;
  if (!pattern.test(text)) giveUp();
  return pattern.lastIndex;
}
