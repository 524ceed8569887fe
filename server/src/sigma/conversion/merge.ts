import { patternText } from '../parse/pattern.js';
import { isLeaf, joined, type Pattern } from '../syntax.js';
import type { Target, TargetItem } from './target.js';

/**
 * Returns a condition that holds if a test holds for one of several kinds of data: each event has the fields
 * of only one kind. A field that is missing in some kinds is optional.
 */
export function mergeVariants(targets: readonly Target[]): Target {
  const distinct = [...new Map(targets.map((target) => [JSON.stringify(target), target])).values()];
  const [first] = distinct;
  if (distinct.length === 1) return first!;
  const items = distinct.filter(isLeaf);
  if (items.length === distinct.length) {
    if (items.every(({ test }) => test.kind === 'missing')) return joined('and', items.map(optional));
    const merged = mergeLikes(items);
    if (merged) return merged;
  }
  return joined('or', distinct.map(allOptional));
}

/** Merges pattern tests of one field into one. */
function mergeLikes(items: readonly TargetItem[]): TargetItem | undefined {
  const [first] = items;
  if (first?.test.kind !== 'like') return undefined;
  const { cased } = first.test;
  const patterns = items.flatMap(({ field, test }) =>
    field === first.field && test.kind === 'like' && test.cased === cased ? [test.patterns] : [],
  );
  if (patterns.length < items.length) return undefined;
  return { ...first, test: { kind: 'like', patterns: distinctPatterns(patterns.flat(), cased), cased } };
}

/** Removes patterns that match the same strings as an earlier one. */
export function distinctPatterns(patterns: readonly Pattern[], cased: boolean): Pattern[] {
  const textOf = (pattern: Pattern): string =>
    cased ? patternText(pattern) : patternText(pattern).toLowerCase();
  const distinct = new Map<string, Pattern>();
  for (const pattern of patterns) {
    const text = textOf(pattern);
    if (!distinct.has(text)) distinct.set(text, pattern);
  }
  return [...distinct.values()];
}

function optional(item: TargetItem): TargetItem {
  return { ...item, isOptional: true };
}

function allOptional(target: Target): Target {
  if (isLeaf(target)) return optional(target);
  if (target.kind === 'not') return { kind: 'not', part: allOptional(target.part) };
  return { kind: target.kind, parts: target.parts.map(allOptional) };
}
