import { foldForScript } from '../../query/patterns/case.js';
import { createPartFinder, type PartFinder } from '../../query/patterns/part-finder.js';

/** A compiled pattern, and texts of which each value that it matches has all. */
interface Pattern {
  readonly matches: (text: string) => boolean;
  readonly parts: readonly string[];
}

/** Fewer patterns are tried one after the other. */
const smallestList = 16;

/** Whether a text matches one of the patterns. In a long list those are found by a part of the text, in one pass over it. */
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
    // Of the ways to fold, that of scripts makes the most letters the same: nothing that matches is passed over.
    const part = caseInsensitive ? foldForScript(longest) : longest;
    const known = byPart.get(part);
    if (known) known.push(pattern);
    else byPart.set(part, [pattern]);
  }
  const always = byPart.get('') ?? [];
  byPart.delete('');
  const lists = [...byPart.values()];
  // Many rules are compiled of which few are asked.
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
