import {
  combinationBudget,
  compareTuples,
  hasKeys,
  type JoinKey,
  type KeyTuple,
  printKeys,
  tupleId,
} from '../plan/keys.js';
import type { PlannedSequence, PlannedStep } from '../plan/planned-query.js';
import { elapsedTime, nanosecondsOf } from '../plan/time.js';
import type { PreparedRule } from '../prepare/prepare-query.js';
import { comparePlaces, eventPlacer, type PlacedEvent } from '../run/query-run.js';
import type { SequenceHits } from '../run/sequence.js';
import { sequenceHits, startSequence } from '../run/sequence-hits.js';
import type { EventObject } from '../values/access.js';
import { explainPlan } from './explain.js';
import type { Explanation } from './explanation.js';
import { distance } from './nearest.js';

/** Why a sequence did not continue after the furthest stage of a key. Events are indexes into the input. */
export type StopReason =
  /** No event matches the stage. The nearest miss is explained. */
  | {
      readonly code: 'no-event';
      readonly nearest: { readonly event: number; readonly explanation: Explanation } | undefined;
    }
  /** An event matches the stage, but with a different key. */
  | {
      readonly code: 'other-key';
      readonly event: number;
      readonly field: string;
      readonly wanted: unknown;
      readonly found: unknown;
    }
  /** An event matches the stage and the key, but is earlier than the event of the previous stage. */
  | { readonly code: 'too-early'; readonly event: number }
  /** An event matches the stage and the key, but is this many milliseconds later than the end of maxspan. */
  | { readonly code: 'too-late'; readonly event: number; readonly late: number }
  /** The until step matched first. */
  | { readonly code: 'until'; readonly event: number }
  /** An event that must be missing occurred. */
  | { readonly code: 'forbidden'; readonly event: number | undefined };

/** The stages of a sequence that one event matches. */
export interface SequenceMark {
  readonly event: number;
  /** Milliseconds since 1970. */
  readonly time: number;
  /** The stages that it matches, from 0, with runs expanded. */
  readonly stages: readonly number[];
  readonly until: boolean;
}

/** How far the sequence got for one join key. */
export interface KeyExplanation {
  readonly keys: readonly unknown[];
  readonly complete: boolean;
  /**
   * The first match, or the furthest partial match: the event of each positive stage that it reached, in
   * order. If several got equally far, the first one that was stopped, or else the latest.
   */
  readonly reached: readonly { readonly stage: number; readonly event: number; readonly time: number }[];
  /** The stage that it waits for or was stopped at. Undefined if it is complete. */
  readonly stage: number | undefined;
  readonly stopped: StopReason | undefined;
  /** All events of this key that match a stage or the until step, in order of time. */
  readonly marks: readonly SequenceMark[];
}

export interface SequenceExplanation {
  /** For each stage, how many events match it, whatever their keys. */
  readonly stages: readonly { readonly step: number; readonly missing: boolean; readonly matched: number }[];
  /** Names of the fields that join the events. */
  readonly keyFields: readonly string[];
  /** Milliseconds. */
  readonly maxspan: number | undefined;
  /** The keys that got furthest come first. */
  readonly keys: readonly KeyExplanation[];
}

interface ReadEvent extends PlacedEvent<number> {
  readonly event: EventObject;
  /** Undefined if the event matches nothing. */
  readonly hits: SequenceHits | undefined;
}

interface Hit extends ReadEvent {
  readonly hits: SequenceHits;
}

interface Progress {
  readonly keys: KeyTuple;
  complete: boolean;
  stage: number;
  events: readonly number[];
  stopped: StopReason | undefined;
  readonly marks: SequenceMark[];
}

/** Keys beyond this limit are not explained. */
const mostKeys = 50;
/** The maximum number of events that are searched for the nearest miss. */
const mostCandidates = 2_000;

/** Explains how far a sequence got on events. Returns undefined if the rule is not a sequence. */
export function explainSequence(
  rule: PreparedRule,
  events: readonly EventObject[],
): SequenceExplanation | undefined {
  const { planned } = rule;
  if (planned.kind !== 'sequence') return undefined;
  const placed = placeEvents(rule, planned, events);
  const hits = placed.filter((one): one is Hit => one.hits !== undefined);
  const progress = traceHits(planned, hits);
  const ordered = [...progress.values()].sort(
    (a, b) => b.events.length - a.events.length || compareTuples(a.keys, b.keys),
  );
  const unexplained = ordered.length === 0 ? [emptyProgress(planned)] : ordered.slice(0, mostKeys);
  return {
    stages: planned.steps.map(({ step, missing }, stage) => ({
      step,
      missing,
      matched: hits.filter((hit) => hit.hits.stages[stage]!.length > 0).length,
    })),
    keyFields: planned.steps[0]!.keys.map((key) => key.field.name),
    maxspan: planned.maxspan,
    keys: unexplained.map((one) =>
      explainKey(one, { planned, hits, placed, progress, now: rule.context.now }),
    ),
  };
}

