import { accessField, type EventObject } from '../evaluate/values/access.js';

/** Fields that tell events apart; of each group the first that is present is shown. */
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

/** What happened in an event, in one line and without who did it: `exec process kubectl`; `event` when it says nothing. */
export function describeAction(event: EventObject): string {
  const words = telling.slice(0, 3).flatMap((fields) => firstOf(fields, event));
  return words.length === 0 ? 'event' : words.join(' ');
}

/** A few telling values of an event in one line, `exec process kubectl (host web-1)`; `event` when it has none. */
export function describeEvent(event: EventObject): string {
  const first = (fields: readonly ReturnType<typeof accessField>[]): string[] => firstOf(fields, event);
  const words = telling.flatMap(first);
  const [where] = first(host);
  if (where !== undefined) words.push(`(host ${where})`);
  return words.length === 0 ? 'event' : words.join(' ');
}

/** The first value that one of the fields has, as a list; empty for none. */
function firstOf(fields: readonly ReturnType<typeof accessField>[], event: EventObject): string[] {
  for (const field of fields) {
    const [value] = field.all(event);
    if (value === undefined || value === null || typeof value === 'object') continue;
    const text = String(value).replace(/\s+/g, ' ');
    return [text.length > longest ? `${text.slice(0, longest - 1)}…` : text];
  }
  return [];
}
