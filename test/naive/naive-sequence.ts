import {
  allKeys,
  compareEvents,
  compareKeys,
  hitsOf,
  type Keys,
  type NaiveEvent,
  type NaiveTerm,
  orderEvents,
  type TimedEvent,
} from './naive-events.js';

export interface NaiveStep extends NaiveTerm {
  readonly missing: boolean;
  readonly runs: number;
}

export interface NaiveSequence {
  readonly steps: readonly NaiveStep[];
  readonly until: NaiveTerm | undefined;
  /** Milliseconds. */
  readonly maxspan: number | undefined;
  readonly pipes: readonly NaivePipe[];
}

export interface NaivePipe {
  readonly name: 'head' | 'tail';
  readonly count: number;
}

export interface NaiveLimits {
  readonly size: number | undefined;
  readonly resultPosition: 'head' | 'tail';
}

export interface NaiveMatch {
  readonly joinKeys: Keys;
  /** Positions in the input, null for a missing event. */
  readonly events: readonly (number | null)[];
}

interface Completed {
  readonly key: Keys;
  /** The events of the positive stages. */
  readonly chain: readonly TimedEvent[];
}

/**
 * Answers a sequence query as described in docs/semantics/eql.md#sequence-matching, without regard to speed:
 * key by key, and for each key stage by stage over the whole list of events.
 */
export function naiveSequence(
  query: NaiveSequence,
  events: readonly NaiveEvent[],
  limits: NaiveLimits,
): NaiveMatch[] {
  const stages = query.steps.flatMap((step) => Array.from({ length: step.runs }, () => step));
  const ordered = orderEvents(query.until ? [...stages, query.until] : stages, events);
  const completed = allKeys(stages, ordered)
    .flatMap((key) =>
      matchStages(query, stages, key, ordered).filter(
        (match) => !isForbidden(query.maxspan ?? 0, stages, match, ordered),
      ),
    )
    .sort((a, b) => compareEvents(a.chain.at(-1)!, b.chain.at(-1)!) || compareKeys(a.key, b.key));
  return limitResults(completed, query.pipes, limits).map(({ key, chain }) => {
    let next = 0;
    return { joinKeys: key, events: stages.map(({ missing }) => (missing ? null : chain[next++]!.index)) };
  });
}

/** Section 9b for one key. */
function matchStages(
  { until, maxspan }: NaiveSequence,
  stages: readonly NaiveStep[],
  key: Keys,
  ordered: readonly TimedEvent[],
): Completed[] {
  const [first, ...rest] = stages.filter(({ missing }) => !missing);
  const untilHits = until ? hitsOf(until, key, ordered) : [];
  let waiting: TimedEvent[][] = hitsOf(first!, key, ordered).map((event) => [event]);
  for (const stage of rest) {
    const advanced: TimedEvent[][] = [];
    for (const hit of hitsOf(stage, key, ordered)) {
      const candidate = waiting.filter((chain) => compareEvents(chain.at(-1)!, hit) < 0).at(-1);
      if (!candidate) continue;
      const last = candidate.at(-1)!;
      waiting = waiting.filter((chain) => compareEvents(chain.at(-1)!, last) > 0);
      if (maxspan !== undefined && hit.time - candidate[0]!.time > maxspan) continue;
      const latestUntil = untilHits.filter((event) => compareEvents(event, hit) < 0).at(-1);
      if (latestUntil && compareEvents(latestUntil, last) >= 0) continue;
      advanced.push([...candidate, hit]);
    }
    waiting = advanced;
  }
  return waiting.map((chain) => ({ key, chain }));
}

/** Section 9c: returns whether an event that must be missing rejects a completed match. */
function isForbidden(
  maxspan: number,
  stages: readonly NaiveStep[],
  { key, chain }: Completed,
  ordered: readonly TimedEvent[],
): boolean {
  const timesOf = (terms: readonly NaiveStep[]): number[] =>
    terms.flatMap((term) => hitsOf(term, key, ordered).map((event) => event.time));
  /** The missing terms before the first positive stage, between it and the next, ..., after the last one. */
  const gaps: NaiveStep[][] = [[]];
  for (const stage of stages) {
    if (stage.missing) gaps.at(-1)!.push(stage);
    else gaps.push([]);
  }
  for (let place = 1; place < chain.length; place++) {
    const [from, to] = [chain[place - 1]!.time, chain[place]!.time];
    if (timesOf(gaps[place]!).some((time) => from < time && time < to)) return true;
  }
  const [leading, trailing] = [gaps[0]!, gaps.at(-1)!];
  const start = chain[0]!.time;
  const end = chain.at(-1)!.time;
  const left = Math.max(...timesOf(leading).filter((time) => time < start), Number.NEGATIVE_INFINITY);
  const right = Math.min(...timesOf(trailing).filter((time) => time > end), Number.POSITIVE_INFINITY);
  const from = leading.length > 0 ? left : start;
  const to = trailing.length > 0 ? right : end;
  return (leading.length > 0 || trailing.length > 0) && to - from <= maxspan;
}

/**
 * Section 9d: the first pipe replaces the implicit limit, up to size; the others follow from left to right.
 */
export function limitResults<Result>(
  results: readonly Result[],
  pipes: readonly NaivePipe[],
  { size = Number.POSITIVE_INFINITY, resultPosition }: NaiveLimits,
): Result[] {
  const [first = { name: resultPosition, count: size }, ...rest] = pipes;
  return [{ ...first, count: Math.min(first.count, size) }, ...rest].reduce<Result[]>(
    (left, { name, count }) =>
      name === 'head' ? left.slice(0, count) : left.slice(Math.max(0, left.length - count)),
    [...results],
  );
}
