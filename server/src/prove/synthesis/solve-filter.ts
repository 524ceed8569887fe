import type { PlanNode } from '../../evaluate/plan/plan.js';
import type { PlannedFilter } from '../../evaluate/plan/planned-filter.js';
import type { EventObject } from '../../evaluate/values/access.js';
import type { Span } from '../../text/span.js';
import { type Leaf, leavesOf, type Requirement, waysOf } from './requirements.js';
import { type SolveOptions, solveRequirements } from './solve-plan.js';

/** Limit of ways to try for one query. */
const mostWays = 300;

/** An event with the conditions that it was created for. */
export interface Solved {
  readonly event: EventObject;
  readonly way: readonly Requirement[];
}

/** Returns an event that satisfies a filter, or that fails it; undefined if none was found. */
export function solveFilter(
  { plan, matches }: PlannedFilter,
  holds: boolean,
  options: SolveOptions,
): Solved | undefined {
  // An event with single values is simpler than one with lists.
  for (const allowsLists of [false, true]) {
    let tried = 0;
    for (const way of waysOf(plan, holds)) {
      if (tried++ >= mostWays) break;
      const event = solveRequirements(way, { ...options, allowsLists });
      if (event && isMatched(matches, event) === holds) return { event, way };
    }
  }
  return undefined;
}

/** A flipped condition, with an event that satisfies everything else. */
export interface FlippedCondition {
  readonly leaf: Leaf;
  readonly event: EventObject | undefined;
}

/**
 * Yields for each condition of a solution an event that fails it, satisfies the others, and does not match
 * the filter.
 */
export function* flipConditions(
  { plan, matches }: PlannedFilter,
  { way }: Solved,
  options: SolveOptions,
): Generator<FlippedCondition> {
  const needed = new Set(way.map(({ leaf }) => leaf));
  // Alternatives that the solution does not need must not replace the one that fails.
  const others = leavesOf(plan).filter((leaf) => !needed.has(leaf));
  for (const [index, { leaf, holds }] of way.entries()) {
    const flipped = way.map((one, at) => (at === index ? { leaf, holds: !holds } : one));
    const strict = [...flipped, ...others.map((other): Requirement => ({ leaf: other, holds: false }))];
    // A different value is more instructive than a missing one: it shows that the field is tested.
    const present = leaf.kind === 'field' ? leaf.field.name : undefined;
    const own = { ...options, allowsLists: true, ...(present !== undefined && { present }) };
    const alone = [...flipped, ...alternativesTo(plan, leaf).flatMap(failing)];
    const event = [flipped, alone, strict]
      .map((requirements) => solveRequirements(requirements, own))
      .find((one) => one && isMatched(matches, one) === false);
    yield { leaf, event };
  }
}

/** Returns the alternatives to a condition, or to a group that contains it. */
function alternativesTo(node: PlanNode, leaf: Leaf): readonly PlanNode[] {
  if (!('children' in node)) return [];
  const own = node.children.find((child) => leavesOf(child).includes(leaf));
  if (!own) return [];
  const beside = node.kind === 'any' ? node.children.filter((child) => child !== own) : [];
  return [...beside, ...alternativesTo(own, leaf)];
}

/** Returns the first way in which a part of a plan fails. */
function failing(node: PlanNode): readonly Requirement[] {
  for (const way of waysOf(node, false)) return way;
  return [];
}

/** Limit of pairs of ways of two queries. */
const mostPairs = 100;
/** Limit of conditions in all of them together, so that large queries use only a few ways. */
const mostRequirements = 20_000;

/** Yields events for which a condition of a solution holds and a changed one fails, or vice versa. */
export function* solveChanged(
  { way }: Solved,
  span: Span,
  change: (leaf: Leaf) => PlanNode,
  options: SolveOptions,
): Generator<EventObject> {
  const at = way.findIndex(({ leaf }) => leaf.span.start === span.start && leaf.span.end === span.end);
  const own = way[at];
  const changed = own && change(own.leaf);
  if (!own || !changed || changed.kind !== own.leaf.kind) return;
  for (const holds of [true, false]) {
    const both = [...way, { leaf: changed as Leaf, holds: !holds }].map(
      (one, index): Requirement => (index === at ? { ...one, holds } : one),
    );
    const event = solveRequirements(both, { ...options, allowsLists: 'usual' });
    if (event) yield event;
  }
}

/**
 * Yields events that satisfy only one of two filters.
 *
 * @param directions whether the first filter is the one to satisfy; the default is both.
 */
export function* solveDifference(
  one: PlannedFilter,
  other: PlannedFilter,
  options: SolveOptions,
  directions: readonly boolean[] = [true, false],
): Generator<{ readonly event: EventObject; readonly matchesFirst: boolean }> {
  for (const matchesFirst of directions) {
    let tried = 0;
    let requirements = 0;
    for (const own of waysOf(one.plan, matchesFirst)) {
      if (tried >= mostPairs || requirements > mostRequirements) break;
      for (const others of waysOf(other.plan, !matchesFirst)) {
        requirements += own.length + others.length;
        if (tried++ >= mostPairs || requirements > mostRequirements) break;
        const event = solveRequirements([...own, ...others], { ...options, allowsLists: 'usual' });
        if (
          event &&
          isMatched(one.matches, event) === matchesFirst &&
          isMatched(other.matches, event) === !matchesFirst
        )
          yield { event, matchesFirst };
      }
    }
  }
}

/** Returns whether an event satisfies a filter; undefined if the search would fail. */
function isMatched(matches: PlannedFilter['matches'], event: EventObject): boolean | undefined {
  try {
    return matches(event);
  } catch {
    return undefined;
  }
}
