import { compareTuples, type KeyTuple, tupleId } from '../plan/keys.js';

/** One event per step, all with the same keys. */
export interface SampleMatch {
  readonly keys: KeyTuple;
  /** The indexes of the events, in step order. */
  readonly events: readonly number[];
}

interface Candidates {
  readonly keys: KeyTuple;
  readonly byStep: number[][];
}

/**
 * Finds samples (docs/semantics/eql.md#samples): for every key tuple that all steps have, up to
 * `maximumPerKey` choices of one distinct event per step, depth first, with key tuples in ascending order.
 * `hits[step]` lists the events that match a step with their keys, in document order.
 */
export function findSamples(
  hits: readonly (readonly { readonly event: number; readonly keys: KeyTuple }[])[],
  maximumPerKey: number,
  size: number,
): SampleMatch[] {
  const candidates = new Map<string, Candidates>();
  hits.forEach((stepHits, step) => {
    for (const { event, keys } of stepHits) {
      const id = tupleId(keys);
      let entry = candidates.get(id);
      if (!entry) {
        if (step > 0) continue;
        entry = { keys, byStep: hits.map(() => []) };
        candidates.set(id, entry);
      }
      entry.byStep[step]!.push(event);
    }
  });
  const ordered = [...candidates.values()]
    .filter((entry) => entry.byStep.every((events) => events.length > 0))
    .sort((a, b) => compareTuples(a.keys, b.keys));
  const matches: SampleMatch[] = [];
  for (const { keys, byStep } of ordered) {
    for (const events of choices(byStep, Math.min(maximumPerKey, size - matches.length)))
      matches.push({ keys, events });
    if (matches.length >= size) break;
  }
  return matches;
}

/** Returns up to `limit` ways to take a different event from each list, in depth-first order. */
function choices(lists: readonly (readonly number[])[], limit: number): number[][] {
  const found: number[][] = [];
  const chosen: number[] = [];
  const choose = (step: number): void => {
    if (step === lists.length) {
      found.push([...chosen]);
      return;
    }
    if (!canComplete(lists.slice(step), chosen)) return;
    for (const event of lists[step]!) {
      if (found.length >= limit) return;
      if (chosen.includes(event)) continue;
      chosen.push(event);
      choose(step + 1);
      chosen.pop();
    }
  };
  choose(0);
  return found;
}

/**
 * Returns whether a different event that is not yet chosen can be taken from each list, so that no choice is
 * a dead end.
 */
function canComplete(lists: readonly (readonly number[])[], chosen: readonly number[]): boolean {
  const needed = lists.length;
  /** With as many events as lists, one is always left for each list, so longer lists can be cut. */
  const short = lists.map((events) =>
    events.slice(0, needed + chosen.length).filter((event) => !chosen.includes(event)),
  );
  const takenBy = new Map<number, number>();
  const take = (list: number, seen: Set<number>): boolean =>
    short[list]!.some((event) => {
      if (seen.has(event)) return false;
      seen.add(event);
      const holder = takenBy.get(event);
      if (holder !== undefined && !take(holder, seen)) return false;
      takenBy.set(event, list);
      return true;
    });
  return short.every((_, list) => take(list, new Set()));
}
