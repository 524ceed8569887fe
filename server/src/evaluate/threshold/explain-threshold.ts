import { incompleteEvents, mostEntries, type RaisedExplanation, showKeys } from '../explain/raised.js';
import { printKeys } from '../plan/keys.js';
import type { PlannedFilter } from '../plan/planned-filter.js';
import type { EventObject } from '../values/access.js';
import { createGrouping, reaches } from './groups.js';
import type { PlannedThreshold } from './plan-threshold.js';

/** What one group of a threshold rule came to. */
interface GroupExplanation {
  readonly keys: readonly unknown[];
  /** By index, in the order in which they were read. */
  readonly events: readonly number[];
  /** Different values of the cardinality's field; undefined without one. */
  readonly distinct: number | undefined;
  readonly holds: boolean;
}

/** What a threshold rule made of events, as the JSON report has it. */
interface ThresholdExplanation {
  readonly keyFields: readonly string[];
  readonly least: number;
  readonly cardinality: { readonly field: string; readonly least: number } | undefined;
  /** Those that raise an alert first, then those that came nearest. */
  readonly groups: readonly GroupExplanation[];
  /** How many events match the query but lack a field that they are grouped by. */
  readonly ungrouped: number;
}

/** Explains what a threshold rule made of events: those groups that raise an alert first, then those that came nearest. */
export function explainThreshold(
  filter: PlannedFilter,
  threshold: PlannedThreshold,
  events: readonly EventObject[],
): RaisedExplanation {
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
  const share = ({ events: members, distinct = 0 }: GroupExplanation): number =>
    Math.min(1, members.length / least) + (cardinality ? Math.min(1, distinct / cardinality.least) : 0);
  groups.sort((a, b) => Number(b.holds) - Number(a.holds) || share(b) - share(a));
  const details: ThresholdExplanation = {
    keyFields: keys.map((key) => key.field.name),
    least,
    cardinality: cardinality && { field: cardinality.field.name, least: cardinality.least },
    groups: groups.slice(0, mostEntries),
    ungrouped,
  };
  return {
    key: 'threshold',
    entries: details.groups.map((group) => ({ text: describeGroup(group, details), holds: group.holds })),
    notes: ungrouped > 0 ? [incompleteEvents(ungrouped, details.keyFields)] : [],
    details,
  };
}

/** What a group came to, in words: `4 of 5 events for host.id="a"`. */
function describeGroup(
  { keys, events, distinct }: GroupExplanation,
  { keyFields, least, cardinality }: ThresholdExplanation,
): string {
  const shared = showKeys(keyFields, keys);
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
