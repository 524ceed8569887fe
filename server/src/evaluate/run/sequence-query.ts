import { append } from '../../text/append.js';
import { combinationBudget, type KeyTuple, limitKept } from '../plan/keys.js';
import type { PlannedSequence } from '../plan/planned-query.js';
import { elapsedTime } from '../plan/time.js';
import type { Sorter } from '../storage/storage.js';
import type { Alert } from './alert-list.js';
import { alertList } from './alert-list.js';
import { comparePlaces, type EventPlacer, type PlacedEvent, type QueryRun } from './query-run.js';
import { type Hit, sequenceHits, sequenceKeys, startSequence } from './sequence-hits.js';

/**
 * The order in which a sequence reads events. `given`: as they come, in memory that only grows with the
 * partial matches. If they turn out to be unordered, the run reports it and gives up. `sorted`: all events
 * that match a step are kept and sorted at the end.
 */
export type SequenceOrder = 'given' | 'sorted';

/** Runs a sequence (docs/semantics/eql.md#sequence-matching). */
export function runSequence<Origin>(
  planned: PlannedSequence,
  place: EventPlacer<Origin>,
  order: SequenceOrder,
  sorter: Sorter<Hit<Origin>>,
): QueryRun<Origin> {
  /** The events and keys of all matches, concatenated. */
  const events: (Origin | null)[] = [];
  const keys: KeyTuple[number][] = [];
  const perMatch = planned.steps.length;
  const joinKeys = planned.steps[0]!.keys;
  const keyCount = joinKeys.length;
  const matcher = startSequence<Origin>(planned, (match) => {
    append(events, match.events);
    append(keys, match.keys);
  });
  const build = (index: number): Alert<Origin> => {
    const match = {
      events: events.slice(index * perMatch, (index + 1) * perMatch),
      keys: keys.slice(index * keyCount, (index + 1) * keyCount),
    };
    return { events: match.events, keys: sequenceKeys(planned, match) };
  };
  const elapsed = elapsedTime();
  let fed = 0;
  const feed = ({ origin, time, hits }: Hit<Origin>): void => {
    matcher.read(origin, elapsed(time), hits);
    limitKept(matcher.live() + events.length / perMatch, ++fed, perMatch, joinKeys);
  };
  // Stored events are limited by their keys, others by what the matcher keeps of them.
  const budget = order === 'sorted' ? combinationBudget() : undefined;
  let previous: PlacedEvent<Origin> | undefined;
  let disordered = false;

  return {
    read(event, origin, holds) {
      // Most events match no step, which a set of rules finds out faster than each step alone.
      if (disordered || (holds && !holds(event))) return;
      const hits = sequenceHits(planned, event, budget);
      if (!hits) return;
      const hit = { ...place(event, origin), hits };
      if (order === 'sorted') {
        sorter.add(hit);
        return;
      }
      disordered = previous !== undefined && comparePlaces(previous, hit) > 0;
      previous = hit;
      if (!disordered) feed(hit);
    },
    finish() {
      for (const hit of sorter.sorted()) feed(hit);
      matcher.finish();
      return alertList(events.length / perMatch, build);
    },
    disordered: () => disordered,
  };
}