/** Puts all events in order. Matching events have the same order as in the run. */
function placeEvents(
  rule: PreparedRule,
  planned: PlannedSequence,
  events: readonly EventObject[],
): ReadEvent[] {
  const placeAny = eventPlacer<number>(rule);
  const placeHit = eventPlacer<number>(rule);
  const budget = combinationBudget();
  const placed = events.map((event, index): ReadEvent => {
    const hits = sequenceHits(planned, event, budget);
    const place = placeAny(event, index);
    return { ...place, ...(hits ? { time: placeHit(event, index).time } : {}), event, hits };
  });
  return placed.sort(comparePlaces);
}

function emptyProgress(planned: PlannedSequence): Progress {
  return {
    keys: planned.steps[0]!.keys.map(() => null),
    complete: false,
    stage: -1,
    events: [],
    stopped: undefined,
    marks: [],
  };
}

/** Runs the matcher itself, and records the furthest partial match of each key and what became of it. */
function traceHits(planned: PlannedSequence, hits: readonly Hit[]): Map<string, Progress> {
  const all = new Map<string, Progress>();
  const progressOf = (keys: KeyTuple): Progress => {
    const id = tupleId(keys);
    let progress = all.get(id);
    if (!progress) {
      progress = { keys, complete: false, stage: -1, events: [], stopped: undefined, marks: [] };
      all.set(id, progress);
    }
    return progress;
  };
  const positive = positiveStages(planned);
  /** Returns the stage whose partial matches an event of a stage continues. */
  const stageBefore = (stage: number): number | undefined => positive[positive.indexOf(stage) - 1];
  /** The events of a partial match by its key, stage and last event. Only one exists at a time. */
  const chains = new Map<string, readonly number[]>();
  const matcher = startSequence<number>(planned, () => {}, {
    reached(keys, stage, event, previous) {
      const id = tupleId(keys);
      const before = previous === undefined ? [] : chains.get(`${stageBefore(stage)} ${previous} ${id}`);
      const chain = [...(before ?? []), event];
      chains.set(`${stage} ${event} ${id}`, chain);
      const progress = progressOf(keys);
      const isKnown = stage === progress.stage && progress.stopped !== undefined;
      if (progress.complete || stage < progress.stage || isKnown) return;
      Object.assign(progress, { stage, events: chain, stopped: undefined });
    },
    expired(keys, stage, event, waiting, late) {
      const progress = progressOf(keys);
      const isFurthest = progress.stage === stageBefore(stage) && progress.events.at(-1) === waiting;
      if (!progress.complete && isFurthest)
        progress.stopped = { code: 'too-late', event, late: late / nanosecondsOf(1) };
    },
    cut(keys, event) {
      const progress = progressOf(keys);
      if (!progress.complete && progress.events.length > 0) progress.stopped ??= { code: 'until', event };
    },
    rejected({ keys, events }, stage) {
      const progress = progressOf(keys);
      if (progress.complete) return;
      const chain = events.filter((event) => event !== null);
      const event = findForbidden(chain, progress.marks, stage, positive);
      const stopped: StopReason = { code: 'forbidden', event };
      Object.assign(progress, { stage: positive.at(-1), events: chain, stopped });
    },
    completed({ keys, events }) {
      const progress = progressOf(keys);
      if (progress.complete) return;
      const chain = events.filter((event) => event !== null);
      Object.assign(progress, { complete: true, events: chain, stopped: undefined });
    },
  });
  const elapsed = elapsedTime();
  for (const { origin, time, hits: found } of hits) {
    noteMarks(found, origin, time?.milliseconds ?? 0, progressOf);
    matcher.read(origin, elapsed(time), found);
  }
  matcher.finish();
  return all;
}

/**
 * Returns the event that made a match fail on a missing stage: the last one before, the first one between, or
 * the current one.
 */
function findForbidden(
  events: readonly number[],
  marks: readonly SequenceMark[],
  stage: number,
  positive: readonly number[],
): number | undefined {
  const ofStage = marks.filter(({ stages }) => stages.includes(stage));
  const timeOf = (event: number | undefined): number =>
    marks.find((mark) => mark.event === event)?.time ?? Number.NaN;
  const next = positive.findIndex((one) => one > stage);
  if (next < 0) return ofStage.at(-1)?.event;
  const until = timeOf(events[next]);
  if (next === 0) return ofStage.findLast(({ time }) => time < until)?.event;
  const from = timeOf(events[next - 1]);
  return ofStage.find(({ time }) => from < time && time < until)?.event;
}

/** Returns the stages whose events must occur, with runs expanded. */
function positiveStages({ steps }: PlannedSequence): number[] {
  return steps.flatMap(({ missing }, stage) => (missing ? [] : [stage]));
}

