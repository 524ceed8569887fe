import type { PlannedNewTerms } from '../new-terms/plan-new-terms.js';
import { keepTerms } from '../new-terms/terms.js';
import { printKeys } from '../plan/keys.js';
import { EvaluationError } from '../plan/plan.js';
import type { PlannedFilter } from '../plan/planned-filter.js';
import { alertList } from './alert-list.js';
import type { EventClock } from './event-clock.js';
import type { QueryRun } from './query-run.js';

/**
 * Runs a new_terms rule: one alert for each new combination of values, raised by the earliest event with it,
 * in order of time (docs/semantics/rule-types.md#new-terms).
 */
export function runNewTerms<Origin>(
  filter: PlannedFilter,
  newTerms: PlannedNewTerms,
  clock: EventClock,
): QueryRun<Origin> {
  const keeper = keepTerms<Origin>(newTerms, clock);
  for (const event of newTerms.history) if (filter.matches(event)) keeper.add(event, undefined);
  return {
    read(event, origin, holds = filter.matches) {
      if (holds(event)) keeper.add(event, origin);
    },
    finish() {
      const late = keeper.late();
      if (late !== undefined) throw new EvaluationError(late, filter.span);
      const terms = keeper.terms().filter((term) => term.isNew);
      terms.sort((a, b) => a.first!.time - b.first!.time);
      return alertList(terms.length, (index) => ({
        events: [terms[index]!.first!.origin!],
        keys: printKeys(terms[index]!.keys, newTerms.keys, 'text'),
      }));
    },
    disordered: () => false,
    windowUse: () => keeper.windowUse(),
    seenTerms: () => keeper.seenTerms(),
  };
}
