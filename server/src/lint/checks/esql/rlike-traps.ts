/** A part of an RLIKE pattern that has a different meaning in other regular expressions. */
export type RlikeTrap =
  | {
      readonly kind: 'operator';
      readonly character: string;
      readonly start: number;
      readonly end: number;
    }
  | { readonly kind: 'empty-alternative'; readonly start: number; readonly end: number }
  | {
      readonly kind: 'bare-alternative';
      readonly text: string;
      readonly start: number;
      readonly end: number;
    };

/** Characters with a meaning only in Lucene's regular expressions (docs/semantics/esql.md#rlike). */
const operators: ReadonlySet<string> = new Set(['&', '@', '~', '#', '"']);

/** Returns the traps of a pattern, in order. */
export function rlikeTraps(pattern: string): readonly RlikeTrap[] {
  const traps: RlikeTrap[] = [];
  /** The spans of the top-level alternatives. */
  const alternatives: { start: number; end: number }[] = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at < pattern.length; at++) {
    const character = pattern[at]!;
    if (character === '\\') at++;
    else if (character === '[') at = endOfClass(pattern, at);
    else if (character === '(') depth++;
    else if (character === ')') depth--;
    else if (character === '|') {
      if (pattern[at + 1] === '|') traps.push({ kind: 'empty-alternative', start: at, end: at + 2 });
      if (depth > 0) continue;
      alternatives.push({ start, end: at });
      start = at + 1;
    } else if (operators.has(character) && !isComplement(pattern, at)) {
      traps.push({ kind: 'operator', character, start: at, end: at + 1 });
    }
  }
  alternatives.push({ start, end: pattern.length });
  if (alternatives.length > 1 && anyAtStart.test(pattern) && anyAtEnd.test(pattern)) {
    const bare = alternatives
      .map(({ start: from, end }) => pattern.slice(from, end))
      .find((text) => text !== '' && !(anyAtStart.test(text) && anyAtEnd.test(text)));
    if (bare !== undefined)
      traps.push({ kind: 'bare-alternative', text: bare, start: 0, end: pattern.length });
  }
  return traps.sort((a, b) => a.start - b.start);
}

const anyAtStart = /^\(?\.\*/;
const anyAtEnd = /\.\*\)?$/;
/** Returns whether an operator is the complement of a group, which nobody writes for a folder. */
function isComplement(pattern: string, at: number): boolean {
  return pattern[at] === '~' && pattern[at + 1] === '(';
}

/** Returns the offset of the `]` that ends a class. */
function endOfClass(pattern: string, start: number): number {
  let at = start + 1;
  if (pattern[at] === '^') at++;
  // Directly after the opening bracket it is a character of the class.
  if (pattern[at] === ']') at++;
  for (; at < pattern.length && pattern[at] !== ']'; at++) if (pattern[at] === '\\') at++;
  return at;
}