function noteMarks(
  hits: SequenceHits,
  event: number,
  time: number,
  progressOf: (keys: KeyTuple) => Progress,
): void {
  const byKey = new Map<string, { keys: KeyTuple; stages: number[]; until: boolean }>();
  const entry = (keys: KeyTuple): { stages: number[]; until: boolean } => {
    const id = tupleId(keys);
    const known = byKey.get(id) ?? { keys, stages: [], until: false };
    byKey.set(id, known);
    return known;
  };
  hits.stages.forEach((tuples, stage) => {
    for (const keys of tuples) entry(keys).stages.push(stage);
  });
  for (const keys of hits.until) entry(keys).until = true;
  for (const { keys, stages, until } of byKey.values())
    progressOf(keys).marks.push({ event, time, stages, until });
}

/** The data that the explanations of all keys share. */
interface Scene {
  readonly planned: PlannedSequence;
  /** Events that match something, in order. */
  readonly hits: readonly Hit[];
  /** All events in order. */
  readonly placed: readonly ReadEvent[];
  readonly progress: ReadonlyMap<string, Progress>;
  readonly now: bigint;
}

function explainKey(progress: Progress, scene: Scene): KeyExplanation {
  const { planned, hits } = scene;
  const positive = positiveStages(planned);
  const times = new Map(hits.map((hit) => [hit.origin, hit.time?.milliseconds ?? 0]));
  const reached = progress.events.map((event, index) => ({
    stage: positive[index]!,
    event,
    time: times.get(event) ?? 0,
  }));
  const base = {
    keys: printKeys(progress.keys, planned.steps[0]!.keys, 'text'),
    complete: progress.complete,
    reached,
    marks: progress.marks,
  };
  if (progress.complete) return { ...base, stage: undefined, stopped: undefined };
  const stage = positive[reached.length] ?? positive.at(-1)!;
  return { ...base, stage, stopped: progress.stopped ?? findReason(progress, stage, scene) };
}

/**
 * Returns why nothing continued a partial match that was neither too late, nor ended by until, nor forbidden.
 */
function findReason(progress: Progress, stage: number, scene: Scene): StopReason {
  const { hits, planned } = scene;
  const id = tupleId(progress.keys);
  const last = progress.events.at(-1);
  const lastPlace = hits.findIndex((hit) => hit.origin === last);
  const candidates = hits.flatMap((hit, place) =>
    hit.hits.stages[stage]!.length > 0 ? [{ hit, place }] : [],
  );
  const hasKey = (hit: Hit): boolean => hit.hits.stages[stage]!.some((tuple) => tupleId(tuple) === id);
  const isNextRun = stage > 0 && planned.steps[stage - 1]!.step === planned.steps[stage]!.step;
  if (last !== undefined && !isNextRun) {
    const early = candidates.findLast(({ hit, place }) => place < lastPlace && hasKey(hit));
    if (early) return { code: 'too-early', event: early.hit.origin };
    const other = candidates.find(
      ({ hit, place }) => place > lastPlace && !hasKey(hit) && isStray(hit, stage, scene),
    );
    if (other) return describeOtherKey(other.hit, stage, progress.keys, planned.steps[stage]!);
  }
  return { code: 'no-event', nearest: nearestMiss(planned.steps[stage]!, progress.keys, last, scene) };
}

/**
 * Returns whether an event of a stage had no partial match with its own key to continue: its key may be the
 * mistake.
 */
function isStray(hit: Hit, stage: number, { progress }: Scene): boolean {
  return hit.hits.stages[stage]!.every((tuple) => {
    const own = progress.get(tupleId(tuple));
    return !own || own.events.length === 0 || own.events[0] === hit.origin;
  });
}

function describeOtherKey(hit: Hit, stage: number, wanted: KeyTuple, { keys }: PlannedStep): StopReason {
  const [tuple] = hit.hits.stages[stage]!;
  const found = printKeys(tuple!, keys, 'text');
  const shown = printKeys(wanted, keys, 'text');
  const different = tuple!.findIndex((value, index) => value !== wanted[index]);
  return {
    code: 'other-key',
    event: hit.origin,
    field: (keys[different] as JoinKey).field.name,
    wanted: shown[different],
    found: found[different],
  };
}

/**
 * Returns the later event that comes nearest to matching a step. An event with the right key wins over any
 * other.
 */
function nearestMiss(
  step: PlannedStep,
  keys: KeyTuple,
  last: number | undefined,
  { placed, now }: Scene,
): { event: number; explanation: Explanation } | undefined {
  const from = last === undefined ? 0 : placed.findIndex(({ origin }) => origin === last) + 1;
  let best: { event: number; explanation: Explanation; cost: number } | undefined;
  for (const { event, origin } of placed.slice(from, from + mostCandidates)) {
    const explanation = explainPlan(step.plan, event, { language: 'eql', now });
    const hasKey = last === undefined || hasKeys(step.keys, event, keys);
    const cost = distance(explanation) + (hasKey ? 0 : wrongKeyCost);
    if (!explanation.holds && (!best || cost < best.cost)) best = { event: origin, explanation, cost };
  }
  return best && { event: best.event, explanation: best.explanation };
}

/** The cost of a different key, in failing clauses. */
const wrongKeyCost = 1.5;
