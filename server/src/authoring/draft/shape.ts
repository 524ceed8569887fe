import { greatest, least } from '../../text/extremes.js';
import type { Values } from '../evidence/common-clauses.js';
import { joinFields, parentKey } from './telling-fields.js';

/** The shape of a draft, with what only that type needs. */
export type Shape =
  | { readonly kind: 'single' }
  | { readonly kind: 'sequence'; readonly keys: readonly string[]; readonly milliseconds: number }
  | {
      readonly kind: 'threshold';
      readonly groupBy: string;
      readonly count: number;
      readonly distinct: { readonly field: string; readonly count: number } | undefined;
    };

/** A sequence with more steps would describe this attack and no similar one. */
const mostSteps = 5;

/** Common thresholds of rules. Fewer events of one kind are not worth counting. */
const usualCounts: readonly number[] = [5, 10, 20, 50, 100];
const fewestCounted = usualCounts[0]!;

/** Fields to group events of one kind by, and to count in a group. */
const groupFields: readonly string[] = [
  'source.ip',
  'user.name',
  'user.id',
  'host.id',
  'host.name',
  'client.ip',
];
const countedFields: readonly string[] = [
  'user.name',
  'user.email',
  'destination.ip',
  'destination.port',
  'source.ip',
  'dns.question.name',
  'file.path',
];

/**
 * Returns the shape of an attack's events: steps that share a key, many of one kind that share one, or single
 * events. `times` are the events' times in milliseconds; undefined if one has none.
 */
export function shapeOf(events: readonly Values[], times: readonly number[] | undefined): Shape {
  return sequenceShape(events, times) ?? thresholdShape(events) ?? { kind: 'single' };
}

/** Returns the events as a sequence, in order, or undefined if they are of one kind or share no key. */
export function sequenceShape(
  events: readonly Values[],
  times: readonly number[] | undefined,
): Shape | undefined {
  const kinds = events.map(kindOf);
  if (!times || events.length < 2 || events.length > mostSteps) return undefined;
  if (kinds.some((kind, index) => index > 0 && kind === kinds[index - 1])) return undefined;
  const keys = keysOf(events);
  if (!keys) return undefined;
  const milliseconds = greatest(times) - least(times);
  return { kind: 'sequence', keys, milliseconds };
}

function keysOf(events: readonly Values[]): readonly string[] | undefined {
  const chained = events.every((event, index) => {
    if (index === 0) return event.has(parentKey.earlier);
    const [own] = event.get(parentKey.later) ?? [];
    return own !== undefined && own === events[0]!.get(parentKey.earlier)?.[0];
  });
  if (chained) return events.map((_, index) => (index === 0 ? parentKey.earlier : parentKey.later));
  const shared = joinFields.find((field) => isShared(field, events));
  return shared === undefined ? undefined : events.map(() => shared);
}

/**
 * Returns the threshold that the events exceed, grouped by what they share, or undefined if they share
 * nothing or are too few.
 */
export function thresholdShape(events: readonly Values[]): Shape | undefined {
  if (events.length < fewestCounted || new Set(events.map(kindOf)).size > 1) return undefined;
  const groupBy = groupFields.find((field) => isShared(field, events));
  if (groupBy === undefined) return undefined;
  const count = usualCounts.findLast((usual) => usual <= events.length)!;
  const counted = events.slice(0, count);
  const counts = countedFields
    .filter((field) => field !== groupBy)
    .map((field) => ({ field, count: new Set(counted.flatMap((event) => event.get(field) ?? [])).size }));
  const [most] = counts.filter(({ count }) => count >= 3).sort((a, b) => b.count - a.count);
  return { kind: 'threshold', groupBy, count, distinct: most };
}

function isShared(field: string, events: readonly Values[]): boolean {
  const values = events.map((event) => event.get(field));
  const [first] = values[0] ?? [];
  return first !== undefined && values.every((own) => own?.length === 1 && own[0] === first);
}

function kindOf(event: Values): string {
  const names = ['event.category', 'event.action', 'event.dataset', 'process.name', 'event.outcome'];
  return JSON.stringify(names.map((name) => event.get(name) ?? null));
}

const spans = ['10s', '30s', '1m', '2m', '5m', '10m', '15m', '30m', '1h', '2h', '6h', '12h', '1d'] as const;
const units = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/**
 * Returns the maxspan of a sequence: the first common one that is at least twice as long as its events took.
 */
export function maxspanFor(milliseconds: number): string {
  const long = (span: string): number => Number.parseInt(span, 10) * units[span.at(-1) as keyof typeof units];
  return (
    spans.find((span) => long(span) >= 2 * milliseconds) ?? `${Math.ceil((2 * milliseconds) / units.d)}d`
  );
}
