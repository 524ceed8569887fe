import { printKeys } from '../keys.js';
import type { PreparedRule } from '../prepare-query.js';
import type { EventObject } from '../values/access.js';
import { createGrouping, reaches } from './groups.js';

/** What one group of a threshold rule came to. */
export interface GroupExplanation {
  readonly keys: readonly unknown[];
  /** By index, in the order in which they were read. */
  readonly events: readonly number[];
  /** Different values of the cardinality's field; undefined without one. */
  readonly distinct: number | undefined;
  readonly holds: boolean;
}

/** What a threshold rule made of events. */
export interface ThresholdExplanation {
  readonly keyFields: readonly string[];
  readonly least: number;
  readonly cardinality: { readonly field: string; readonly least: number } | undefined;
  /** Those that raise an alert first, then those that came nearest. */
  readonly groups: readonly GroupExplanation[];
  /** How many events match the query but lack a field that they are grouped by. */
  readonly ungrouped: number;
}

/** Groups beyond these are not explained. */
const mostGroups = 50;

/** Explains what a threshold rule made of events; undefined for any other rule. */
export function explainThreshold(
  { planned }: PreparedRule,
  events: readonly EventObject[],
): ThresholdExplanation | undefined {
  if (planned.kind !== 'event' || !planned.threshold) return undefined;
  const { threshold, filter } = planned;
  const { keys, least, cardinality } = threshold;
  const grouping = createGrouping<number>(threshold);
  let ungrouped = 0;
  events.forEach((event, index) => {
    if (filter.matches(event) && !grouping.add(event, index)) ungrouped++;
  });
  const groups = grouping.groups().map(
    (group): GroupExplanation => ({
      keys: printKeys(group.keys, keys, 'text'),
      events: group.events,
      distinct: group.distinct,
      holds: reaches(group, threshold),
    }),
  );
  const share = ({ events, distinct = 0 }: GroupExplanation): number =>
    Math.min(1, events.length / least) + (cardinality ? Math.min(1, distinct / cardinality.least) : 0);
  groups.sort((a, b) => Number(b.holds) - Number(a.holds) || share(b) - share(a));
  return {
    keyFields: keys.map((key) => key.field.name),
    least,
    cardinality: cardinality && { field: cardinality.field.name, least: cardinality.least },
    groups: groups.slice(0, mostGroups),
    ungrouped,
  };
}

/** What a group came to, in words: `4 of 5 events for host.id="a"`. */
export function describeGroup(
  { keys, events, distinct }: GroupExplanation,
  { keyFields, least, cardinality }: ThresholdExplanation,
): string {
  const shared = keyFields.map((field, index) => `${field}=${JSON.stringify(keys[index])}`).join(', ');
  const place = shared === '' ? '' : ` for ${shared}`;
  const few = events.length < least;
  const count = few ? `${events.length} of ${least}` : `${events.length}`;
  const counted = `${count} ${!few && events.length === 1 ? 'event' : 'events'}${place}`;
  const needs = few ? `; needs ${least}` : '';
  if (!cardinality) return counted + needs;
  const lacks = distinct! < cardinality.least;
  const values = lacks
    ? `only ${distinct} of ${cardinality.least} values of ${cardinality.field}`
    : `${distinct} ${distinct === 1 ? 'value' : 'values'} of ${cardinality.field}`;
  return `${counted}${needs}, with ${values}`;
}

/** The groups as lines of text, each with a mark. */
export function thresholdLines(explanation: ThresholdExplanation): string[] {
  const lines = explanation.groups.map(
    (group) => `${group.holds ? '✓' : '✗'} ${describeGroup(group, explanation)}`,
  );
  if (explanation.groups.length === 0) lines.push('✗ no event that could be counted');
  if (explanation.ungrouped > 0)
    lines.push(
      `  ${explanation.ungrouped} ${explanation.ungrouped === 1 ? 'event matches' : 'events match'} the query without ${explanation.keyFields.join(' and ')}`,
    );
  return lines;
}
