/** A join key value; null is "no value" of an optional key. */
export type KeyValue = string | number | null;
export type Keys = readonly KeyValue[];

/** An event reduced to what the rules of sequences and samples speak of. */
export interface NaiveEvent {
  /** Position in the input. */
  readonly index: number;
  /** Milliseconds since 2026, undefined when the document has none. */
  readonly time: number | undefined;
  readonly tiebreaker: number | undefined;
  /** What conditions test. */
  readonly kind: string;
  /** Values by field, as they stand in the document; a field that is missing is not listed. */
  readonly fields: Readonly<Record<string, unknown>>;
}

/** An event with its place in time, that of another event when it has no own. */
export interface TimedEvent extends NaiveEvent {
  readonly time: number;
}

export interface NaiveKeyField {
  readonly name: string;
  readonly optional: boolean;
}

/** One term of a query: the kinds of event it matches and all its key fields, those of the whole query first. */
export interface NaiveTerm {
  readonly kinds: readonly string[];
  readonly keys: readonly NaiveKeyField[];
}

/** Section 8: by time, then tiebreaker with absent ones last, then position. Never zero for two events. */
export function compareEvents(a: TimedEvent, b: TimedEvent): number {
  if (a.time !== b.time) return a.time - b.time;
  if (a.tiebreaker !== b.tiebreaker) {
    if (a.tiebreaker === undefined) return 1;
    if (b.tiebreaker === undefined) return -1;
    return a.tiebreaker - b.tiebreaker;
  }
  return a.index - b.index;
}

/** The time of 1970, before all others: that of events with no time and no event in front of them. */
const beforeAll = -Date.UTC(2026, 0, 1);

/**
 * The events in order. One without a time has that of the event before it in the input, among those that match a term
 * (docs/decisions/events-without-time.md).
 */
export function orderEvents(terms: readonly NaiveTerm[], events: readonly NaiveEvent[]): TimedEvent[] {
  let latest = beforeAll;
  return events
    .filter((event) =>
      terms.some((term) => term.kinds.includes(event.kind) && keysOf(term, event).length > 0),
    )
    .map((event) => {
      latest = event.time ?? latest;
      return { ...event, time: latest };
    })
    .sort(compareEvents);
}

/** Section 9a: the key tuples that an event has for a term; none when it is dropped. */
export function keysOf(term: NaiveTerm, event: NaiveEvent): Keys[] {
  let tuples: KeyValue[][] = [[]];
  for (const { name, optional } of term.keys) {
    const values = valuesOf(event.fields[name]);
    const choices: KeyValue[] = values.length === 0 && optional ? [null] : values;
    tuples = tuples.flatMap((tuple) => choices.map((choice) => [...tuple, choice]));
  }
  return tuples;
}

/** The distinct values; nulls are no values. */
function valuesOf(raw: unknown): KeyValue[] {
  const list = (Array.isArray(raw) ? raw : [raw]).filter((value) => value !== null && value !== undefined);
  return [...new Set(list as KeyValue[])];
}

export function sameKeys(a: Keys, b: Keys): boolean {
  return a.every((value, place) => value === b[place]);
}

/** Order of key tuples: by the first value, then the second; null first. */
export function compareKeys(a: Keys, b: Keys): number {
  for (let place = 0; place < a.length; place++) {
    const left = a[place] ?? null;
    const right = b[place] ?? null;
    if (left === right) continue;
    if (left === null) return -1;
    if (right === null) return 1;
    return left < right ? -1 : 1;
  }
  return 0;
}

/** The events that a term matches under a key, in the order of the events. */
export function hitsOf<Event extends NaiveEvent>(
  term: NaiveTerm,
  key: Keys,
  events: readonly Event[],
): Event[] {
  return events.filter(
    (event) => term.kinds.includes(event.kind) && keysOf(term, event).some((keys) => sameKeys(keys, key)),
  );
}

/** All key tuples that some term finds in some event, each once. */
export function allKeys(terms: readonly NaiveTerm[], events: readonly NaiveEvent[]): Keys[] {
  const found: Keys[] = [];
  for (const term of terms) {
    for (const event of events) {
      if (!term.kinds.includes(event.kind)) continue;
      for (const keys of keysOf(term, event))
        if (!found.some((known) => sameKeys(known, keys))) found.push(keys);
    }
  }
  return found;
}
