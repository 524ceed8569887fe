import { type ConjunctionLimits, conjunctionsWithout } from '../evidence/choose-conjunction.js';
import { type Conjunction, costOf } from '../evidence/clause.js';
import { commonClauses, type Values } from '../evidence/common-clauses.js';
import { trustOf } from '../evidence/field-trust.js';

/** Limit of groups of false positives: more are not a pattern. */
const mostGroups = 5;

/**
 * Returns ways to exclude events and none of those to keep, cheapest first: each is a list of conjunctions of
 * which every event satisfies one. It is a single conjunction if possible, else one for each group of events
 * that share a field's value.
 */
export function separations(
  excluded: readonly Values[],
  kept: readonly Values[],
  limits: ConjunctionLimits,
): readonly (readonly Conjunction[])[] {
  const whole = conjunctionsWithout(commonClauses(excluded), kept, limits).map((one) => [one]);
  return whole.length > 0 ? whole : inGroups(excluded, kept, limits);
}

function inGroups(
  excluded: readonly Values[],
  kept: readonly Values[],
  limits: ConjunctionLimits,
): readonly (readonly Conjunction[])[] {
  const [first] = excluded;
  const found: (readonly Conjunction[])[] = [];
  for (const field of first?.keys() ?? []) {
    const trust = trustOf(field);
    if (trust === 'never') continue;
    const groups = new Map<unknown, Values[]>();
    for (const event of excluded) {
      const [value] = event.get(field) ?? [];
      const known = groups.get(value);
      if (known) known.push(event);
      else groups.set(value, [event]);
      if (groups.size > mostGroups) break;
    }
    if (groups.size < 2 || groups.size > mostGroups) continue;
    const parts = [...groups.values()].map(
      (group) => conjunctionsWithout(commonClauses(group), kept, limits)[0],
    );
    if (parts.every((part) => part !== undefined)) found.push(parts);
  }
  return found.sort((a, b) => priceOf(a) - priceOf(b));
}

/** Returns the total cost of conjunctions. */
export function priceOf(conjunctions: readonly Conjunction[]): number {
  return conjunctions.flat().reduce((sum, clause) => sum + costOf(clause), 0);
}
