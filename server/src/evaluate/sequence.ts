import { compareTuples, type KeyTuple, tupleId } from './keys.js';

/** What a sequence asks for, with runs expanded to copies of their step. */
export interface SequenceShape {
  /** For each stage in order whether it is a missing event, `![..]`. */
  readonly missing: readonly boolean[];
  /** Milliseconds; undefined without `with maxspan`. */
  readonly maxspan?: number;
}

/** What one event is to a sequence. */
export interface SequenceHits {
  /** For each stage the keys with which the event matches it. */
  readonly stages: readonly (readonly KeyTuple[])[];
  readonly until: readonly KeyTuple[];
}

/** A completed sequence; null stands for a missing event. */
export interface SequenceMatch<Event> {
  readonly keys: KeyTuple;
  readonly events: readonly (Event | null)[];
}

/** Told what becomes of partial matches, for explaining them. Stages are numbered with runs expanded. */
export interface SequenceTrace<Event> {
  /** A partial match reached a stage with this event. */
  reached(keys: KeyTuple, stage: number, event: Event, previous: Event | undefined): void;
  /** An event would have continued the partial match that ends with `waiting`, but came too many milliseconds late. */
  expired(keys: KeyTuple, stage: number, event: Event, waiting: Event, late: number): void;
  /** The until step matched: all partial matches of the key are gone. */
  cut(keys: KeyTuple, event: Event): void;
  /** A completed match was rejected, since an event of this missing stage occurred. */
  rejected(match: SequenceMatch<Event>, stage: number): void;
  completed(match: SequenceMatch<Event>): void;
}

/** Reads events in their total order (spec/EQL.md section 8), once each, and hands out sequences in result order. */
export interface SequenceMatcher<Event> {
  /** `time` is in milliseconds from any point, and never smaller than that of the event before. */
  read(event: Event, time: number, hits: SequenceHits): void;
  /** To be called after the last event. */
  finish(): void;
}

/** A partial match: its latest event and the way back to the first. */
interface Link<Event> {
  readonly event: Event;
  readonly time: number;
  readonly firstTime: number;
  readonly previous: Link<Event> | undefined;
}

/** The machine of one key: for each positive stage the partial match that waits behind it. */
interface Machine<Event> {
  readonly keys: KeyTuple;
  readonly waiting: (Link<Event> | undefined)[];
}

interface Pending<Event> {
  readonly match: SequenceMatch<Event>;
  readonly id: string;
  readonly lastTime: number;
  /** A forbidden event behind the last one, up to this time, rejects the match. */
  readonly deadline: number;
  rejected: boolean;
}

/** Machines whose partial matches have all expired are dropped every so many events, or as many as there are machines. */
const sweepInterval = 50_000;

/**
 * A matcher after spec/EQL.md section 9. An event takes up the latest partial match before it and removes all earlier
 * ones, even when it is then refused, so each machine needs only one partial match per stage: memory grows with the
 * number of keys, and with `maxspan` only with those that are still in time.
 */
