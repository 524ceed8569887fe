import type { PlannedField } from '../../evaluate/plan/plan.js';
import type { PlannedFilter } from '../../evaluate/plan/planned-filter.js';
import type {
  PlannedEventQuery,
  PlannedNewTermsQuery,
  PlannedThreatMatchQuery,
  PlannedThresholdQuery,
} from '../../evaluate/plan/planned-query.js';
import type { EventObject } from '../../evaluate/values/access.js';
import { conditionText, type Draft, matchDraft, missDraft } from './draft.js';
import { eachValueOf } from './each-value.js';
import { plainValue } from './plain-values.js';
import { flipConditions, solveFilter } from './solve-filter.js';
import type { SolveOptions } from './solve-plan.js';
import type { SynthesisRequest } from './synthesized.js';

/** A query with a single filter that is evaluated on each event. */
export type PlannedForEvents =
  | PlannedEventQuery
  | PlannedThresholdQuery
  | PlannedNewTermsQuery
  | PlannedThreatMatchQuery;
type Made = Pick<Draft['versions'][number], 'events' | 'history' | 'indicators' | 'isAnomaly'>;

/** Yields the cases of a rule with a single event filter, with the other data that its type uses. */
export function* draftsOfEvents(
  planned: PlannedForEvents,
  request: SynthesisRequest,
  options: SolveOptions,
  isAnomaly: boolean,
): Generator<Draft> {
  const solved = solveFilter(planned.filter, true, options);
  const own = (event: EventObject): Made => ({
    ...raised(planned, event, options),
    ...(isAnomaly && { isAnomaly: true as const }),
  });
  if (request.match) yield matchDraft('match', solved ? [own(solved.event)] : []);
  if (!solved) return;
  if (request.eachValue)
    for (const { name, event } of eachValueOf(solved, options))
      yield matchDraft(name, event ? [own(event)] : []);
  if (!request.nearMisses) return;
  for (const { leaf, event } of flipConditions(planned.filter, solved, options)) {
    const name = `fails ${conditionText(options.query, leaf.span)}`;
    // The failed requirement may be a field that groups or terms need.
    const alone = { events: [event ?? {}], ...(isAnomaly && { isAnomaly: true as const }) };
    yield missDraft(name, event ? [own(event), alone] : [], leaf.span);
  }
  yield* casesOfType(planned, solved.event, options);
}

/** Returns what a rule of this type needs to raise an alert for an event that matches its query. */
export function raised(planned: PlannedForEvents, event: EventObject, options: SolveOptions): Made {
  switch (planned.kind) {
    case 'event':
      return { events: [event] };
    case 'new-terms':
      return {
        events: [
          withFields(
            event,
            planned.newTerms.keys.map(({ field }) => field),
            options,
          ),
        ],
      };
    case 'threshold':
      return { events: groupOf(planned, event, planned.threshold.least, true, options) };
    case 'threat-match': {
      const [group = []] = planned.threatMatch.groups;
      const full = withFields(
        event,
        group.map(({ field }) => field),
        options,
      );
      const document = solveFilter(planned.threatMatch.filter, true, {
        ...options,
        query: planned.threatMatch.threatQuery,
      });
      const indicator: Record<string, unknown> = { ...document?.event };
      for (const { field, indicatorField, negated } of group)
        indicator[indicatorField.name] = negated ? 'other' : full[field.name];
      return { events: [full], indicators: [indicator] };
    }
  }
}

function* casesOfType(
  planned: PlannedForEvents,
  event: EventObject,
  options: SolveOptions,
): Generator<Draft> {
  switch (planned.kind) {
    case 'threshold':
      return yield* casesOfThreshold(planned, event, options);
    case 'new-terms':
      return yield* casesOfNewTerms(planned, raised(planned, event, options), options);
    case 'threat-match':
      return yield* casesOfThreatMatch(planned, raised(planned, event, options), options);
  }
}

function* casesOfThreshold(
  planned: PlannedThresholdQuery,
  event: EventObject,
  options: SolveOptions,
): Generator<Draft> {
  const { least, cardinality, keys } = planned.threshold;
  if (least > 1)
    yield missDraft('one event too few', [{ events: groupOf(planned, event, least - 1, true, options) }]);
  if (cardinality && cardinality.least > 1)
    yield missDraft(`too few values of ${cardinality.field.name}`, [
      { events: groupOf(planned, event, Math.max(least, cardinality.least), false, options) },
      { events: groupOf(planned, event, least, true, options).slice(0, cardinality.least - 1) },
    ]);
  if (least < 2) return;
  const events = groupOf(planned, event, least, true, options);
  for (const { field } of keys)
    yield missDraft(
      `different ${field.name}`,
      otherValues(field, options).map((value) => ({
        events: [...events.slice(0, -1), { ...events.at(-1), [field.name]: value }],
      })),
    );
}

