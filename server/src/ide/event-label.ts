import { accessField, type EventObject } from '../evaluate/values/access.js';

/** Fields that distinguish events; of each group, the first existing one is shown. */
const telling = [
  ['event.action', 'event.type', 'event.code'],
  ['event.category'],
  ['process.name', 'process.executable', 'dll.name', 'registry.path', 'file.path', 'dns.question.name'],
  ['user.name', 'user.id', 'source.ip', 'destination.ip'],
].map(accessAll);
const host = accessAll(['host.name', 'host.hostname', 'host.id']);
const longest = 40;

function accessAll(names: readonly string[]): ReturnType<typeof accessField>[] {
  return names.map((name) => accessField(name));
}

/**
 * Describes an event's action in one line and without its actor: `exec process kubectl`; `event` if there is
 * none.
 */
export function describeAction(event: EventObject): string {
  const words = telling.slice(0, 3).flatMap((fields) => firstOf(fields, event));
  return words.length === 0 ? 'event' : words.join(' ');
}

/**
 * Describes an event in one line by a few distinctive values, `exec process kubectl (host web-1)`; `event` if
 * it has none.
 */
export function describeEvent(event: EventObject): string {
  const first = (fields: readonly ReturnType<typeof accessField>[]): string[] => firstOf(fields, event);
  const words = telling.flatMap(first);
  const [where] = first(host);
  if (where !== undefined) words.push(`(host ${where})`);
  return words.length === 0 ? 'event' : words.join(' ');
}

/** Returns the first value of the first existing field as a list, or an empty list. */
function firstOf(fields: readonly ReturnType<typeof accessField>[], event: EventObject): string[] {
  for (const field of fields) {
    const [value] = field.all(event);
    if (value === undefined || value === null || typeof value === 'object') continue;
    const text = String(value).replace(/\s+/g, ' ');
    return [text.length > longest ? `${text.slice(0, longest - 1)}…` : text];
  }
  return [];
}
