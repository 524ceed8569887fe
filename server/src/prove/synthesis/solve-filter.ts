import type { PlanNode } from '../../evaluate/plan/plan.js';
import type { PlannedFilter } from '../../evaluate/plan/planned-filter.js';
import type { EventObject } from '../../evaluate/values/access.js';
import type { Span } from '../../text/span.js';
import { type Leaf, leavesOf, type Requirement, waysOf } from './requirements.js';
import { type SolveOptions, solveRequirements } from './solve-plan.js';

/** More ways of one query are not tried. */
const mostWays = 300;

/** An event with the conditions that it was made for. */
export interface Solved {
  readonly event: EventObject;
  readonly way: readonly Requirement[];
}

/** Returns an event that satisfies a filter, or that does not; undefined when none was found. */
export function solveFilter(
  { plan, matches }: PlannedFilter,
  holds: boolean,
  options: SolveOptions,
): Solved | undefined {
  // An event with one value for each field is simpler than one with lists.
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

/** A condition that was flipped, with an event that lacks nothing else. */
export interface FlippedCondition {
  readonly leaf: Leaf;
  readonly event: EventObject | undefined;
}

/** Returns for each condition of a solution an event that fails this one, meets the others, and does not satisfy the filter. */
export function* flipConditions(
  { plan, matches }: PlannedFilter,
  { way }: Solved,
  options: SolveOptions,
): Generator<FlippedCondition> {
  const needed = new Set(way.map(({ leaf }) => leaf));
  // Alternatives that the solution does not need must not stand in for the one that fails.
  const others = leavesOf(plan).filter((leaf) => !needed.has(leaf));
  for (const [index, { leaf, holds }] of way.entries()) {
    const flipped = way.map((one, at) => (at === index ? { leaf, holds: !holds } : one));
    const strict = [...flipped, ...others.map((other): Requirement => ({ leaf: other, holds: false }))];
    // Another value says more than none: that the field is looked at, and for what.
    const present = leaf.kind === 'field' ? leaf.field.name : undefined;
    const own = { ...options, allowsLists: true, ...(present !== undefined && { present }) };
    const alone = [...flipped, ...alternativesTo(plan, leaf).flatMap(failing)];
    const event = [flipped, alone, strict]
      .map((requirements) => solveRequirements(requirements, own))
      .find((one) => one && isMatched(matches, one) === false);
    yield { leaf, event };
  }
}

/** Returns what stands beside a condition, or beside a group that it is in, as an alternative. */
function alternativesTo(node: PlanNode, leaf: Leaf): readonly PlanNode[] {
  if (!('children' in node)) return [];
  const own = node.children.find((child) => leavesOf(child).includes(leaf));
  if (!own) return [];
  const beside = node.kind === 'any' ? node.children.filter((child) => child !== own) : [];
  return [...beside, ...alternativesTo(own, leaf)];
}

/** The first way in which a part of a plan fails. */
function failing(node: PlanNode): readonly Requirement[] {
  for (const way of waysOf(node, false)) return way;
  return [];
}

/** More pairs of ways of two queries are not tried. */
const mostPairs = 100;
/** Nor more conditions in all of them together: of large queries only a few ways. */
const mostRequirements = 20_000;

/** Yields events for which a condition of a solution holds and a changed one fails, or the other way round. */
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
 * Yields events that satisfy one of two filters only.
 *
 * @param directions whether the first filter is the one to satisfy; both are tried when not given.
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

/** Whether an event satisfies a filter; undefined where the search would fail. */
function isMatched(matches: PlannedFilter['matches'], event: EventObject): boolean | undefined {
  try {
    return matches(event);
  } catch {
    return undefined;
  }
}
