import { comparePlaces, type PlacedEvent } from './query-run.js';
import type { SequenceHits } from './sequence.js';

/** An event that matches a step of a sequence, with its keys and its place in the order of events. */
export interface Hit<Origin> extends PlacedEvent<Origin> {
  readonly hits: SequenceHits;
}

/** Events could not be kept until they can be sorted, so the answer of the search is not known. */
export class HitStoreError extends Error {}

/** Keeps hits until all events were read, and gives them back in order. */
export interface HitStore<Origin> {
  /** Throws {@link HitStoreError}. */
  add(hit: Hit<Origin>): void;
  /** All hits in order; to be called once. Throws {@link HitStoreError}. */
  sorted(): Iterable<Hit<Origin>>;
}

/** A store in memory. */
export function memoryStore<Origin>(): HitStore<Origin> {
  const hits: Hit<Origin>[] = [];
  return {
    add: (hit) => hits.push(hit),
    sorted: () => hits.sort(comparePlaces),
  };
}

/**
 * The hits of several sorted lists in one order. Each list is read as far as it is needed, so lists may be larger than
 * memory.
 */
export function* mergeSorted<Origin>(lists: readonly Iterable<Hit<Origin>>[]): Iterable<Hit<Origin>> {
  const heads: { iterator: Iterator<Hit<Origin>>; hit: Hit<Origin> }[] = [];
  for (const list of lists) {
    const iterator = list[Symbol.iterator]();
    const first = iterator.next();
    if (!first.done) heads.push({ iterator, hit: first.value });
  }
  while (heads.length > 0) {
    let least = 0;
    for (let index = 1; index < heads.length; index++) {
      if (comparePlaces(heads[index]!.hit, heads[least]!.hit) < 0) least = index;
    }
    const head = heads[least]!;
    yield head.hit;
    const next = head.iterator.next();
    if (next.done) heads.splice(least, 1);
    else head.hit = next.value;
  }
}
