/** The value of a join key; null is the missing value of an optional key. */
export type KeyValue = string | number | null;
export type Keys = readonly KeyValue[];

/** An event reduced to what the rules of sequences and samples mention. */
export interface NaiveEvent {
  /** Position in the input. */
  readonly index: number;
  /** Milliseconds since 2026; undefined if the document has no time. */
  readonly time: number | undefined;
  readonly tiebreaker: number | undefined;
  /** The value that conditions test. */
  readonly kind: string;
  /** Values by field as in the document; missing fields are not listed. */
  readonly fields: Readonly<Record<string, unknown>>;
}

/** An event with its time, or that of another event if it has none. */
export interface TimedEvent extends NaiveEvent {
  readonly time: number;
}

export interface NaiveKeyField {
  readonly name: string;
  readonly optional: boolean;
}

/**
 * A term of a query: the kinds of event it matches and all its key fields, those of the whole query first.
 */
export interface NaiveTerm {
  readonly kinds: readonly string[];
  readonly keys: readonly NaiveKeyField[];
}

/** Section 8: by time, then tiebreaker with missing ones last, then position. Never zero for two events. */
export function compareEvents(a: TimedEvent, b: TimedEvent): number {
  if (a.time !== b.time) return a.time - b.time;
  if (a.tiebreaker !== b.tiebreaker) {
    if (a.tiebreaker === undefined) return 1;
    if (b.tiebreaker === undefined) return -1;
    return a.tiebreaker - b.tiebreaker;
  }
  return a.index - b.index;
}

/** The time of 1970, earlier than all others: that of events without a time after no other event. */
const beforeAll = -Date.UTC(2026, 0, 1);

/**
 * Returns the events in order. One without a time has the time of the previous event in the input that
 * matches a term (docs/decisions/events-without-time.md).
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

/** Section 9a: returns the key tuples of an event for a term; none if it is dropped. */
export function keysOf(term: NaiveTerm, event: NaiveEvent): Keys[] {
  let tuples: KeyValue[][] = [[]];
  for (const { name, optional } of term.keys) {
    const values = valuesOf(event.fields[name]);
    const choices: KeyValue[] = values.length === 0 && optional ? [null] : values;
    tuples = tuples.flatMap((tuple) => choices.map((choice) => [...tuple, choice]));
  }
  return tuples;
}

/** Returns the distinct values without nulls. */
function valuesOf(raw: unknown): KeyValue[] {
  const list = (Array.isArray(raw) ? raw : [raw]).filter((value) => value !== null && value !== undefined);
  return [...new Set(list as KeyValue[])];
}

export function sameKeys(a: Keys, b: Keys): boolean {
  return a.every((value, place) => value === b[place]);
}

/** Orders key tuples by the first value, then the second; null first. */
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

/** Returns the events that a term matches under a key, in order. */
export function hitsOf<Event extends NaiveEvent>(
  term: NaiveTerm,
  key: Keys,
  events: readonly Event[],
): Event[] {
  return events.filter(
    (event) => term.kinds.includes(event.kind) && keysOf(term, event).some((keys) => sameKeys(keys, key)),
  );
}

/** Returns all distinct key tuples of the terms in the events. */
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
