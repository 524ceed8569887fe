import { accessField, type EventObject } from '../../evaluate/values/access.js';
import { loadEcsCatalogue } from '../../fields/ecs.js';
import { printString } from '../../query/eql/print.js';
import { quoteKql } from '../../query/kql/print.js';

/** Fields for the kind of event. */
const kindOfEvent = [
  'host.os.type',
  'event.type',
  'event.dataset',
  'event.provider',
  'event.action',
  'event.outcome',
];

/** Fields for what happened, by category; `other` is for all other events. */
const whatHappened: Readonly<Record<string, readonly string[]>> = {
  process: ['process.name', 'process.parent.name'],
  file: ['process.name', 'file.name'],
  registry: ['process.name', 'registry.path'],
  network: ['process.name', 'dns.question.name', 'destination.port'],
  library: ['process.name', 'dll.name'],
  driver: ['dll.name'],
  other: [],
};

/** A distinctive value of an event that a query can test. */
interface Telling {
  readonly field: string;
  readonly value: string | number | boolean;
}

/** Returns the category with which an EQL query for the event starts. */
export function categoryOf(event: EventObject): string {
  const [category] = textsAt(event, 'event.category');
  return category !== undefined && /^[A-Za-z_][A-Za-z0-9_]*$/.test(category) ? category : 'any';
}

/** Returns an EQL query that matches the event by its kind and what happened. */
export function eqlFromEvent(event: EventObject): string {
  const clauses = tellingValues(event).map(({ field, value }) => {
    if (typeof value !== 'string') return `${field} == ${value}`;
    // The letter case of program and file names differs between hosts.
    return `${field} ${isName(field) ? ':' : '=='} ${printString(value)}`;
  });
  return `${categoryOf(event)} where ${clauses.length === 0 ? 'true' : clauses.join(' and\n  ')}`;
}

/** Returns the same as KQL. */
export function kqlFromEvent(event: EventObject): string {
  const category = categoryOf(event);
  const clauses = tellingValues(event).map(
    ({ field, value }) => `${field}: ${typeof value === 'string' ? quoteKql(value) : value}`,
  );
  const all = category === 'any' ? clauses : [`event.category: ${quoteKql(category)}`, ...clauses];
  return all.length === 0 ? '*:*' : all.join(' and\n  ');
}

/** Returns the index pattern of the event's data set. */
export function indexOf(event: EventObject): string {
  const [dataset] = [...textsAt(event, 'data_stream.dataset'), ...textsAt(event, 'event.dataset')];
  return dataset === undefined ? 'logs-*' : `logs-${dataset}-*`;
}

function tellingValues(event: EventObject): Telling[] {
  const isEndpoint =
    textsAt(event, 'process.entity_id').length > 0 || textsAt(event, 'host.os.type').length > 0;
  const kind = kindOfEvent.filter(
    (field) => !isEndpoint || (field !== 'event.dataset' && field !== 'event.provider'),
  );
  return [...kind, ...(whatHappened[categoryOf(event)] ?? whatHappened.other!)].flatMap(
    (field): Telling[] => {
      const [value] = accessField(field).all(event);
      return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
        ? [{ field, value }]
        : [];
    },
  );
}

function isName(field: string): boolean {
  return /(?:^|\.)(?:name|path)$/.test(field) && loadEcsCatalogue().get(field)?.mapping.type !== 'long';
}

function textsAt(event: EventObject, field: string): string[] {
  return accessField(field)
    .all(event)
    .filter((value) => typeof value === 'string');
}
