import { foldForScript } from '../../query/patterns/case.js';
import { createPartFinder, type PartFinder } from '../../query/patterns/part-finder.js';

/** A compiled pattern, and literals that every matching value contains. */
interface Pattern {
  readonly matches: (text: string) => boolean;
  readonly parts: readonly string[];
}

/** Shorter lists try the patterns one by one. */
const smallestList = 16;

/**
 * Returns whether a string matches one of the patterns. In a long list, candidates are found by their
 * literals in one pass over the string.
 */
export function oneOfPatterns(
  patterns: readonly Pattern[],
  caseInsensitive: boolean,
): (text: string) => boolean {
  const [first, ...rest] = patterns;
  if (!first) return () => false;
  if (rest.length === 0) return first.matches;
  if (patterns.length < smallestList) return (text) => patterns.some(({ matches }) => matches(text));
  const byPart = new Map<string, Pattern[]>();
  for (const pattern of patterns) {
    const longest = pattern.parts.reduce((a, b) => (b.length > a.length ? b : a), '');
    // The fold for scripts equates the most letters, so no match is missed.
    const part = caseInsensitive ? foldForScript(longest) : longest;
    const known = byPart.get(part);
    if (known) known.push(pattern);
    else byPart.set(part, [pattern]);
  }
  const always = byPart.get('') ?? [];
  byPart.delete('');
  const lists = [...byPart.values()];
  // Many rules are compiled, but few are evaluated.
  let finder: PartFinder | undefined;
  return (text) => {
    if (always.some(({ matches }) => matches(text))) return true;
    let found = false;
    finder ??= createPartFinder([...byPart.keys()]);
    finder.find(caseInsensitive ? foldForScript(text) : text, (part) => {
      found ||= lists[part]!.some(({ matches }) => matches(text));
    });
    return found;
  };
}
