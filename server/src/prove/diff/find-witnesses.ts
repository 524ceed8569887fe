import { explainEvent } from '../../evaluate/explain/explain-rule.js';
import { clauseText } from '../../evaluate/explain/explain-text.js';
import { decidingClauses } from '../../evaluate/explain/nearest.js';
import { hasSteps } from '../../evaluate/plan/planned-query.js';
import type { EventObject } from '../../evaluate/values/access.js';
import type { FieldCatalogue } from '../../fields/catalogue.js';
import { loadEcsCatalogue } from '../../fields/ecs.js';
import { languageOf } from '../../query/languages.js';
import { meetsExpectation } from '../../testing/run-case.js';
import { raised } from '../synthesis/of-events.js';
import { stepsWith } from '../synthesis/of-steps.js';
import { solveDifference } from '../synthesis/solve-filter.js';
import type { SolveOptions } from '../synthesis/solve-plan.js';
import { synthesisSteps } from '../synthesis/synthesize.js';
import type { SynthesizedCase } from '../synthesis/synthesized.js';
import { prepareCase } from '../synthesis/verify-case.js';
import type { RuleVersion } from './compare-logic.js';

/** Events that raise an alert in only one of two rule versions, verified by running both. */
export interface Witness {
  readonly case: SynthesizedCase;
  /**
   * The decisive condition of the version without an alert, as written; undefined if none can be determined.
   */
  readonly decidedBy: string | undefined;
}

/** Events for both directions of a change. */
export interface Witnesses {
  /** Only the new version raises an alert. */
  readonly gained: readonly Witness[];
  /** Only the old version raises an alert. */
  readonly lost: readonly Witness[];
  /** Set if the search timed out before all events were run. */
  readonly isCut?: true;
}

/** No events. */
export const noWitnesses: Witnesses = { gained: [], lost: [] };

/** Default time limit in milliseconds: large queries have more conditions than can be run. */
export const longestSearch = 2_000;

/** Limit of events for one direction: more add no information. */
const mostWitnesses = 3;

/**
 * Finds events on which two versions of a rule differ, simplest first: synthesised for the difference, then
 * for each condition.
 */
export function findWitnesses(
  before: RuleVersion,
  after: RuleVersion,
  fields: FieldCatalogue | undefined,
  milliseconds: number,
): Witnesses {
  const gained: Witness[] = [];
  const lost: Witness[] = [];
  const end = performance.now() + milliseconds;
  const isLate = (): boolean => performance.now() > end;
  for (const one of candidates(before, after, fields, isLate)) {
    if (isLate()) break;
    const own = raisesAlert(before, one, fields);
    const other = raisesAlert(after, one, fields);
    if (own === undefined || other === undefined || own === other) continue;
    const [found, silent] = other ? [gained, before] : [lost, after];
    const decidedBy = decidingCondition(silent, one);
    // Another event that fails for the same reason adds no information.
    if (found.length >= mostWitnesses || found.some((earlier) => earlier.decidedBy === decidedBy)) continue;
    found.push({ case: { ...one, kind: 'match', expect: 'alert' }, decidedBy });
    if (gained.length >= mostWitnesses && lost.length >= mostWitnesses) break;
  }
  return { gained, lost, ...(isLate() && { isCut: true }) };
}

function* candidates(
  before: RuleVersion,
  after: RuleVersion,
  fields: FieldCatalogue | undefined,
  isLate: () => boolean,
): Generator<SynthesizedCase> {
  const options: SolveOptions = {
    catalogue: fields ?? loadEcsCatalogue(),
    now: after.prepared.context.now,
    seed: 0,
    query: after.prepared.queryText,
  };
  const seen = new Set<string>();
  const isNew = ({ events }: SynthesizedCase): boolean => {
    const key = JSON.stringify(events);
    return !seen.has(key) && seen.add(key) !== undefined;
  };
  for (const one of differences(before, after, options)) if (isNew(one)) yield one;
  const request = { match: true, nearMisses: true, eachValue: true, seed: 0 };
  const made = [after, before].map(({ rule }) => {
    const steps = synthesisSteps(rule, request, fields);
    for (;;) {
      const { done, value } = steps.next();
      if (done) return value.cases;
      if (isLate()) return [];
    }
  });
  for (const one of made.flat()) if (isNew(one)) yield one;
  for (const [index, cases] of made.entries())
    for (const one of withOtherConstants(cases, [after, before][index]!, [before, after][index]!))
      if (isNew(one)) yield one;
}

