import { explainNewTerms } from '../new-terms/explain-new-terms.js';
import type { PreparedRule } from '../prepare/prepare-query.js';
import { explainThreatMatch } from '../threat-match/explain-threat-match.js';
import { explainThreshold } from '../threshold/explain-threshold.js';
import type { EventObject } from '../values/access.js';
import { explainTable } from './explain-table.js';
import type { RaisedExplanation } from './raised.js';

/**
 * Explains the result of a rule with conditions beyond its query, such as a threshold. Returns undefined for
 * any other rule. The explanation has no entries if no event matches the query.
 */
export function explainRaised(
  { planned, queryText }: PreparedRule,
  events: readonly EventObject[],
): RaisedExplanation | undefined {
  switch (planned.kind) {
    case 'threshold':
      return explainThreshold(planned.filter, planned.threshold, events);
    case 'new-terms':
      return explainNewTerms(planned.filter, planned.newTerms, events);
    case 'threat-match':
      return explainThreatMatch(planned.filter, planned.threatMatch, events);
    case 'table':
      return explainTable(planned, events.filter(planned.filter.matches), queryText);
    default:
      return undefined;
  }
}
