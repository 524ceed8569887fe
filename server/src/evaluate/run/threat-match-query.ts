import type { PlannedFilter } from '../plan/planned-filter.js';
import { type Enrichment, threatMatchers } from '../threat-match/matcher.js';
import type { PlannedThreatMatch } from '../threat-match/plan-threat-match.js';
import { alertList } from './alert-list.js';
import { comparePlaces, type EventPlacer, type PlacedEvent, type QueryRun } from './query-run.js';

interface Match<Origin> extends PlacedEvent<Origin> {
  readonly enrichments: readonly Enrichment[];
  /** The matches if only the first value of each field is seen. */
  readonly ofFirst: readonly Enrichment[];
}

/**
 * Runs a threat_match rule: one alert for each event that matches the query and an indicator, with all
 * matching indicators, in order of time (docs/semantics/rule-types.md#indicator-match).
 */
export function runThreatMatch<Origin>(
  filter: PlannedFilter,
  planned: PlannedThreatMatch,
  place: EventPlacer<Origin>,
): QueryRun<Origin> {
  const { match, matchFirst, seesFirstValues } = threatMatchers(planned);
  const matches: Match<Origin>[] = [];
  let events = 0;
  return {
    read(event, origin, holds = filter.matches) {
      if (!holds(event)) return;
      events++;
      const enrichments = match(event);
      // Which of the two counts depends on the number of events, which is only known at the end.
      const ofFirst = matchFirst(event, enrichments);
      // A negated entry can hold for the first value and for no other choice.
      if (enrichments.length > 0 || ofFirst.length > 0)
        matches.push({ ...place(event, origin), enrichments, ofFirst });
    },
    finish() {
      const key = seesFirstValues(events) ? 'ofFirst' : 'enrichments';
      const found = matches.filter((one) => one[key].length > 0).sort(comparePlaces);
      return alertList(found.length, (index) => {
        const one = found[index]!;
        return { events: [one.origin], enrichments: one[key] };
      });
    },
    disordered: () => false,
  };
}
