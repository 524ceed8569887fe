import type { SequenceMatch, SequenceTrace } from './sequence-match.js';

/** A completed match that an event of a trailing missing stage can still reject. */
export interface WaitingMatch<Event> {
  readonly match: SequenceMatch<Event>;
  /** The id of its keys. */
  readonly id: string;
  readonly lastTime: number;
  /** A forbidden event after the last one, up to this time, rejects the match. */
  readonly deadline: number;
  rejected: boolean;
}

/** Emits completed matches in result order, each as soon as no later event can reject it. */
export interface WaitingMatches<Event> {
  /** Returns how many matches are waiting. */
  count(): number;
  add(match: WaitingMatch<Event>): void;
  /** Rejects the matches of a key for which this event of a missing stage comes before the deadline. */
  reject(id: string, stage: number, time: number): void;
  /** Emits the matches whose deadline is earlier than `time`. */
  release(time: number): void;
  /** Emits all matches that were not rejected. */
  finish(): void;
}

/** Creates an empty queue. Without `canReject`, no match waits for a deadline. */
export function createWaitingMatches<Event>(
  canReject: boolean,
  onMatch: (match: SequenceMatch<Event>) => void,
  trace?: SequenceTrace<Event>,
): WaitingMatches<Event> {
  let queue: WaitingMatch<Event>[] = [];
  /** How many at the start of the queue were already emitted. */
  let released = 0;
  /** The matches in the queue that can still be rejected. */
  const byId = new Map<string, WaitingMatch<Event>[]>();

  /** Matches of a key leave in their order of arrival. */
  function forget(waiting: WaitingMatch<Event>): void {
    const same = byId.get(waiting.id);
    if (same?.[0] !== waiting) return;
    same.shift();
    if (same.length === 0) byId.delete(waiting.id);
  }

  function handOut({ match, rejected }: WaitingMatch<Event>): void {
    if (rejected) return;
    trace?.completed(match);
    onMatch(match);
  }

  function release(time: number): void {
    while (released < queue.length && (queue[released]!.rejected || queue[released]!.deadline < time)) {
      const waiting = queue[released++]!;
      handOut(waiting);
      forget(waiting);
    }
    if (released < queue.length / 2) return;
    queue = queue.slice(released);
    released = 0;
  }

  return {
    count: () => queue.length - released,
    add(waiting) {
      queue.push(waiting);
      if (!canReject) return;
      const same = byId.get(waiting.id);
      if (same) same.push(waiting);
      else byId.set(waiting.id, [waiting]);
    },
    /** The first event after them decides all waiting matches of a key, so none waits for a second one. */
    reject(id, stage, time) {
      const same = byId.get(id);
      if (!same) return;
      const left = same.filter((waiting) => {
        if (waiting.rejected || time > waiting.deadline) return false;
        if (time <= waiting.lastTime) return true;
        waiting.rejected = true;
        trace?.rejected(waiting.match, stage);
        return false;
      });
      if (left.length > 0) byId.set(id, left);
      else byId.delete(id);
    },
    release,
    finish() {
      release(Number.POSITIVE_INFINITY);
      queue.slice(released).forEach(handOut);
      queue = [];
      released = 0;
    },
  };
}
