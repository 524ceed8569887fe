import { explainNewTerms } from '../new-terms/explain-new-terms.js';
import type { PreparedRule } from '../prepare/prepare-query.js';
import { explainThreatMatch } from '../threat-match/explain-threat-match.js';
import { explainThreshold } from '../threshold/explain-threshold.js';
import type { EventObject } from '../values/access.js';
import type { RaisedExplanation } from './raised.js';

/**
 * Explains what a rule that asks more of events than its query made of them; undefined for any other rule. It has no
 * entry when no event matches the query.
 */
export function explainRaised(
  { planned }: PreparedRule,
  events: readonly EventObject[],
): RaisedExplanation | undefined {
  if (planned.kind !== 'event') return undefined;
  const { filter, threshold, newTerms, threatMatch } = planned;
  if (threshold) return explainThreshold(filter, threshold, events);
  if (newTerms) return explainNewTerms(filter, newTerms, events);
  return threatMatch && explainThreatMatch(filter, threatMatch, events);
}
