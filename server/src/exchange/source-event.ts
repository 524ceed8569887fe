import type { Analysis } from '../analysis/analysis.js';
import { queryIndices } from '../analysis/parsed-query.js';
import { accessField, type EventObject } from '../evaluate/values/access.js';
import { isObject, setKey } from '../text/plain-objects.js';

/** Fields that the detection engine adds to a source event, including all below them. */
const addedFields: readonly string[] = [
  'kibana.alert',
  'kibana.space_ids',
  'kibana.version',
  'signal',
  '_id',
  '_index',
];

/** Fields that every alert has and no other event: older versions used other names. */
const alertFields = ['kibana.alert.rule.uuid', 'signal.rule.id'].map((path) => accessField(path));

/** Fields that the engine overwrites, with the fields that contain their original values. */
const overwritten: Readonly<Record<string, readonly string[]>> = {
  '@timestamp': ['kibana.alert.original_time', 'signal.original_time'],
  'event.kind': ['kibana.alert.original_event.kind', 'signal.original_event.kind'],
};

/** Index patterns of alerts. */
const alertIndex = /(?:^|:)\.(?:(?:internal\.|preview\.)*alerts-|siem-signals-)/;

/** Returns whether a rule reads alerts, which are then its source events. */
export function readsAlerts(analysis: Analysis): boolean {
  return [...analysis.rule.index, ...queryIndices(analysis)].some((pattern) => alertIndex.test(pattern));
}

/**
 * Returns the event that an alert was raised for, as far as the alert contains it: without what the detection
 * engine added, and with its own time and kind. Any other event is unchanged.
 */
export function sourceEvent(event: EventObject): EventObject {
  if (!alertFields.some((field) => field.some(event, () => true))) return event;
  const before = new Map(
    Object.entries(overwritten).map(([path, kept]): [string, unknown] => [
      path,
      kept.flatMap((one) => accessField(one).all(event))[0],
    ]),
  );
  return withoutAdded(event, '', before);
}

function withoutAdded(
  object: EventObject,
  prefix: string,
  before: ReadonlyMap<string, unknown>,
): Record<string, unknown> {
  const kept: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(object)) {
    const path = `${prefix}${key}`;
    if (addedFields.some((added) => path === added || path.startsWith(`${added}.`))) continue;
    if (before.has(path)) {
      if (before.get(path) !== undefined) setKey(kept, key, before.get(path));
      continue;
    }
    const inner = isObject(value) && isParent(path) ? withoutAdded(value, `${path}.`, before) : value;
    const isEmptied = inner !== value && isObject(inner) && Object.keys(inner).length === 0;
    if (!isEmptied) setKey(kept, key, inner);
  }
  return kept;
}

/** Returns whether fields below a path are added or overwritten. */
function isParent(path: string): boolean {
  return [...addedFields, ...Object.keys(overwritten)].some((one) => one.startsWith(`${path}.`));
}
