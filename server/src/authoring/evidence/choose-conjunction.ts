import {
  type Clause,
  type Conjunction,
  clauseHolds,
  costOf,
  isUnique,
  levelOf,
  saysWho,
  subjectOf,
} from './clause.js';
import type { Values } from './common-clauses.js';

/** Limits of a conjunction's size, and the number of distinctive conditions it needs. */
export interface ConjunctionLimits {
  readonly most: number;
  readonly least: number;
}

/** Limit of conditions to combine, cheapest first: four of them in about 20,000 ways. */
const mostCombined = 28;

/** Extra cost of a condition that all events to keep satisfy, too: it separates nothing. */
const separatesNothing = 3;

/**
 * Returns conjunctions that hold for none of the events to keep, cheapest first. Each has enough distinctive
 * conditions, or one that is unique; otherwise those with fewer conditions.
 */
export function conjunctionsWithout(
  clauses: readonly Clause[],
  kept: readonly Values[],
  { most, least }: ConjunctionLimits,
): readonly Conjunction[] {
  const rated = clauses
    .map((clause) => {
      const holds = bitsOf(kept, clause);
      const isShared = kept.length > 0 && holds === all(kept.length);
      return { clause, holds, cost: costOf(clause) + (isShared ? separatesNothing : 0) };
    })
    .sort((a, b) => a.cost - b.cost)
    .slice(0, mostCombined);
  const found: { readonly conjunction: Conjunction; readonly cost: number; readonly isEnough: boolean }[] =
    [];
  const choose = (from: number, chosen: readonly Clause[], left: bigint, cost: number): void => {
    if (chosen.length > 0 && left === 0n) {
      const isEnough = tellsEnough(chosen, least);
      found.push({ conjunction: chosen, cost, isEnough });
      // More conditions only increase the cost.
      if (isEnough) return;
    }
    if (chosen.length === most) return;
    for (let index = from; index < rated.length; index++) {
      const one = rated[index]!;
      if (chosen.some(({ field }) => field === one.clause.field && field !== 'process.args')) continue;
      choose(index + 1, [...chosen, one.clause], left & one.holds, cost + one.cost);
    }
  };
  choose(0, [], all(kept.length), 0);
  const enough = found.filter(({ isEnough }) => isEnough);
  return (enough.length > 0 ? enough : found.filter(({ conjunction }) => conjunction.some(isTelling)))
    .sort((a, b) => a.cost - b.cost)
    .map(({ conjunction }) => conjunction);
}

/**
 * Returns whether conditions are about at least the required number of subjects, including what happened, or
 * one is unique.
 */
function tellsEnough(chosen: Conjunction, least: number): boolean {
  if (chosen.some(isUnique)) return true;
  const telling = chosen.filter(isTelling);
  return new Set(telling.map(({ field }) => subjectOf(field))).size >= least && !telling.every(saysWho);
}

function isTelling(clause: Clause): boolean {
  return levelOf(clause).isTelling;
}

/** Returns one bit for each of the events that satisfies a condition. */
function bitsOf(events: readonly Values[], clause: Clause): bigint {
  let bits = 0n;
  for (const [index, event] of events.entries()) if (clauseHolds(clause, event)) bits |= 1n << BigInt(index);
  return bits;
}

function all(count: number): bigint {
  return (1n << BigInt(count)) - 1n;
}
