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

/** A query that asks one filter of each event. */
export type PlannedForEvents =
  | PlannedEventQuery
  | PlannedThresholdQuery
  | PlannedNewTermsQuery
  | PlannedThreatMatchQuery;
type Made = Pick<Draft['versions'][number], 'events' | 'history' | 'indicators' | 'isAnomaly'>;

/** Cases of a rule that asks one filter of each event, with what its type looks at beside them. */
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
    yield missDraft(name, event ? [own(event)] : [], leaf.span);
  }
  yield* missesOfType(planned, solved.event, options);
}

/** What a rule of this type needs to raise an alert for an event that satisfies its query. */
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

function* missesOfType(
  planned: PlannedForEvents,
  event: EventObject,
  options: SolveOptions,
): Generator<Draft> {
  if (planned.kind === 'threshold') {
    const { least, cardinality } = planned.threshold;
    if (least > 1)
      yield missDraft('one event too few', [{ events: groupOf(planned, event, least - 1, true, options) }]);
    if (cardinality && cardinality.least > 1)
      yield missDraft(`too few values of ${cardinality.field.name}`, [
        { events: groupOf(planned, event, Math.max(least, cardinality.least), false, options) },
      ]);
  }
  if (planned.kind === 'new-terms') {
    const own = raised(planned, event, options);
    yield missDraft('terms that are known', [{ ...own, history: own.events }]);
  }
  if (planned.kind === 'threat-match') {
    const own = raised(planned, event, options);
    yield missDraft('no indicator', [{ ...own, indicators: [] }]);
  }
}

/** The event with values in all of the fields. */
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

/** Copies of an event that make one group, with different values where these are counted. */
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
  // One event less must not leave fewer values than it needs to.
  const number = areDistinct && count >= least ? Math.max(count, cardinality?.least ?? 0) : count;
  return Array.from({ length: Math.min(number, mostCopies) }, (_, index) =>
    counted
      ? { ...full, [counted.name]: countedValue(full, counted, filter, areDistinct ? index : 0, options) }
      : full,
  );
}

/** A value of the field whose values are counted, with which the event still matches. */
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

/** A test with more events than these is not read by anybody. */
const mostCopies = 10_000;
