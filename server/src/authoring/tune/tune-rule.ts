import { analyse } from '../../analysis/analyse.js';
import { fixInString } from '../../analysis/string-fix.js';
import type { ExceptionItem } from '../../evaluate/filters/check-exception.js';
import type { RuleInputs } from '../../evaluate/prepare/rule-inputs.js';
import { readsAlerts, sourceEvent } from '../../exchange/source-event.js';
import { format } from '../../ide/format.js';
import { type Rule, readRule } from '../../rule/rule.js';
import type { EventsReader } from '../../testing/case-events.js';
import { runTestFile } from '../../testing/run-test-file.js';
import type { TestFile } from '../../testing/test-file.js';
import { applyEdits } from '../../text/edits.js';
import { failure, type Result } from '../../text/result.js';
import { parseToml } from '../../toml/document.js';
import { type Conjunction, clauseHolds, levelOf, saysWho } from '../evidence/clause.js';
import type { Values } from '../evidence/common-clauses.js';
import type { EventSet } from '../evidence/event-set.js';
import { fieldValues } from '../evidence/field-values.js';
import { type Raised, type RaisedAlert, raisedAlerts } from '../evidence/raised.js';
import { exceptionItem, type ItemFrame } from './exception-item.js';
import { excluders, stepsOfPlaces } from './exclude-from-query.js';
import { priceOf, separations } from './separate.js';

export interface TuneRequest {
  readonly rule: Rule;
  readonly falsePositives: EventSet;
  readonly truePositives: EventSet;
  readonly tests: TestFile | undefined;
  readonly readEvents: EventsReader;
  /** The data that the rule uses besides events. */
  readonly inputs: RuleInputs;
  readonly as: 'exclusion' | 'exception';
  /** Limit of conditions in an exclusion. */
  readonly most: number;
  /** Returns the properties of an exception besides its conditions, by its number from 0. */
  readonly frameOf: (number: number) => ItemFrame;
}

/** A change that prevents alerts on false positives, verified by a run. */
export interface Tuning {
  readonly ok: true;
  readonly exclusions: readonly Conjunction[];
  /** The step of a sequence whose events are excluded, from 0. */
  readonly step: number | undefined;
  /** The text of the rule with its exclusion; unchanged if exceptions are used. */
  readonly text: string;
  readonly items: readonly ExceptionItem[];
  /** Number of alerts that were removed and kept, and of tests that passed before and pass now. */
  readonly removed: number;
  readonly kept: number;
  readonly passing: number;
  /**
   * Addresses of false and true positives that raise no alert, although each event should. They were ignored.
   */
  readonly silent: readonly string[];
  /** The alerts that are removed, and those that are kept. */
  readonly removedAlerts: readonly RaisedAlert[];
  readonly keptAlerts: readonly RaisedAlert[];
  readonly warnings: readonly string[];
}

/** Limit of changed rules to run. */
const mostTried = 25;

/** Limit of alerts, because each is compared with the conditions of all. */
const mostAlerts = 5000;

/**
 * Limit of true positives that are compared with the false ones individually to find those that are
 * indistinguishable.
 */
const mostCompared = 50;

/**
 * Finds the smallest conjunction of trusted conditions that removes every alert on the false positives, and
 * keeps every alert on the true positives and every passing test. The changed rule is run on all of them. The
 * error says why there is none.
 */
