import type { PlannedFilter } from '../planned-query.js';
import { type Enrichment, threatMatcher } from '../threat-match/matcher.js';
import type { PlannedThreatMatch } from '../threat-match/plan-threat-match.js';
import { alertList } from './alert-list.js';
import { comparePlaces, type EventPlacer, type PlacedEvent, type QueryRun } from './query-run.js';

/**
 * Runs a threat_match rule: one alert for each event that matches the query and an indicator, with all indicators that
 * it matches, in order of time (spec/KQL-ESQL-RULE-TYPES.md section 4, threat_match).
 */
export function runThreatMatch<Origin>(
  filter: PlannedFilter,
  planned: PlannedThreatMatch,
  place: EventPlacer<Origin>,
): QueryRun<Origin> {
  const match = threatMatcher(planned);
  const matches: (PlacedEvent<Origin> & { readonly enrichments: readonly Enrichment[] })[] = [];
  return {
    read(event, origin, holds = filter.matches) {
      if (!holds(event)) return;
      const enrichments = match(event);
      if (enrichments.length > 0) matches.push({ ...place(event, origin), enrichments });
    },
    finish() {
      matches.sort(comparePlaces);
      return alertList(matches.length, (index) => {
        const { origin, enrichments } = matches[index]!;
        return { events: [origin], enrichments };
      });
    },
    disordered: () => false,
  };
}
