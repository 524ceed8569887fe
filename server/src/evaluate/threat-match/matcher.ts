import { compileFieldTest } from '../plan/compile.js';
import type { PlannedField } from '../plan/plan.js';
import type { EventObject } from '../values/access.js';
import {
  type ComparedValue,
  type IndicatorIndex,
  indexIndicators,
  indicatorValues,
  textOf,
  valueNode,
} from './compare.js';
import type { PlannedThreatMatch, ThreatEntry, ThreatGroup } from './plan-threat-match.js';

/** A field of an event that has an indicator's value, as in an alert's `threat.enrichments`. */
export interface Enrichment {
  /** The number of the indicator, from 0. */
  readonly indicator: number;
  readonly matched: {
    /** The value of the event. */
    readonly atomic: unknown;
    readonly field: string;
    /** The `_id` and `_index` of the indicator, if it has them. */
    readonly id?: unknown;
    readonly index?: unknown;
    readonly type: 'indicator_match_rule';
  };
  /** The indicator's object at the rule's indicator path. */
  readonly fields: Readonly<Record<string, unknown>>;
}

/**
 * Returns the matching indicators of an event, ordered by indicator, then by mapping entry. Empty without a
 * match.
 */
export type ThreatMatcher = (event: EventObject) => readonly Enrichment[];

interface PreparedGroup {
  readonly group: ThreatGroup;
  readonly values: ReadonlyMap<number, readonly ComparedValue[]>;
  /** The position of the first entry that is not negated, which `index` covers. */
  readonly leading: number;
  readonly index: IndicatorIndex;
}

/** Returns the indicators that the threat query finds, with their numbers. */
export function countingIndicators({ indicators, filter }: PlannedThreatMatch): [number, EventObject][] {
  return [...indicators.entries()].filter(([, indicator]) => filter.matches(indicator));
}

/** Matchers for single events of a threat_match rule. */
export interface ThreatMatchers {
  readonly match: ThreatMatcher;
  /** The same if only the first value of each field is seen. It receives what `match` has found. */
  readonly matchFirst: (event: EventObject, found: readonly Enrichment[]) => readonly Enrichment[];
  /**
   * Returns whether the engine starts with the events and looks up indicators for them, in which case it only
   * sees the first of several values: if fewer events match the query than indicators match the threat query
   * (Kibana's `create_threat_signals`).
   */
  readonly seesFirstValues: (events: number) => boolean;
}

/** Returns the matchers for both ways in which the engine compares events with indicators. */
export function threatMatchers(planned: PlannedThreatMatch): ThreatMatchers {
  const counting = countingIndicators(planned);
  const match = matcherOf(planned, counting);
  const fields = planned.groups.flatMap((group) => group.map(({ field }) => field));
  let first: ThreatMatcher | undefined;
  return {
    match,
    matchFirst: (event, found) => {
      if (!fields.some(({ access }) => access.all(event).length > 1)) return found;
      first ??= matcherOf(withFirstValues(planned), counting);
      return first(event);
    },
    seesFirstValues: (events) => events < counting.length,
  };
}

/** Returns the mapping as it is compared if this many events match the query, see {@link ThreatMatchers}. */
export function mappingFor(events: number, planned: PlannedThreatMatch): PlannedThreatMatch {
  return events < countingIndicators(planned).length ? withFirstValues(planned) : planned;
}

/** Returns the same mapping for events whose fields only show their first value. */
function withFirstValues(planned: PlannedThreatMatch): PlannedThreatMatch {
  const first = ({ access, ...field }: PlannedField): PlannedField => ({
    ...field,
    access: {
      path: access.path,
      all: (event) => access.all(event).slice(0, 1),
      some: (event, test) => access.all(event).slice(0, 1).some(test),
    },
  });
  const groups = planned.groups.map((group) =>
    group.map((entry) => ({ ...entry, field: first(entry.field) })),
  );
  return { ...planned, groups };
}

/** Returns a matcher against the indicators that the threat query finds. */
export function threatMatcher(planned: PlannedThreatMatch): ThreatMatcher {
  return matcherOf(planned, countingIndicators(planned));
}

function matcherOf(
  planned: PlannedThreatMatch,
  counting: readonly (readonly [number, EventObject])[],
): ThreatMatcher {
  const { now } = planned;
  const groups = planned.groups.map((group): PreparedGroup => {
    const values = new Map<number, readonly ComparedValue[]>();
    for (const [number, indicator] of counting) {
      const found = indicatorValues(group, indicator);
      if (found) values.set(number, found);
    }
    const leading = group.findIndex((entry) => !entry.negated);
    const first = new Map([...values].map(([number, texts]) => [number, textOf(texts[leading])]));
    return { group, values, leading, index: indexIndicators(group[leading]!, first, now) };
  });
  return (event) => {
    const found = groups.flatMap(({ group, values, leading, index }) =>
      index.find(event).flatMap((number) => {
        const texts = values.get(number)!;
        const holds = group.every(
          (entry, place) => place === leading || entryHolds(entry, texts[place]!, event, now),
        );
        return holds
          ? group.flatMap((entry, place) =>
              entry.negated ? [] : [enrichmentOf(entry, textOf(texts[place]), event, number, planned)],
            )
          : [];
      }),
    );
    return found.length < 2 ? found : found.sort((a, b) => a.indicator - b.indicator);
  };
}

/** Returns whether one comparison of an event with an indicator's value holds. */
export function entryHolds(
  { field, negated }: ThreatEntry,
  value: ComparedValue,
  event: EventObject,
  now: bigint,
): boolean {
  if (value === 'ignored') return true;
  if (value === 'missing') return field.access.some(event, () => true);
  const { text } = value;
  return field.access.some(event, compileFieldTest(valueNode(field, text), now)) !== negated;
}

function enrichmentOf(
  { field }: ThreatEntry,
  text: string,
  event: EventObject,
  number: number,
  { indicators, indicatorPath, now }: PlannedThreatMatch,
): Enrichment {
  const indicator = indicators[number]!;
  const test = compileFieldTest(valueNode(field, text), now);
  return {
    indicator: number,
    matched: {
      atomic: field.access.all(event).find(test),
      field: field.name,
      ...(indicator._id !== undefined && { id: indicator._id }),
      ...(indicator._index !== undefined && { index: indicator._index }),
      type: 'indicator_match_rule',
    },
    fields: objectAt(indicator, indicatorPath),
  };
}

/** Returns the object at a path of nested or dotted keys, or an empty one if it is missing. */
function objectAt(event: EventObject, path: string): Record<string, unknown> {
  const found: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(event)) {
    if (key.startsWith(`${path}.`)) found[key.slice(path.length + 1)] = value;
    else if (key === path || path.startsWith(`${key}.`)) {
      const object = Array.isArray(value) ? value[0] : value;
      if (typeof object !== 'object' || object === null) continue;
      Object.assign(
        found,
        key === path ? object : objectAt(object as EventObject, path.slice(key.length + 1)),
      );
    }
  }
  return found;
}
