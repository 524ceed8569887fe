import { accessField, type EventObject } from '../../evaluate/values/access.js';
import { isObject } from '../../text/plain-objects.js';
import type { StackDocument } from '../search/documents.js';

/** A Kibana alert, and the source events that it was raised for. */
export interface PreviewAlert {
  readonly alert: StackDocument;
  readonly events: readonly Pick<StackDocument, 'index' | 'id'>[];
}

const kind = accessField('kibana.alert.building_block_type');
const group = accessField('kibana.alert.group.id');
const groupIndex = accessField('kibana.alert.group.index');

/**
 * Returns a preview's alerts as the rule raises them: the building blocks of a sequence are combined in step
 * order, and the shell is skipped.
 */
export function previewAlertsOf(documents: readonly StackDocument[]): PreviewAlert[] {
  const alerts: PreviewAlert[] = [];
  const groups = new Map<unknown, { readonly alert: StackDocument; readonly place: number }[]>();
  for (const alert of documents) {
    const [id] = group.all(alert.source);
    if (id === undefined) {
      alerts.push({ alert, events: sourcesOf(alert.source) });
      continue;
    }
    // The shell also has the group's id.
    if (kind.all(alert.source).length === 0) continue;
    const members = groups.get(id) ?? [];
    members.push({ alert, place: Number(groupIndex.all(alert.source)[0] ?? 0) });
    groups.set(id, members);
  }
  for (const members of groups.values()) {
    members.sort((a, b) => a.place - b.place);
    alerts.push({
      alert: members[0]!.alert,
      events: members.flatMap(({ alert }) => sourcesOf(alert.source)),
    });
  }
  return alerts;
}

/** Returns the ancestors that are events and not themselves alerts. */
function sourcesOf(source: EventObject): Pick<StackDocument, 'index' | 'id'>[] {
  const ancestors = objectsAt(source, 'kibana.alert.ancestors');
  return ancestors.flatMap((ancestor) => {
    const { id, index, depth } = Object(ancestor) as Record<string, unknown>;
    return typeof id === 'string' && typeof index === 'string' && depth === 0 ? [{ id, index }] : [];
  });
}

/** Returns the objects at a path, with nested keys, dotted keys, or a mixture. */
function objectsAt(value: unknown, path: string): unknown[] {
  if (path === '') return [value].flat();
  if (!isObject(value)) return [];
  return Object.keys(value)
    .filter((key) => path === key || path.startsWith(`${key}.`))
    .flatMap((key) => objectsAt(value[key], path.slice(key.length + 1)));
}
