import { type CombinationBudget, type KeyTuple, keyTuples, printKeys } from '../plan/keys.js';
import type { PlannedPipe, PlannedSequence } from '../plan/planned-query.js';
import { nanosecondsOf } from '../plan/time.js';
import { createSequenceMatcher, type SequenceHits, type SequenceMatcher } from '../run/sequence.js';
import type { SequenceMatch, SequenceTrace } from '../run/sequence-match.js';
import type { EventObject } from '../values/access.js';

/** Limits of a search; see `evaluate` in the library. */
export interface ResultLimits {
  readonly size: number;
  readonly resultPosition: 'head' | 'tail';
}

/**
 * Which of `count` results, in result order, `size` and the pipes leave (spec/EQL.md section 9d): those from `start` up
 * to, not including, `end`. The implicit limit of `size` comes before the pipes and cuts from the end that the first of
 * them names; `resultPosition` says which end where there is no pipe.
 */
export function limitResults(
  count: number,
  pipes: readonly PlannedPipe[],
  { size, resultPosition }: ResultLimits,
): { readonly start: number; readonly end: number } {
  let range = take({ start: 0, end: count }, pipes[0]?.kind ?? resultPosition, size);
  for (const pipe of pipes) range = take(range, pipe.kind, pipe.count);
  return range;
}

function take(
  { start, end }: { start: number; end: number },
  position: 'head' | 'tail',
  count: number,
): { start: number; end: number } {
  if (count >= end - start) return { start, end };
  return position === 'head' ? { start, end: start + count } : { start: end - count, end };
}

/** A matcher for a planned sequence. */
export function startSequence<Event>(
  planned: PlannedSequence,
  onMatch: (match: SequenceMatch<Event>) => void,
  trace?: SequenceTrace<Event>,
): SequenceMatcher<Event> {
  const missing = planned.steps.map((step) => step.missing);
  return createSequenceMatcher(
    { missing, ...(planned.maxspan !== undefined && { maxspan: nanosecondsOf(planned.maxspan) }) },
    onMatch,
    trace,
  );
}

const nothing: readonly [] = [];

/** What an event is to a sequence, or undefined when it matches no step. The budget is for a caller that keeps it. */
export function sequenceHits(
  planned: PlannedSequence,
  event: EventObject,
  budget?: CombinationBudget,
): SequenceHits | undefined {
  const { steps, until } = planned;
  const stages: (readonly KeyTuple[])[] = [];
  let any = false;
  for (let stage = 0; stage < steps.length; stage++) {
    const step = steps[stage]!;
    const isCopy = stage > 0 && steps[stage - 1]!.step === step.step;
    const tuples = isCopy
      ? stages[stage - 1]!
      : step.matches(event)
        ? keyTuples(step.keys, event, budget)
        : nothing;
    if (tuples.length > 0) any = true;
    stages.push(tuples);
  }
  const untilKeys = until?.matches(event) ? keyTuples(until.keys, event, budget) : nothing;
  return any || untilKeys.length > 0 ? { stages, until: untilKeys } : undefined;
}

/** Keys of a sequence as they are returned. */
export function sequenceKeys(planned: PlannedSequence, match: SequenceMatch<unknown>): readonly unknown[] {
  return printKeys(match.keys, planned.steps[0]!.keys, 'text');
}
