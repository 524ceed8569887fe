import type { Problem } from '../text/problem.js';
import { limitResults, sequenceHits, sequenceKeys, startSequence } from './eql/run.js';
import { keyTuples, printKeys } from './keys.js';
import { EvaluationError } from './plan.js';
import type { PreparedRule } from './prepare-query.js';
import { findSamples } from './sample.js';
import type { SequenceHits, SequenceMatch } from './sequence.js';
import { timeReader } from './time.js';
import { accessField, type EventObject } from './values/access.js';
import { type Value, valueReader } from './values/read.js';

/** What a rule raises on the events that were read. `Origin` says where an event came from. */
export interface Alert<Origin> {
  /** One event, or the events of a sequence or sample in step order; null for a missing event. */
  readonly events: readonly (Origin | null)[];
  /** The values that the events share, for sequences and samples. */
  readonly keys?: readonly unknown[];
}

/** Reads events one by one for one rule. */
export interface RuleRun<Origin> {
  read(event: EventObject, origin: Origin): void;
  /** The alerts in result order, and why the search failed if it did. */
  finish(): { readonly alerts: readonly Alert<Origin>[]; readonly problem: Problem | undefined };
}

interface Seen<Origin> {
  readonly origin: Origin;
  readonly number: number;
  /** Nanoseconds since 1970: of the event itself, or of the latest one before it that had a time. */
  readonly time: bigint | undefined;
  readonly tiebreaker: Value | undefined;
}

/** How many results are wanted; all of them when not given. */
export interface ResultOptions {
  readonly size?: number | undefined;
  /** Which end of the results `size` keeps; `tail` when not given. */
  readonly resultPosition?: 'head' | 'tail' | undefined;
  /** 1 when not given. */
  readonly maxSamplesPerKey?: number | undefined;
}

/**
 * Runs one rule over events that come in any order; only events that match something are kept. Results are in the
 * order that Elasticsearch gives them (spec/EQL.md sections 8 to 10).
 */
export function startRule<Origin>(rule: PreparedRule, options: ResultOptions = {}): RuleRun<Origin> {
  const size = options.size ?? Number.POSITIVE_INFINITY;
  const { planned, context } = rule.eql;
  const readTime = timeReader(rule.timestampField, context.mappingOf(rule.timestampField));
  const tiebreakerAccess = rule.tiebreakerField === undefined ? undefined : accessField(rule.tiebreakerField);
  const readTiebreaker = valueReader(
    rule.tiebreakerField === undefined ? undefined : context.mappingOf(rule.tiebreakerField),
  );
  const matches: Seen<Origin>[] = [];
  const hits: (Seen<Origin> & { hits: SequenceHits })[] = [];
  const sampleHits =
    planned.kind === 'sample'
      ? planned.steps.map((): { event: number; keys: ReturnType<typeof keyTuples>[number] }[] => [])
      : [];
  let number = 0;
  let latest: bigint | undefined;
  let problem: Problem | undefined;

  function seen(event: EventObject, origin: Origin): Seen<Origin> {
    latest = readTime(event) ?? latest;
    const [raw] = tiebreakerAccess?.all(event) ?? [];
    return { origin, number, time: latest, tiebreaker: raw === undefined ? undefined : readTiebreaker(raw) };
  }

  function consider(event: EventObject, origin: Origin): void {
    if (planned.kind === 'event') {
      if (planned.filter.matches(event)) matches.push(seen(event, origin));
    } else if (planned.kind === 'sequence') {
      const found = sequenceHits(planned, event);
      if (found) hits.push({ ...seen(event, origin), hits: found });
    } else {
      planned.steps.forEach((step, index) => {
        if (!step.matches(event)) return;
        const tuples = keyTuples(step.keys, event);
        if (tuples.length === 0) return;
        if (matches.at(-1)?.number !== number)
          matches.push({ origin, number, time: undefined, tiebreaker: undefined });
        for (const keys of tuples) sampleHits[index]!.push({ event: matches.length - 1, keys });
      });
    }
  }

  function finishSequence(): Alert<Origin>[] {
    if (planned.kind !== 'sequence') return [];
    const found: SequenceMatch<Origin>[] = [];
    const matcher = startSequence<Origin>(planned, (match) => found.push(match));
    for (const hit of hits.sort(compareSeen))
      matcher.read(hit.origin, Number((hit.time ?? 0n) / 1_000_000n), hit.hits);
    matcher.finish();
    return limit(found.map((match) => ({ events: match.events, keys: sequenceKeys(planned, match) })));
  }

  function limit(alerts: Alert<Origin>[]): Alert<Origin>[] {
    return limitResults(alerts, planned.pipes, { size, resultPosition: options.resultPosition ?? 'tail' });
  }

  return {
    read(event, origin) {
      if (problem) return;
      try {
        consider(event, origin);
      } catch (error) {
        if (!(error instanceof EvaluationError)) throw error;
        problem = { code: 'eql-runtime', severity: 'error', message: error.message, span: error.span };
      }
      number++;
    },
    finish() {
      if (problem) return { alerts: [], problem };
      switch (planned.kind) {
        case 'event':
          return {
            alerts: limit(matches.sort(compareSeen).map(({ origin }) => ({ events: [origin] }))),
            problem,
          };
        case 'sequence':
          return { alerts: finishSequence(), problem };
        case 'sample': {
          const samples = findSamples(sampleHits, options.maxSamplesPerKey ?? 1, size);
          const alerts = samples.map((sample) => ({
            events: sample.events.map((index) => matches[index]!.origin),
            keys: printKeys(sample.keys, planned.steps[0]!.keys, 'milliseconds'),
          }));
          return { alerts, problem };
        }
      }
    },
  };
}

function compareSeen(a: Seen<unknown>, b: Seen<unknown>): number {
  if (a.time !== b.time) return (a.time ?? 0n) < (b.time ?? 0n) ? -1 : 1;
  if (a.tiebreaker !== b.tiebreaker) {
    if (a.tiebreaker === undefined) return 1;
    if (b.tiebreaker === undefined) return -1;
    if (a.tiebreaker < b.tiebreaker) return -1;
    if (a.tiebreaker > b.tiebreaker) return 1;
  }
  return a.number - b.number;
}