export function tuneRule(given: TuneRequest): Result<Tuning> {
  const request = withSources(given);
  const { rule, falsePositives, truePositives, inputs } = request;
  if (request.as === 'exclusion' && !canExclude(rule))
    return failure('an exclusion cannot be added to this query; create an exception instead');
  const before = raisedAlerts(rule, falsePositives.events, inputs);
  if (!before.ok) return before;
  const wanted = raisedAlerts(rule, truePositives.events, inputs);
  if (!wanted.ok) return wanted;
  if (before.alerts.length === 0)
    return failure('the rule raises no alert on the false positives, so there is nothing to remove');
  if (truePositives.events.length > 0 && wanted.alerts.length === 0)
    return failure('the rule raises no alert on the true positives, so losing one would go unnoticed');
  if (Math.max(before.alerts.length, wanted.alerts.length) > mostAlerts)
    return failure(`there are more than ${mostAlerts} alerts; pass fewer events`);
  const passing = passingTests(request, rule);
  if (wanted.alerts.length === 0 && !passing.some((one) => one.alerts > 0))
    return failure('no true positives: pass some, or write a test that expects an alert');
  const keptValues = wanted.alerts.flat().map((event) => fieldValues(truePositives.events[event]!));
  const tried = new Set<string>();
  for (const { step, exclusions } of waysToExclude(request, before, wanted)) {
    if (tried.size >= mostTried) break;
    const changed = withExclusions(request, exclusions, step);
    if (!changed || tried.has(changed.key)) continue;
    tried.add(changed.key);
    if (!holds(request, changed, wanted.alerts, passing)) continue;
    const { text, items } = changed;
    return {
      ok: true,
      exclusions,
      step: before.inSteps && request.as === 'exclusion' ? step : undefined,
      text,
      items,
      removed: before.alerts.length,
      kept: wanted.alerts.length,
      passing: passing.length,
      silent: [...silentIn(falsePositives, before), ...silentIn(truePositives, wanted)],
      removedAlerts: before.alerts,
      keptAlerts: wanted.alerts,
      warnings: exclusions.flatMap((one) => warningsOf(one, keptValues)),
    };
  }
  return failure(whyNone(request, before.alerts, wanted.alerts));
}

/** Returns the request with source events instead of exported alerts, unless the rule reads alerts. */
function withSources(request: TuneRequest): TuneRequest {
  const { rule, falsePositives, truePositives } = request;
  if (readsAlerts(analyse(rule.document.text, { document: rule.document }))) return request;
  const sources = (set: EventSet): EventSet => ({ ...set, events: set.events.map(sourceEvent) });
  return { ...request, falsePositives: sources(falsePositives), truePositives: sources(truePositives) };
}

/** Returns whether something can be excluded from a query. */
function canExclude({ query, language }: Rule): boolean {
  return query !== undefined && excluders[language ?? '']?.(query.text, [], 0) !== undefined;
}

function silentIn({ events, addressOf }: EventSet, { alerts, inSteps }: Raised): readonly string[] {
  if (inSteps || alerts.some((alert) => alert.length !== 1)) return [];
  const raising = new Set(alerts.flat());
  return events.flatMap((_, number) => (raising.has(number) ? [] : [addressOf(number)]));
}

interface Way {
  readonly step: number;
  readonly exclusions: readonly Conjunction[];
}

/** Returns ways to exclude the events of alerts, over all steps of a sequence, cheapest first. */
function waysToExclude(
  { rule, falsePositives, truePositives, most }: TuneRequest,
  removed: Raised,
  kept: Raised,
): readonly Way[] {
  const places = removed.inSteps ? stepsOfPlaces(rule.query?.text ?? '') : [];
  const steps = removed.inSteps ? [...new Set(places)] : [0];
  const limits = { most, least: Math.min(2, most) };
  const ways = steps.flatMap((step): readonly Way[] => {
    const valuesOf = (set: EventSet, { alerts, slots }: Raised) =>
      removed.inSteps
        ? slots.flatMap((slot) =>
            slot.flatMap((event, place) =>
              event !== null && places[place] === step ? [fieldValues(set.events[event]!)] : [],
            ),
          )
        : alerts.flat().map((event) => fieldValues(set.events[event]!));
    return separations(valuesOf(falsePositives, removed), valuesOf(truePositives, kept), limits).map(
      (exclusions) => ({
        step,
        exclusions,
      }),
    );
  });
  return ways.toSorted((a, b) => priceOf(a.exclusions) - priceOf(b.exclusions));
}

interface ChangedRule {
  readonly rule: Rule;
  readonly text: string;
  readonly items: readonly ExceptionItem[];
  readonly inputs: RuleInputs;
  /** The change, as a single string. */
  readonly key: string;
}

