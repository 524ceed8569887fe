import type { CoveringRule } from '../../repository/coverage.js';

/**
 * Groups rules by tag, index pattern or operating system, in alphabetical order. A rule can be in several
 * groups.
 */
export function groupsOf(rules: readonly CoveringRule[], by: string): Map<string, CoveringRule[]> {
  const groups = new Map<string, CoveringRule[]>();
  for (const one of rules)
    for (const name of new Set(namesOf[by]!(one))) groups.set(name, [...(groups.get(name) ?? []), one]);
  return new Map([...groups].sort(([a], [b]) => (a < b ? -1 : 1)));
}

const namesOf: Readonly<Record<string, (rule: CoveringRule) => readonly string[]>> = {
  tag: ({ rule }) => rule.tags,
  index: ({ rule }) => rule.index,
  platform: ({ rule }) => rule.tags.flatMap((tag) => /^OS: (.+)$/.exec(tag)?.[1] ?? []),
};
