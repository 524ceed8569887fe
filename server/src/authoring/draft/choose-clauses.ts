import { type Clause, type Conjunction, clauseHolds } from '../evidence/clause.js';
import { commonClauses, type Values } from '../evidence/common-clauses.js';
import { kindFields, tellingRank } from './telling-fields.js';

/** The conditions of a draft. */
export interface ChosenClauses {
  /** The kind of event. */
  readonly kind: Conjunction;
  /** What happened. */
  readonly telling: Conjunction;
}

/** Minimum number of distinctive conditions in a rule, if the events have them. */
const fewest = 2;

/**
 * Chooses conditions that hold for all of the events: their kind, and up to `most` that describe what
 * happened. Each condition is the one that leaves the fewest events of the baseline, and among equal ones the
 * most distinctive.
 */
export function chooseClauses(
  events: readonly Values[],
  baseline: readonly Values[],
  most: number,
): ChosenClauses {
  const common = commonClauses(events);
  const kind = kindFields.flatMap(
    (field) => common.find((clause) => clause.field === field && isPlain(clause)) ?? [],
  );
  const rated = common
    .flatMap((clause) => {
      const rank = tellingRank(clause.field);
      const isUnfit = namesAnAddress(clause) || justLists(clause, events.length);
      return rank === undefined || isUnfit ? [] : [{ clause, rank }];
    })
    .sort((a, b) => a.rank - b.rank);
  let left = baseline.filter((values) => kind.every((clause) => clauseHolds(clause, values)));
  const telling: Clause[] = [];
  while (telling.length < most && (left.length > 0 || telling.length < fewest)) {
    let best: { readonly clause: Clause; readonly left: readonly Values[] } | undefined;
    for (const { clause } of rated) {
      if (telling.some(({ field }) => field === clause.field)) continue;
      const rest = left.filter((values) => clauseHolds(clause, values));
      if (!best || rest.length < best.left.length) best = { clause, left: rest };
    }
    // A condition that no longer excludes anything is only added to reach the minimum.
    if (!best || (telling.length >= fewest && best.left.length === left.length)) break;
    telling.push(best.clause);
    left = [...best.left];
  }
  return { kind, telling };
}

/** Returns whether a condition names one value. */
function isPlain({ test }: Clause): boolean {
  return test.kind === 'values' && test.values.length === 1;
}

/** Returns whether a condition tests an address, which the next attack will not share. */
function namesAnAddress({ test }: Clause): boolean {
  const texts = test.kind === 'values' ? test.values.map(String) : [test.prefix, test.suffix];
  return texts.some((text) => /\b\d{1,3}(?:\.\d{1,3}){3}\b|\bhttps?:\/\//.test(text));
}

/**
 * Returns whether a condition has nearly as many values as there are events, which then have nothing in
 * common.
 */
function justLists({ test }: Clause, events: number): boolean {
  return test.kind === 'values' && test.values.length > Math.max(2, events / 2);
}
