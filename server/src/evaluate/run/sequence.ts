import { countWhile } from '../../text/span.js';
import { compareTuples, type KeyTuple, tupleId } from '../plan/keys.js';
import type { SequenceMatch, SequenceTrace } from './sequence-match.js';
import { createWaitingMatches, type WaitingMatch } from './waiting-matches.js';

/** The shape of a sequence, with runs expanded to copies of their step. */
export interface SequenceShape {
  /** For each stage in order, whether it is a missing event, `![..]`. */
  readonly missing: readonly boolean[];
  /** In nanoseconds. Undefined without `with maxspan`. */
  readonly maxspan?: number;
}

/** The stages of a sequence that one event matches. */
export interface SequenceHits {
  /** For each stage, the keys with which the event matches it. */
  readonly stages: readonly (readonly KeyTuple[])[];
  readonly until: readonly KeyTuple[];
}

/**
 * Reads events in their total order (docs/semantics/eql.md#order-of-events), once each, and emits sequences
 * in result order.
 */
export interface SequenceMatcher<Event> {
  /** Reads an event. `time` is in nanoseconds from any starting point, and never decreases. */
  read(event: Event, time: number, hits: SequenceHits): void;
  /**
   * Returns how many partial matches, forbidden events and waiting matches are in memory. Expired ones are
   * only swept now and then, so the actual number may be half of this.
   */
  live(): number;
  /** Must be called after the last event. */
  finish(): void;
}

/** A partial match: its latest event, linked back to the first. */
interface Link<Event> {
  readonly event: Event;
  readonly time: number;
  readonly firstTime: number;
  readonly previous: Link<Event> | undefined;
}

/** The state machine of one key: for each positive stage, the partial match that waits after it. */
interface Machine<Event> {
  readonly keys: KeyTuple;
  readonly waiting: (Link<Event> | undefined)[];
}

/** With fewer machines and forbidden events than this, expired ones are not dropped. */
const fewestToSweep = 50_000;

/**
 * Creates a matcher by docs/semantics/eql.md#sequence-matching. An event continues the latest partial match
 * before it and removes all earlier ones, even if it is then rejected, so each machine needs only one partial
 * match per stage: memory grows with the number of keys, and with `maxspan` only with the unexpired ones.
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
  /** For each missing stage and key, the times of its events, ascending, no older than maxspan. */
  const forbidden = missing.map(() => new Map<string, number[]>());
  /** The number of times in `forbidden`. */
  let forbiddenTimes = 0;
  const waiting = createWaitingMatches(trailing.length > 0, onMatch, trace);
  /** The number of machines and forbidden events after the last sweep. */
  let live = 0;
  /** The number of machines and forbidden events at which expired ones are dropped. */
  let sweepAt = fewestToSweep;

  function takeUp(
    tuple: KeyTuple,
    position: number,
    event: Event,
    time: number,
    completed: WaitingMatch<Event>[],
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
    completed: WaitingMatch<Event>[],
  ): void {
    trace?.reached(machine.keys, positive[position]!, link.event, link.previous?.event);
    if (position < positive.length - 1) {
      machine.waiting[position] = link;
      return;
    }
    const pending = complete(machine.keys, id, link);
    if (pending) completed.push(pending);
  }

  function complete(keys: KeyTuple, id: string, end: Link<Event>): WaitingMatch<Event> | undefined {
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
    const next = times[countWhile(times, (time) => time <= before)];
    return next !== undefined && next < after;
  }

  function noteForbidden(stage: number, tuples: readonly KeyTuple[], time: number): void {
    for (const tuple of tuples) {
      const id = tupleId(tuple);
      const times = forbidden[stage]!.get(id);
      if (!times) forbidden[stage]!.set(id, [time]);
      else {
        while (times.length > 0 && time - times[0]! > maxspan) {
          times.shift();
          forbiddenTimes--;
        }
        times.push(time);
      }
      forbiddenTimes++;
      if (stage > last) waiting.reject(id, stage, time);
    }
  }

  function sweep(time: number): void {
    for (const [id, machine] of machines) {
      if (machine.waiting.every((link) => !link || time - link.firstTime > maxspan)) machines.delete(id);
    }
    for (const times of forbidden) {
      for (const [id, list] of times) {
        if (time - list.at(-1)! <= maxspan) continue;
        times.delete(id);
        forbiddenTimes -= list.length;
      }
    }
    live = machines.size + forbiddenTimes;
    // Doubling ensures that all sweeps together take no longer than reading what they sweep.
    sweepAt = Math.max(fewestToSweep, 2 * live);
  }

  return {
    read(event, time, hits) {
      if (waiting.count() > 0) waiting.release(time);
      if (machines.size + forbiddenTimes > sweepAt) sweep(time);
      const completed: WaitingMatch<Event>[] = [];
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
      completed.forEach(waiting.add);
      waiting.release(time);
    },
    live: () => live + waiting.count(),
    finish: waiting.finish,
  };
}

/** Returns the latest of the ascending times that is earlier than `limit`, or minus infinity. */
function lastBefore(times: readonly number[] | undefined, limit: number): number {
  const count = times ? countWhile(times, (time) => time < limit) : 0;
  return count > 0 ? times![count - 1]! : Number.NEGATIVE_INFINITY;
}
