import type { PlannedEql } from '../eql/query.js';
import { sequenceHits, sequenceKeys, startSequence } from '../eql/run.js';
import type { SequenceHits, SequenceMatch } from '../sequence.js';
import { type Alert, comparePlaces, type EventPlacer, type PlacedEvent, type QueryRun } from './query-run.js';

type PlannedSequence = Extract<PlannedEql, { kind: 'sequence' }>;

/**
 * `given`: events are taken as they come, in memory that grows with the partial matches only; when they turn out not to
 * be in order, the run says so and gives up. `sorted`: all events that match a step are kept and sorted at the end.
 */
export type SequenceOrder = 'given' | 'sorted';

interface Hit<Origin> extends PlacedEvent<Origin> {
  readonly hits: SequenceHits;
}

/** Runs a sequence (spec/EQL.md section 9). */
export function runSequence<Origin>(
  planned: PlannedSequence,
  place: EventPlacer<Origin>,
  order: SequenceOrder,
): QueryRun<Origin> {
  const alerts: Alert<Origin>[] = [];
  const matcher = startSequence<Origin>(planned, (match: SequenceMatch<Origin>) => {
    alerts.push({ events: match.events, keys: sequenceKeys(planned, match) });
  });
  const feed = ({ origin, time, hits }: Hit<Origin>): void =>
    matcher.read(origin, time?.milliseconds ?? 0, hits);
  const kept: Hit<Origin>[] = [];
  let previous: PlacedEvent<Origin> | undefined;
  let disordered = false;

  return {
    read(event, origin) {
      if (disordered) return;
      const hits = sequenceHits(planned, event);
      if (!hits) return;
      const hit = { ...place(event, origin), hits };
      if (order === 'sorted') {
        kept.push(hit);
        return;
      }
      disordered = previous !== undefined && comparePlaces(previous, hit) > 0;
      previous = hit;
      if (!disordered) feed(hit);
    },
    finish() {
      for (const hit of kept.sort(comparePlaces)) feed(hit);
      matcher.finish();
      return alerts;
    },
    disordered: () => disordered,
  };
}
