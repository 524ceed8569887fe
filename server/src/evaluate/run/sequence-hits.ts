import { type CombinationBudget, type KeyTuple, keyTuples, printKeys } from '../plan/keys.js';
import type { PlannedSequence } from '../plan/planned-query.js';
import { nanosecondsOf } from '../plan/time.js';
import type { EventObject } from '../values/access.js';
import type { PlacedEvent } from './query-run.js';
import { createSequenceMatcher, type SequenceHits, type SequenceMatcher } from './sequence.js';
import type { SequenceMatch, SequenceTrace } from './sequence-match.js';

/** An event that matches a step of a sequence, with its keys and its position in the order of events. */
export interface Hit<Origin> extends PlacedEvent<Origin> {
  readonly hits: SequenceHits;
}

/** Starts a matcher for a planned sequence. */
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

/**
 * Returns which steps of a sequence an event matches, or undefined if it matches none. The budget is for a
 * caller that stores the hits.
 */
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

/** Returns the keys of a sequence in output form. */
export function sequenceKeys(planned: PlannedSequence, match: SequenceMatch<unknown>): readonly unknown[] {
  return printKeys(match.keys, planned.steps[0]!.keys, 'text');
}
