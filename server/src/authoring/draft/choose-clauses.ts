import { type Clause, type Conjunction, clauseHolds } from '../evidence/clause.js';
import { commonClauses, type Values } from '../evidence/common-clauses.js';
import { kindFields, tellingRank } from './telling-fields.js';

/** What a draft asks of its events. */
export interface ChosenClauses {
  /** What kind of event it is. */
  readonly kind: Conjunction;
  /** What happened. */
  readonly telling: Conjunction;
}

/** A rule asks for at least as many conditions that tell what happened, where the events have them. */
const fewest = 2;

/**
 * Chooses conditions that hold in all of the events: what kind they are, and up to `most` that describe what happened. Each condition is
 * the one that leaves the fewest events of the baseline, and among equal ones the most telling.
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
    // What narrows nothing down any more is only asked for to have enough.
    if (!best || (telling.length >= fewest && best.left.length === left.length)) break;
    telling.push(best.clause);
    left = [...best.left];
  }
  return { kind, telling };
}

/** Whether a condition names one value. */
function isPlain({ test }: Clause): boolean {
  return test.kind === 'values' && test.values.length === 1;
}

/** Whether a condition asks for an address, which the next attacker does not have. */
function namesAnAddress({ test }: Clause): boolean {
  const texts = test.kind === 'values' ? test.values.map(String) : [test.prefix, test.suffix];
  return texts.some((text) => /\b\d{1,3}(?:\.\d{1,3}){3}\b|\bhttps?:\/\//.test(text));
}

/** Whether a condition has nearly as many values as there are events: then these have nothing in common. */
function justLists({ test }: Clause, events: number): boolean {
  return test.kind === 'values' && test.values.length > Math.max(2, events / 2);
}