export function createSequenceMatcher<Event>(
  shape: SequenceShape,
  onMatch: (match: SequenceMatch<Event>) => void,
  trace?: SequenceTrace<Event>,
): SequenceMatcher<Event> {
  const { missing, maxspan = Number.POSITIVE_INFINITY } = shape;
  const positive = missing.flatMap((isMissing, stage) => (isMissing ? [] : [stage]));
  const first = positive[0]!;
  const last = positive.at(-1)!;
  const leading = missing.flatMap((isMissing, stage) => (isMissing && stage < first ? [stage] : []));
  const trailing = missing.flatMap((isMissing, stage) => (isMissing && stage > last ? [stage] : []));
  const between = missing.flatMap((isMissing, stage) =>
    isMissing && stage > first && stage < last ? [stage] : [],
  );

  const machines = new Map<string, Machine<Event>>();
  /** For each missing stage and key the times of its events, ascending, no older than maxspan. */
  const forbidden = missing.map(() => new Map<string, number[]>());
  let queue: Pending<Event>[] = [];
  /** How many at the start of the queue were handed out. */
  let released = 0;
  /** Those in the queue that an event of a trailing missing stage can still reject. */
  const pendingById = new Map<string, Pending<Event>[]>();
  let untilSweep = sweepInterval;

  function takeUp(
    tuple: KeyTuple,
    position: number,
    event: Event,
    time: number,
    completed: Pending<Event>[],
  ): void {
    const id = tupleId(tuple);
    let machine = machines.get(id);
    if (position === 0) {
      if (!machine) {
        machine = { keys: tuple, waiting: [] };
        machines.set(id, machine);
      }
      advance(machine, id, { event, time, firstTime: time, previous: undefined }, 0, completed);
      return;
    }
    const candidate = machine?.waiting[position - 1];
    if (!machine || !candidate) return;
    machine.waiting[position - 1] = undefined;
    if (time - candidate.firstTime <= maxspan) {
      const link = { event, time, firstTime: candidate.firstTime, previous: candidate };
      advance(machine, id, link, position, completed);
    } else {
      const late = time - candidate.firstTime - maxspan;
      trace?.expired(tuple, positive[position]!, event, candidate.event, late);
    }
    if (machine.waiting.every((link) => link === undefined)) machines.delete(id);
  }

  function advance(
    machine: Machine<Event>,
    id: string,
    link: Link<Event>,
    position: number,
    completed: Pending<Event>[],
  ): void {
    trace?.reached(machine.keys, positive[position]!, link.event, link.previous?.event);
    if (position < positive.length - 1) {
      machine.waiting[position] = link;
      return;
    }
    const pending = complete(machine.keys, id, link);
    if (pending) completed.push(pending);
  }

  function complete(keys: KeyTuple, id: string, end: Link<Event>): Pending<Event> | undefined {
    const links: Link<Event>[] = [];
    for (let link: Link<Event> | undefined = end; link; link = link.previous) links.unshift(link);
    const events: (Event | null)[] =
      positive.length === missing.length
        ? links.map((link) => link.event)
        : missing.map((isMissing, stage) => (isMissing ? null : links[positive.indexOf(stage)]!.event));
    const match = { keys, events };
    const broken = between.find((stage) => occursBetween(stage, id, links));
    if (broken !== undefined) {
      trace?.rejected(match, broken);
      return undefined;
    }
    let latest = Number.NEGATIVE_INFINITY;
    for (const stage of leading)
      latest = Math.max(latest, lastBefore(forbidden[stage]!.get(id), end.firstTime));
    if (trailing.length === 0 && leading.length > 0 && end.time - latest <= maxspan) {
      trace?.rejected(match, leading.at(-1)!);
      return undefined;
    }
    const deadline =
      trailing.length === 0
        ? Number.NEGATIVE_INFINITY
        : (leading.length > 0 ? latest : end.firstTime) + maxspan;
    return { match, id, lastTime: end.time, deadline, rejected: false };
  }

  function occursBetween(stage: number, id: string, links: readonly Link<Event>[]): boolean {
    const times = forbidden[stage]!.get(id);
    if (!times) return false;
    const before = links[positive.filter((other) => other < stage).length - 1]!.time;
    const after = links[positive.filter((other) => other < stage).length]!.time;
    const next = times[countUpTo(times, before)];
    return next !== undefined && next < after;
  }

  function noteForbidden(stage: number, tuples: readonly KeyTuple[], time: number): void {
    for (const tuple of tuples) {
      const id = tupleId(tuple);
      const times = forbidden[stage]!.get(id);
      if (!times) forbidden[stage]!.set(id, [time]);
      else {
        while (times.length > 0 && time - times[0]! > maxspan) times.shift();
        times.push(time);
      }
      if (stage < last) continue;
      rejectPending(id, stage, time);
    }
  }

  /** All matches of a key that wait are judged by the first event behind them, so none waits for a second one. */
  function rejectPending(id: string, stage: number, time: number): void {
    const waiting = pendingById.get(id);
    if (!waiting) return;
    const left = waiting.filter((pending) => {
      if (pending.rejected || time > pending.deadline) return false;
      if (time <= pending.lastTime) return true;
      pending.rejected = true;
      trace?.rejected(pending.match, stage);
      return false;
    });
    if (left.length > 0) pendingById.set(id, left);
    else pendingById.delete(id);
  }

  function enqueue(pending: Pending<Event>): void {
    queue.push(pending);
    if (trailing.length === 0) return;
    const waiting = pendingById.get(pending.id);
    if (waiting) waiting.push(pending);
    else pendingById.set(pending.id, [pending]);
  }

  /** Matches of a key leave in the order in which they came. */
  function forget(pending: Pending<Event>): void {
    const waiting = pendingById.get(pending.id);
    if (waiting?.[0] !== pending) return;
    waiting.shift();
    if (waiting.length === 0) pendingById.delete(pending.id);
  }

  function handOut({ match, rejected }: Pending<Event>): void {
    if (rejected) return;
    trace?.completed(match);
    onMatch(match);
  }

  function release(time: number): void {
    while (released < queue.length && (queue[released]!.rejected || queue[released]!.deadline < time)) {
      const pending = queue[released++]!;
      handOut(pending);
      forget(pending);
    }
    if (released < queue.length / 2) return;
    queue = queue.slice(released);
    released = 0;
  }

  function sweep(time: number): void {
    for (const [id, machine] of machines) {
      if (machine.waiting.every((link) => !link || time - link.firstTime > maxspan)) machines.delete(id);
    }
    for (const times of forbidden) {
      for (const [id, list] of times) if (time - list.at(-1)! > maxspan) times.delete(id);
    }
  }

  return {
    read(event, time, hits) {
      if (queue.length > released) release(time);
      if (--untilSweep === 0) {
        sweep(time);
        untilSweep = Math.max(sweepInterval, machines.size);
      }
      const completed: Pending<Event>[] = [];
      for (let position = positive.length - 1; position >= 0; position--) {
        for (const tuple of hits.stages[positive[position]!]!)
          takeUp(tuple, position, event, time, completed);
      }
      missing.forEach((isMissing, stage) => {
        if (isMissing) noteForbidden(stage, hits.stages[stage]!, time);
      });
      for (const tuple of hits.until) {
        const machine = machines.get(tupleId(tuple));
        if (!machine) continue;
        machine.waiting.length = 0;
        trace?.cut(tuple, event);
      }
      if (completed.length === 0) return;
      if (completed.length > 1) completed.sort((a, b) => compareTuples(a.match.keys, b.match.keys));
      completed.forEach(enqueue);
      release(time);
    },
    finish() {
      release(Number.POSITIVE_INFINITY);
      queue.slice(released).forEach(handOut);
      queue = [];
      released = 0;
    },
  };
}

/** The latest of the ascending times that is before `limit`, or minus infinity. */
function lastBefore(times: readonly number[] | undefined, limit: number): number {
  const [low, high] = times ? [0, countBelow(times, limit)] : [0, 0];
  return high > low ? times![high - 1]! : Number.NEGATIVE_INFINITY;
}

/** Returns how many of ascending times are before `limit`. */
function countBelow(times: readonly number[], limit: number): number {
  let [low, high] = [0, times.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (times[middle]! < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Returns how many of ascending times are not after `limit`. */
function countUpTo(times: readonly number[], limit: number): number {
  let [low, high] = [0, times.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (times[middle]! <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