function withExclusions(
  { rule, inputs, as, frameOf }: TuneRequest,
  exclusions: readonly Conjunction[],
  step: number,
): ChangedRule | undefined {
  const { document, query, language } = rule;
  if (as === 'exception') {
    const items = exclusions.map((one, number) => exceptionItem(one, frameOf(number)));
    const all = { ...inputs, exceptions: [...(inputs.exceptions ?? []), ...items] };
    return { rule, text: document.text, items, inputs: all, key: JSON.stringify(items) };
  }
  const string = query?.string();
  const edits = query && excluders[language ?? '']?.(query.text, exclusions, step);
  const fix = string && edits && fixInString(string, { title: '', edits });
  if (!fix) return undefined;
  const edited = applyEdits(document.text, fix.edits);
  const isFormatted = format(document.text, { query: true }) === document.text;
  const text = isFormatted ? format(edited, { query: true }) : edited;
  return { rule: readRule(parseToml(text)), text, items: [], inputs, key: text };
}

/**
 * Returns whether a changed rule raises nothing on the false positives, the same on the true ones, and passes
 * the tests that passed before.
 */
function holds(
  request: TuneRequest,
  { rule, inputs, items }: ChangedRule,
  wanted: readonly RaisedAlert[],
  passing: readonly PassingTest[],
): boolean {
  const removed = raisedAlerts(rule, request.falsePositives.events, inputs);
  if (!removed.ok || removed.alerts.length > 0) return false;
  const kept = raisedAlerts(rule, request.truePositives.events, inputs);
  if (!kept.ok || JSON.stringify(kept.alerts) !== JSON.stringify(wanted)) return false;
  const still = new Set(passingTests({ ...request, inputs, added: items }, rule).map(({ index }) => index));
  return passing.every(({ index }) => still.has(index));
}

interface PassingTest {
  readonly index: number;
  readonly alerts: number;
}

function passingTests(
  { tests, readEvents, inputs, added = [] }: TuneRequest & { readonly added?: readonly ExceptionItem[] },
  rule: Rule,
): readonly PassingTest[] {
  if (!tests) return [];
  const items = added.map((event) => ({ event, span: { start: 0, end: 0 } }));
  const file =
    items.length === 0
      ? tests
      : {
          ...tests,
          cases: tests.cases.map((one) => ({ ...one, exceptions: [...(one.exceptions ?? []), ...items] })),
        };
  return runTestFile(rule, file, readEvents, undefined, inputs.fields)
    .filter(({ status }) => status === 'passed')
    .map(({ index, actual }) => ({ index, alerts: actual.alerts }));
}

/** Warns if an attacker can choose everything that distinguishes the false positives from the true ones. */
function warningsOf(exclusion: Conjunction, kept: readonly Values[]): readonly string[] {
  const separating = exclusion.filter(
    (clause) => kept.length === 0 || kept.some((values) => !clauseHolds(clause, values)),
  );
  const telling = separating.filter((clause) => levelOf(clause).isTelling);
  const fields = [...new Set((telling.length > 0 ? telling : separating).map(({ field }) => field))].join(
    ', ',
  );
  if (telling.every((clause) => levelOf(clause).isForgeable))
    return [
      `an attacker who knows the exclusion can evade the rule: they can choose the excluded values of ${fields}`,
    ];
  return telling.every(saysWho)
    ? [
        `only ${fields} distinguishes false positives from true positives: the rule no longer sees this account or host`,
      ]
    : [];
}

/** Names a true positive that is indistinguishable from false ones, if there is one. */
function whyNone(
  { falsePositives, truePositives, most }: TuneRequest,
  removed: readonly RaisedAlert[],
  kept: readonly RaisedAlert[],
): string {
  const values = (set: EventSet, alerts: readonly RaisedAlert[]) =>
    alerts.flat().map((event) => ({ event, values: fieldValues(set.events[event]!) }));
  const excluded = values(falsePositives, removed).map((one) => one.values);
  const alone = values(truePositives, kept)
    .slice(0, mostCompared)
    .find((one) => separations(excluded, [one.values], { most, least: 1 }).length === 0);
  return alone
    ? `nothing trustworthy distinguishes the false positives from ${truePositives.addressOf(alone.event)}`
    : `no exclusion of at most ${most} conditions removes every false positive and keeps every true positive; tune for fewer false positives at a time`;
}