/** Limit of events of this kind. */
const mostSwaps = 400;

/** Yields a version's matches with strings that only this version contains, each one in each field. */
function* withOtherConstants(
  cases: readonly SynthesizedCase[],
  own: RuleVersion,
  other: RuleVersion,
): Generator<SynthesizedCase> {
  const [match] = cases.filter(({ kind }) => kind === 'match');
  const others = new Set(stringsOf(other));
  let left = mostSwaps;
  for (const text of new Set(stringsOf(own)))
    for (const name of others.has(text) ? [] : Object.keys(match?.events[0] ?? {})) {
      if (left-- <= 0) return;
      if (match && typeof match.events[0]![name] === 'string')
        yield { ...match, events: match.events.map((event) => ({ ...event, [name]: text })) };
    }
}

function stringsOf({ prepared: { queryText, language: id } }: RuleVersion): readonly string[] {
  const language = languageOf(id);
  const tree = language?.parse(queryText).tree;
  return tree === undefined ? [] : (language?.strings?.(tree) ?? []).map(({ text }) => text);
}

/** Yields cases from an event that one filter matches and the other does not. */
function* differences(
  before: RuleVersion,
  after: RuleVersion,
  options: SolveOptions,
): Generator<SynthesizedCase> {
  const [a, b] = [before.prepared.planned, after.prepared.planned];
  const named = { kind: 'match', expect: 'alert', name: 'matches one version' } as const;
  for (const isOld of [false, true]) {
    const own = isOld ? a : b;
    const other = isOld ? b : a;
    if (hasSteps(own)) {
      if (!hasSteps(other) || own.steps.length !== other.steps.length) continue;
      for (const step of own.steps) {
        const changed = other.steps.find((one) => one.step === step.step);
        if (!changed) continue;
        // For a missing event, use one that only the other version matches.
        const eventFor = (given: ReadonlyMap<string, unknown>): EventObject | undefined => {
          for (const { event } of solveDifference(step, changed, { ...options, given }, [!step.missing]))
            return event;
          return undefined;
        };
        for (const events of stepsWith(own, step.step, options, eventFor)) yield { ...named, events };
      }
    } else if (own.kind !== 'table' && !hasSteps(other)) {
      const isAnomaly = (isOld ? before : after).rule.type === 'machine_learning';
      for (const { event } of firstOf(solveDifference(own.filter, other.filter, options, [true])))
        yield { ...named, ...raised(own, event, options), ...(isAnomaly && { isAnomaly: true }) };
    }
  }
}

/** Limit of events to create for one difference. */
const mostDifferences = 20;

function* firstOf<Item>(items: Iterable<Item>): Generator<Item> {
  let left = mostDifferences;
  for (const item of items) {
    if (left-- <= 0) return;
    yield item;
  }
}

/** Returns whether a version raises an alert for a case; undefined if it cannot be run. */
function raisesAlert(
  { rule }: RuleVersion,
  one: SynthesizedCase,
  fields: FieldCatalogue | undefined,
): boolean | undefined {
  const ready = prepareCase(rule, { ...one, expect: 'alert' }, fields);
  return ready && meetsExpectation(ready.prepared, ready.events, ready.expect);
}

/** Returns what prevents a case with a single event from matching. */
function decidingCondition({ prepared }: RuleVersion, { events }: SynthesizedCase): string | undefined {
  const [event] = events;
  if (!event || events.length > 1 || hasSteps(prepared.planned)) return undefined;
  const [explained] = explainEvent(prepared, event);
  if (!explained || explained.explanation.holds) return undefined;
  const clauses = decidingClauses(explained.explanation).map((clause) =>
    clauseText(prepared.queryText, clause),
  );
  const shown = [...new Set(clauses.filter((text) => text !== ''))];
  return shown.length === 0 ? undefined : shown.slice(0, 2).join(' and ');
}
