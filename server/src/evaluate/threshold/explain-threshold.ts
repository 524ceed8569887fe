import { incompleteEvents, mostEntries, type RaisedExplanation, showKeys } from '../explain/raised.js';
import { printKeys } from '../plan/keys.js';
import type { PlannedFilter } from '../plan/planned-filter.js';
import type { EventObject } from '../values/access.js';
import { createGrouping, reaches } from './groups.js';
import type { PlannedThreshold } from './plan-threshold.js';

/** The result of one group of a threshold rule. */
interface GroupExplanation {
  readonly keys: readonly unknown[];
  /** The indexes of the events, in reading order. */
  readonly events: readonly number[];
  /** The number of different values of the cardinality field. Undefined without one. */
  readonly distinct: number | undefined;
  readonly holds: boolean;
}

/** The result of a threshold rule, as shown in the JSON report. */
interface ThresholdExplanation {
  readonly keyFields: readonly string[];
  readonly least: number;
  readonly cardinality: { readonly field: string; readonly least: number } | undefined;
  /** The groups that raise an alert first, then the nearest ones. */
  readonly groups: readonly GroupExplanation[];
  /** The number of matching events in which a group field is missing. */
  readonly ungrouped: number;
}

/** Explains a threshold rule: the groups that raise an alert first, then the nearest ones. */
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

/** Describes the result of a group: `4 of 5 events for host.id="a"`. */
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
