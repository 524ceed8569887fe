import type { PlannedSample, PlannedSequence, PlannedStep } from '../../evaluate/plan/planned-query.js';
import type { EventObject } from '../../evaluate/values/access.js';
import { conditionText, type Draft, matchDraft, missDraft } from './draft.js';
import { plainValue, unusualValues } from './plain-values.js';
import { flipConditions, type Solved, solveFilter } from './solve-filter.js';
import type { SolveOptions } from './solve-plan.js';
import type { SynthesisRequest } from './synthesized.js';

/** Events of a sequence or sample with their times, in milliseconds. */
interface Timed {
  readonly event: EventObject;
  readonly at: number;
}

const step = 1_000;

/** Yields the cases of a sequence or sample: all steps in time, and each with one mistake. */
export function* draftsOfSteps(
  planned: PlannedSequence | PlannedSample,
  request: SynthesisRequest,
  options: SolveOptions,
): Generator<Draft> {
  const present = planned.steps.filter(({ missing }) => !missing);
  const solved = solveSteps(present, options);
  const gap = planned.kind === 'sequence' ? gapOf(planned, present.length) : step;
  const timed = solved?.map(({ event }, index): Timed => ({ event, at: index * gap }));
  if (request.match) yield matchDraft('match', timed ? [{ events: written(timed) }] : []);
  if (!solved || !timed || !request.nearMisses) return;
  for (const [index, one] of solved.entries()) {
    const own = present[index]!;
    // Repeated steps have the same conditions.
    if (present.findIndex((other) => other.step === own.step) !== index) continue;
    const given = keysOf(own, one.event);
    for (const { leaf, event } of flipConditions(own, one, { ...options, given })) {
      const name = `step ${own.step + 1} fails ${conditionText(options.query, leaf.span)}`;
      const replaced = present.flatMap((other, at): Timed[] => {
        if (other.step !== own.step) return [timed[at]!];
        return event ? [{ event, at: timed[at]!.at }] : [];
      });
      yield missDraft(name, event ? [{ events: written(replaced) }] : [], leaf.span);
    }
  }
  yield* missesOfRuns(present, timed);
  if (planned.kind === 'sequence') yield* missesOfSequence(planned, present, timed, options);
  yield* missesOfKeys(present, timed, options);
}

/**
 * Yields the events of a sequence or sample with those of one step replaced by an event with given join keys:
 * those of the other events, or any, which the others adopt. For a missing step the event is inserted between
 * the others.
 */
export function* stepsWith(
  planned: PlannedSequence | PlannedSample,
  number: number,
  options: SolveOptions,
  eventFor: (given: ReadonlyMap<string, unknown>) => EventObject | undefined,
): Generator<readonly EventObject[]> {
  const present = planned.steps.filter(({ missing }) => !missing);
  const own = planned.steps.find(({ step: one }) => one === number);
  const [first] = present;
  if (!own || !first) return;
  const solved = solveSteps(present, options);
  const gap = planned.kind === 'sequence' ? gapOf(planned, present.length) : step;
  const timedOf = (all: readonly { readonly event: EventObject }[]): Timed[] =>
    all.map(({ event }, index) => ({ event, at: index * gap }));
  if (solved) {
    const timed = timedOf(solved);
    const given = givenBy(own, first, timed[0]!.event);
    const event = eventFor(given);
    const full = event && { ...Object.fromEntries(given), ...event };
    if (full) yield written(replaced(planned.steps, present, own, full, timed));
  }
  const event = eventFor(new Map());
  const others =
    event &&
    solveInTurn(
      present.filter(({ step: one }) => one !== number),
      options,
      own.keys.map(({ field }) => field.access.all(event)[0]),
    );
  if (!event || !others) return;
  const left = [...others];
  const all = present.map((one) => (one.step === number ? { event } : left.shift()!));
  if (own.missing) yield written(between(planned.steps, own, event, timedOf(all)));
  else yield written(timedOf(all));
}

function replaced(
  steps: readonly PlannedStep[],
  present: readonly PlannedStep[],
  own: PlannedStep,
  event: EventObject,
  timed: readonly Timed[],
): readonly Timed[] {
  if (own.missing) return between(steps, own, event, timed);
  return timed.map((one, index) => (present[index]!.step === own.step ? { ...one, event } : one));
}

/** Returns a step's join key values from the first event. */
function givenBy(
  { keys }: PlannedStep,
  first: PlannedStep,
  event: EventObject,
): ReadonlyMap<string, unknown> {
  return new Map(
    keys.flatMap(({ field }, index) => {
      const [value] = first.keys[index]?.field.access.all(event) ?? [];
      return value === undefined ? [] : [[field.name, value] as const];
    }),
  );
}

/** Inserts an event at the position of a missing step. */
function between(
  steps: readonly PlannedStep[],
  absent: PlannedStep,
  event: EventObject,
  timed: readonly Timed[],
): readonly Timed[] {
  const before = steps.slice(0, steps.indexOf(absent)).filter(({ missing }) => !missing).length;
  const at = (timed[before - 1]?.at ?? -2) + 1;
  return [...timed.slice(0, before), { event, at }, ...timed.slice(before)];
}

/**
 * Solves the steps. If a later step excludes an address used by the first one, other addresses are used as
 * join keys.
 */
