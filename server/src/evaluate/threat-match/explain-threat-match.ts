import { printDate } from '../../fields/dates.js';
import { type ExplainedQuery, explainPlan } from '../explain/explain.js';
import { clauseText } from '../explain/explain-text.js';
import { decidingClauses } from '../explain/nearest.js';
import { mostEntries, type RaisedExplanation } from '../explain/raised.js';
import type { PlannedFilter } from '../plan/planned-filter.js';
import type { EventObject } from '../values/access.js';
import { type ComparedValue, indicatorValues, textOf, valueNode } from './compare.js';
import { entryHolds, mappingFor, threatMatcher } from './matcher.js';
import type { PlannedThreatMatch, ThreatEntry, ThreatGroup } from './plan-threat-match.js';

/** The result of the indicators on one event. */
interface EventVerdict {
  readonly event: number;
  readonly holds: boolean;
  /** How many comparisons of the nearest indicator hold. */
  readonly near: number;
  readonly text: string;
}

/** Indicators beyond this limit are not compared one by one. */
const mostIndicators = 2_000;

/**
 * Explains a threat_match rule for the events that match its query: the indicator that each of them matches,
 * or nearly matches.
 */
export function explainThreatMatch(
  filter: PlannedFilter,
  written: PlannedThreatMatch,
  events: readonly EventObject[],
): RaisedExplanation {
  const matching = events.filter((event) => filter.matches(event)).length;
  const planned = mappingFor(matching, written);
  const match = threatMatcher(planned);
  const verdicts: EventVerdict[] = [];
  events.forEach((event, index) => {
    if (!filter.matches(event) || verdicts.length >= mostEntries) return;
    const enrichments = match(event);
    if (enrichments.length === 0) {
      verdicts.push({ event: index, holds: false, ...nearestOf(event, index, planned) });
      return;
    }
    const matched = enrichments
      .map((one) => `indicator ${one.indicator} has its ${one.matched.field} ${show(one.matched.atomic)}`)
      .join(', ');
    verdicts.push({ event: index, holds: true, near: 0, text: `event ${index}: ${matched}` });
  });
  verdicts.sort((a, b) => Number(b.holds) - Number(a.holds) || b.near - a.near);
  return {
    key: 'threatMatch',
    entries: verdicts.map(({ text, holds }) => ({ text, holds })),
    notes: [],
    details: {
      indicators: planned.indicators.length,
      events: verdicts.map(({ event, holds, text }) => ({ event, holds, verdict: text })),
    },
  };
}

interface Near {
  readonly near: number;
  readonly text: string;
}

/** Returns the indicator that comes nearest to an event, and why it does not match. */
function nearestOf(event: EventObject, index: number, planned: PlannedThreatMatch): Near {
  const { indicators, groups } = planned;
  const compared = groups.filter((group) => group.some((entry) => !entry.negated && hasValue(entry, event)));
  let best: Near | undefined;
  for (const [number, indicator] of indicators.slice(0, mostIndicators).entries())
    for (const group of compared) {
      const near = compare(event, indicator, number, group, planned);
      if (near && (!best || near.near > best.near)) best = near;
    }
  if (best) return { ...best, text: `event ${index}: ${best.text}` };
  const names = [...new Set(groups.flat().map((entry) => entry.field.name))];
  if (indicators.length === 0) return { near: 0, text: `event ${index}: there are no indicators` };
  if (compared.length === 0)
    return { near: 0, text: `event ${index} has no ${names.join(' and no ')} to compare` };
  const values = [...new Set(compared.flat())]
    .filter((entry) => hasValue(entry, event))
    .map(({ field }) => `${field.name} ${field.access.all(event).map(show).join(', ')}`);
  return { near: 0, text: `event ${index}: no indicator has its ${[...new Set(values)].join(' or ')}` };
}

/** Returns how near an indicator comes to matching a group, or undefined if nothing fits. */
function compare(
  event: EventObject,
  indicator: EventObject,
  number: number,
  group: ThreatGroup,
  planned: PlannedThreatMatch,
): Near | undefined {
  const { now } = planned;
  const texts = indicatorValues(group, indicator);
  const whole =
    texts ??
    group.map(({ indicatorField }) => ({ text: String(indicatorField.access.all(indicator)[0] ?? '') }));
  const query: ExplainedQuery = { language: 'kuery', now };
  const held = group.map((entry, place) => entryHolds(entry, whole[place]!, event, now));
  const matching = group.filter((entry, place) => held[place] && !entry.negated);
  const failing = group.findIndex((_, place) => !held[place]);
  if (matching.length === 0) return nearlySame(event, number, group, whole, query);
  const matches = `indicator ${number} matches ${matching.map((entry) => entry.field.name).join(' and ')}`;
  if (failing < 0)
    return {
      near: matching.length + 0.5,
      text: `${matches}, but ${outside(indicator, group, texts, planned)}`,
    };
  const { field, indicatorField, negated } = group[failing]!;
  const values = indicatorField.access.all(indicator);
  const theirs = values.length === 0 ? `has no ${indicatorField.name}` : `has ${values.map(show).join(', ')}`;
  const reason = negated
    ? values.length === 0
      ? `${field.name} is missing in both, which is excluded`
      : `${field.name} is ${show(values[0])} in both, which is excluded`
    : `entry ${failing + 1} differs: ${explainPlan(valueNode(field, textOf(whole[failing])), event, query).reason.message}, the indicator ${theirs}`;
  return { near: matching.length, text: `${matches}, but ${reason}` };
}

/** Returns a single value that differs only in case. */
function nearlySame(
  event: EventObject,
  number: number,
  group: ThreatGroup,
  values: readonly ComparedValue[],
  query: ExplainedQuery,
): Near | undefined {
  for (const [place, { field, negated }] of group.entries()) {
    if (negated) continue;
    const { reason } = explainPlan(valueNode(field, textOf(values[place])), event, query);
    if (reason.code === 'case')
      return { near: 0.5, text: `${reason.message} from that of indicator ${number}` };
  }
  return undefined;
}

/** Returns why an indicator that has the values does not count. */
function outside(
  indicator: EventObject,
  group: ThreatGroup,
  texts: readonly ComparedValue[] | undefined,
  { filter, threatQuery, now }: PlannedThreatMatch,
): string {
  if (!texts) {
    const several = group.find(({ indicatorField }) => indicatorField.access.all(indicator).length > 1);
    return `it has several values of ${several?.indicatorField.name}, so it is not used`;
  }
  const explanation = explainPlan(filter.plan, indicator, { language: 'kuery', now });
  const [clause] = decidingClauses(explanation);
  if (!clause) return 'the threat query does not find it';
  const text = clauseText(threatQuery, clause);
  const moment = /\bnow\b/.test(text) ? `, where now is ${printDate(now)}` : '';
  return `the threat query does not find it: ${clause.reason.message}: ${text}${moment}`;
}

function hasValue({ field }: ThreatEntry, event: EventObject): boolean {
  return field.access.some(event, () => true);
}

function show(value: unknown): string {
  return JSON.stringify(value) ?? 'nothing';
}