const minute = 60_000;

/**
 * Yields cases with terms in the history, also at its edges, and with terms of which it contains only a part.
 */
function* casesOfNewTerms(
  { newTerms: { keys, historyStart } }: PlannedNewTermsQuery,
  own: Made,
  options: SolveOptions,
): Generator<Draft> {
  yield missDraft('known terms', [{ ...own, history: own.events }]);
  const start = historyStart(options.now);
  const known = (time: number): Made => {
    const at = new Date(time).toISOString();
    return { ...own, history: own.events.map((event) => ({ at, ...event })) };
  };
  yield missDraft('terms known since the start of the history', [known(start + minute)]);
  yield matchDraft('terms known only before the history', [known(start - minute)]);
  if (keys.length < 2) return;
  for (const { field } of keys)
    yield matchDraft(
      `terms known with a different ${field.name}`,
      otherValues(field, options).map((value) => ({
        ...own,
        history: own.events.map((event) => ({ ...event, [field.name]: value })),
      })),
    );
}

/**
 * Yields cases with indicators that differ from the event in one field, and with indicators that do not
 * count.
 */
function* casesOfThreatMatch(
  { threatMatch: { groups, filter, threatQuery } }: PlannedThreatMatchQuery,
  own: Made,
  options: SolveOptions,
): Generator<Draft> {
  yield missDraft('no indicator', [{ ...own, indicators: [] }]);
  const [indicator = {}] = own.indicators ?? [];
  const [group = []] = groups;
  for (const { field, indicatorField, negated } of group)
    if (!negated)
      yield missDraft(
        `an indicator with a different ${indicatorField.name}`,
        otherValues(field, options).map((value) => ({
          ...own,
          indicators: [{ ...indicator, [indicatorField.name]: value }],
        })),
      );
  const given = new Map(group.map(({ indicatorField: { name } }) => [name, indicator[name]] as const));
  const threat = { ...options, query: threatQuery, given };
  const solved = solveFilter(filter, true, threat);
  for (const { leaf, event } of solved ? flipConditions(filter, solved, threat) : [])
    yield missDraft(
      `an indicator that fails ${conditionText(threatQuery, leaf.span)}`,
      event ? [{ ...own, indicators: [event] }] : [],
    );
}

/** Returns some values of a field that differ from the first one. */
function otherValues({ name, mapping }: PlannedField, { catalogue, seed }: SolveOptions): readonly unknown[] {
  return [1, 2, 3].map((number) => plainValue(name, mapping, catalogue.get(name), seed + number));
}

/** Returns the event with values in all of the fields. */
function withFields(event: EventObject, fields: readonly PlannedField[], options: SolveOptions): EventObject {
  const full: Record<string, unknown> = { ...event };
  for (const field of fields)
    if (field.access.all(full).length === 0)
      full[field.name] = plainValue(
        field.name,
        field.mapping,
        options.catalogue.get(field.name),
        options.seed,
      );
  return full;
}

/** Returns copies of an event that form one group, with different values in the counted field. */
function groupOf(
  { filter, threshold: { keys, cardinality, least } }: PlannedThresholdQuery,
  event: EventObject,
  count: number,
  areDistinct: boolean,
  options: SolveOptions,
): readonly EventObject[] {
  const full = withFields(
    event,
    keys.map(({ field }) => field),
    options,
  );
  const counted = cardinality?.field;
  // One event less must not leave too few values.
  const number = areDistinct && count >= least ? Math.max(count, cardinality?.least ?? 0) : count;
  return Array.from({ length: Math.min(number, mostCopies) }, (_, index) =>
    counted
      ? { ...full, [counted.name]: countedValue(full, counted, filter, areDistinct ? index : 0, options) }
      : full,
  );
}

/** Returns a value of the counted field with which the event still matches. */
function countedValue(
  event: EventObject,
  { name, mapping, access }: PlannedField,
  { matches }: PlannedFilter,
  number: number,
  { catalogue, seed }: SolveOptions,
): unknown {
  const [own] = access.all(event);
  const plain = plainValue(name, mapping, catalogue.get(name), seed + number);
  if (own === undefined) return plain;
  const others = number === 0 ? [own] : [plain, `${String(own)}-${number}`, own];
  return others.find((value) => matches({ ...event, [name]: value })) ?? own;
}

/** Limit of events in a group: nobody reads a test with more. */
const mostCopies = 10_000;