function solveSteps(steps: readonly PlannedStep[], options: SolveOptions): readonly Solved[] | undefined {
  const mapping = steps[0]?.keys.find(({ field }) => field.mapping?.type === 'ip')?.field.mapping;
  for (const address of [undefined, ...unusualValues(mapping)]) {
    const values = (steps[0]?.keys ?? []).map(({ field }) =>
      field.mapping?.type === 'ip' ? address : undefined,
    );
    const found = solveInTurn(steps, options, values);
    if (found) return found;
  }
  return undefined;
}

/** Solves the steps one after the other; each adopts the known join key values. */
function solveInTurn(
  steps: readonly PlannedStep[],
  options: SolveOptions,
  given: readonly unknown[],
): readonly Solved[] | undefined {
  const values: unknown[] = [...given];
  const solved: Solved[] = [];
  for (const one of steps) {
    const keys = new Map<string, unknown>();
    one.keys.forEach(({ field, unmapped }, index) => {
      if (unmapped) return;
      if (values[index] !== undefined) keys.set(field.name, values[index]);
    });
    const found = solveFilter(one, true, { ...options, given: keys });
    if (!found) return undefined;
    const event: Record<string, unknown> = { ...found.event };
    one.keys.forEach(({ field, unmapped }, index) => {
      if (unmapped) return;
      const [own] = field.access.all(event);
      values[index] ??=
        own ?? plainValue(field.name, field.mapping, options.catalogue.get(field.name), options.seed);
      if (own === undefined) event[field.name] = values[index];
    });
    solved.push({ ...found, event });
  }
  return solved;
}

function keysOf({ keys }: PlannedStep, event: EventObject): ReadonlyMap<string, unknown> {
  return new Map(
    keys.flatMap(({ field }) => {
      const [value] = field.access.all(event);
      return value === undefined ? [] : [[field.name, value] as const];
    }),
  );
}

/** Returns the time between two events: a second, or less if that would exceed maxspan. */
function gapOf({ maxspan }: PlannedSequence, events: number): number {
  if (maxspan === undefined || events < 2) return step;
  return Math.max(0, Math.min(step, Math.floor(maxspan / (events - 1))));
}

/** Yields for each repeated step a case with one event less. */
function* missesOfRuns(present: readonly PlannedStep[], timed: readonly Timed[]): Generator<Draft> {
  for (const [index, { step: number }] of present.entries()) {
    const runs = present.filter((one) => one.step === number);
    if (runs.length > 1 && present[index - 1]?.step !== number)
      yield missDraft(`one run of step ${number + 1} too few`, [
        { events: written(timed.filter((_, at) => at !== index)) },
      ]);
  }
}

function* missesOfSequence(
  planned: PlannedSequence,
  present: readonly PlannedStep[],
  timed: readonly Timed[],
  options: SolveOptions,
): Generator<Draft> {
  const last = timed.at(-1);
  if (!last || timed.length < 2) return;
  const { maxspan, until } = planned;
  if (maxspan !== undefined) {
    const late = [...timed.slice(0, -1), { ...last, at: timed[0]!.at + maxspan + 1 }];
    yield missDraft('later than maxspan by 1 ms', [{ events: written(late) }]);
  }
  const isRepeated = present.every((one) => one.step === present[0]!.step);
  if (!isRepeated) {
    const events = timed.map(({ event }) => event).reverse();
    const reversed = timed.map(({ at }, index): Timed => ({ event: events[index]!, at }));
    yield missDraft('the steps in a different order', [{ events: written(reversed) }]);
  }
  if (until) {
    const given = givenBy(until, present[0]!, timed[0]!.event);
    const found = solveFilter(until, true, { ...options, given });
    const at = last.at - Math.max(1, Math.floor((last.at - timed[timed.length - 2]!.at) / 2));
    const ended = found && [...timed.slice(0, -1), { event: found.event, at }, last];
    yield missDraft('until in between', ended ? [{ events: written(ended) }] : []);
  }
  for (const absent of planned.steps) {
    if (!absent.missing) continue;
    const given = givenBy(absent, present[0]!, timed[0]!.event);
    const found = solveFilter(absent, true, { ...options, given });
    const events = found && between(planned.steps, absent, found.event, timed);
    yield missDraft(
      `with an event of the missing step ${absent.step + 1}`,
      events ? [{ events: written(events) }] : [],
    );
  }
}

/** Yields for each join key a case whose last event has another value. */
function* missesOfKeys(
  present: readonly PlannedStep[],
  timed: readonly Timed[],
  options: SolveOptions,
): Generator<Draft> {
  const last = timed.at(-1);
  const own = present.at(-1);
  if (!last || !own || timed.length < 2) return;
  for (const { field, unmapped } of own.keys) {
    if (unmapped) continue;
    const versions = [1, 2, 3].map((number) => {
      const value = plainValue(
        field.name,
        field.mapping,
        options.catalogue.get(field.name),
        options.seed + number,
      );
      return {
        events: written([...timed.slice(0, -1), { ...last, event: { ...last.event, [field.name]: value } }]),
      };
    });
    yield missDraft(`different ${field.name}`, versions);
  }
}

/** Returns the events as in a test file: in time order, each with its offset. */
function written(timed: readonly Timed[]): readonly EventObject[] {
  const first = timed.reduce((earliest, { at }) => Math.min(earliest, at), 0);
  return [...timed]
    .sort((a, b) => a.at - b.at)
    .map(({ event, at }) => ({ at: offsetText(at - first), ...event }));
}

/** Formats an offset, in whole seconds if possible. */
function offsetText(milliseconds: number): string {
  return milliseconds % 1_000 === 0 ? `${milliseconds / 1_000}s` : `${milliseconds}ms`;
}
