import { printDate } from '../../fields/dates.js';
import type { Rule } from '../../rule/rule.js';
import type { Problem, ProblemCode } from '../../text/problem.js';
import type { TomlPath } from '../../toml/path.js';
import { matchOutside, windowText } from '../outside-window.js';
import { EvaluationError } from '../plan/plan.js';
import type { PlanContext } from '../plan/plan-context.js';
import { hasSteps, raisesSingleEvents } from '../plan/planned-query.js';
import { plannerOf } from '../plan/planners.js';
import type { PreparedRule } from '../prepare/prepare-query.js';
import { prepareRuleForEvents } from '../prepare/prepare-rule.js';
import type { RuleInputs } from '../prepare/rule-inputs.js';
import type { UnpreparedRule } from '../prepare/unprepared.js';
import { isFault, placeInRule, type RunProblem } from '../prepare/unprepared.js';
import { planRuleWindow } from '../prepare/window.js';
import { alertList } from '../run/alert-list.js';
import { eventClock } from '../run/event-clock.js';
import { type Alert, type RuleResult, searchProblem, startRule } from '../run/run-rule.js';
import { mappingFor, threatMatcher } from '../threat-match/matcher.js';
import type { EventObject } from '../values/access.js';
import { documentsOf } from './alert-documents.js';
import { alertFields } from './alert-fields.js';
import { compareKeys } from './compare-keys.js';
import { distinctRows } from './distinct-rows.js';
import { rowMessages } from './row-messages.js';
import { type PlannedSuppression, planSuppression, type SuppressedGroup, suppress } from './suppression.js';

/** The result of one run of a rule in the detection engine. Events are identified by their number. */
export interface EngineResult {
  readonly prepared: PreparedRule | UnpreparedRule;
  readonly result: RuleResult<number> | undefined;
  /** What was skipped or suppressed, and why. */
  readonly notes: readonly RunProblem[];
}

/**
 * The default limit on alerts per run. With suppression, also how many candidates are considered per alert.
 */
const defaultMaxSignals = 100;
const suppressionMultiplier = 5;

/**
 * Runs a rule once, at a given time or at the time of the last event: within its window and index, with
 * filters and exceptions, each document once, with alerts suppressed and limited to `max_signals`
 * (docs/rule-types/README.md#as-the-engine).
 *
 * @param now ISO 8601
 */
export function runAsEngine(
  rule: Rule,
  events: readonly EventObject[],
  inputs: RuleInputs,
  now?: string,
): EngineResult {
  const limits = { index: true, threatIndex: true, time: true } as const;
  const prepare = (time: string | undefined): PreparedRule | UnpreparedRule =>
    prepareRuleForEvents(rule, events, time, { ...inputs, limits });
  const first = prepare(now);
  if (!first.ok) return { prepared: first, result: undefined, notes: [] };
  const window = planRuleWindow(rule, first.context);
  if (isFault(window)) throw new Error(window.fault);
  const prepared = now === undefined ? prepare(timeOfLast(events, window.timeOf)) : first;
  if (!prepared.ok) return { prepared, result: undefined, notes: [] };
  const run = startRule<number>(prepared);
  const seen = new Set<string>();
  events.forEach((event, number) => {
    const id = documentId(event);
    if (id !== undefined && seen.has(id)) return;
    if (id !== undefined) seen.add(id);
    run.read(event, number);
  });
  const raw = run.finish();
  const source = {
    rule,
    context: prepared.context,
    planned: prepared.planned,
    events,
    timeOf: window.timeOf,
    window: window.at(prepared.context.now),
  };
  const raised = raw.alerts.slice();
  const rows = distinctRows(raised, prepared.planned);
  const ordered = inOrderOfTime(rows, prepared, source);
  const kept = keptAlerts(rule, ordered, source);
  if (!kept.ok) {
    const { problem, failedAt } = kept;
    return { prepared, result: { ...raw, alerts: noAlerts, problem, failedAt }, notes: [] };
  }
  const { alerts, notes } = kept;
  const list = alertList(alerts.length, (index) => alerts[index]!);
  const free = prepareRuleForEvents(rule, events, printDate(prepared.context.now), inputs);
  return {
    prepared,
    result: { ...raw, alerts: list },
    notes: [
      ...outsideNotes(prepared, free, source),
      ...rowMessages(raised, rows, prepared.planned).map((message) =>
        note(rule, ['query'], 'esql-id', message),
      ),
      ...notes,
    ],
  };
}

const noAlerts = alertList<number>(0, () => ({ events: [] }));

type KeptAlerts =
  | ({ readonly ok: true } & ReturnType<typeof limited>)
  | ({ readonly ok: false; readonly problem: Problem } & Pick<RuleResult<number>, 'failedAt'>);

/** Returns the alerts that a run keeps. If suppression fails, returns why and at which event. */
function keptAlerts(
  rule: Rule,
  alerts: readonly Alert<number>[],
  source: Parameters<typeof limited>[2],
): KeptAlerts {
  let last: number | undefined;
  const documentOf = (alert: Alert<number>): EventObject => {
    last = alert.events[0] ?? undefined;
    return documentsOf(alert, source)[0]!;
  };
  try {
    return { ok: true, ...limited(rule, alerts, source, documentOf) };
  } catch (error) {
    if (!(error instanceof EvaluationError)) throw error;
    return { ok: false, problem: searchProblem(error), failedAt: last };
  }
}

/** Returns how many alerts one run of a rule can raise. */
function maxSignalsOf({ table }: Rule): number {
  const { max_signals: written } = table;
  return typeof written === 'number' && written > 0 ? written : defaultMaxSignals;
}

/** Reports how many alerts an engine run would keep, for a rule that was run without limits. */
export function droppedByEngine(rule: Rule, alerts: number): RunProblem | undefined {
  const most = maxSignalsOf(rule);
  if (alerts <= most || planSuppression(rule.table)) return undefined;
  return note(
    rule,
    ['max_signals'],
    'max-signals',
    `in one run the engine would keep ${most} of these ${alerts} alerts ("max_signals")`,
  );
}

/** Reports how many events the rule would match if it searched all of them. */
function outsideNotes(
  { planned }: PreparedRule,
  free: PreparedRule | UnpreparedRule,
  { rule, events, window }: Source,
): RunProblem[] {
  if (!free.ok || hasSteps(planned) || hasSteps(free.planned)) return [];
  const [inside, anywhere] = [planned.filter, free.planned.filter];
  const threatMatch = free.planned.kind === 'threat-match' ? free.planned.threatMatch : undefined;
  const matching = events.filter((event) => anywhere.matches(event));
  const match = threatMatch && threatMatcher(mappingFor(matching.length, threatMatch));
  const count = matching.filter(
    (event) => !inside.matches(event) && (!match || match(event).length > 0),
  ).length;
  if (count === 0) return [];
  const key = rule.table.from === undefined ? 'index' : 'from';
  return [
    note(
      rule,
      [key],
      'outside',
      `${matchOutside(count)} the index or the time window of the rule, ${windowText(window)}`,
    ),
  ];
}

type Source = Parameters<typeof alertFields>[1];

function timeOfLast(events: readonly EventObject[], timeOf: Source['timeOf']): string {
  const clock = eventClock({ timeOf });
  for (const event of events) clock.pass(event);
  return printDate(BigInt(clock.latest() ?? 0) * 1_000_000n);
}

/** Returns the identity of a document, or undefined if it has no id. */
function documentId({ _index: index, _id: id }: EventObject): string | undefined {
  return id === undefined ? undefined : JSON.stringify([index, id]);
}

/** Sorts alerts for single events by the rule's timestamp, unless the language has its own order. */
function inOrderOfTime(
  alerts: readonly Alert<number>[],
  { planned, language }: PreparedRule,
  { events, timeOf }: Source,
): readonly Alert<number>[] {
  if (planned.kind === 'table' || !raisesSingleEvents(planned) || plannerOf(language).ordersEvents)
    return alerts;
  const time = ({ events: [number] }: Alert<number>): number => timeOf(events[number!]!) ?? 0;
  return [...alerts].sort((a, b) => time(a) - time(b));
}

function limited(
  rule: Rule,
  alerts: readonly Alert<number>[],
  source: Source & { readonly context: PlanContext },
  documentOf: (alert: Alert<number>) => EventObject,
): { readonly alerts: readonly Alert<number>[]; readonly notes: readonly RunProblem[] } {
  const most = maxSignalsOf(rule);
  const planned = planSuppression(rule.table);
  const isSuppressed = source.planned.kind === 'table' || raisesSingleEvents(source.planned);
  if (!planned || !isSuppressed) {
    const kept = withinLimit(rule, alerts, most);
    const notes =
      planned && hasSteps(source.planned)
        ? [note(rule, ['alert_suppression'], 'suppression', 'suppression of sequences is not evaluated')]
        : [];
    return {
      alerts: kept.map((alert) => ({ ...alert, fields: alertFields(alert, source) })),
      notes: [...notes, ...cutNotes(rule, alerts.length - kept.length, most)],
    };
  }
  const looked = lookedAt(rule, alerts, planned, most);
  const groups = suppress(looked, planned, documentOf, source.context);
  const kept = groups.slice(0, most);
  return {
    alerts: kept.map((group) => ({
      ...group.first,
      fields: alertFields(group.first, source, group),
      ...(group.others.length > 0 && { suppressed: suppressedEvents(group) }),
    })),
    notes: cutNotes(rule, groups.length - kept.length + alerts.length - looked.length, most),
  };
}

/**
 * Returns the unsuppressed alerts that a run keeps. Which end is cut off depends on how the rule type
 * searches.
 */
function withinLimit(
  { type }: Rule,
  alerts: readonly Alert<number>[],
  most: number,
): readonly Alert<number>[] {
  if (type === 'threshold')
    return alerts.toSorted((a, b) => compareKeys(a.keys ?? [], b.keys ?? [])).slice(0, most);
  return latestFirst.has(type) ? alerts.slice(-most) : alerts.slice(0, most);
}

/** EQL searches return the latest results, and indicator matching starts with the newest events. */
const latestFirst: ReadonlySet<Rule['type']> = new Set(['eql', 'threat_match']);

/** Returns the alerts that a run considers for suppression. */
function lookedAt(
  { type }: Rule,
  alerts: readonly Alert<number>[],
  { byElement }: PlannedSuppression,
  most: number,
): readonly Alert<number>[] {
  if (byElement) return alerts;
  if (type === 'eql') return alerts.slice(-most);
  return alerts.slice(0, type === 'esql' ? most : most * suppressionMultiplier);
}

function suppressedEvents({ others }: SuppressedGroup<Alert<number>>): number[] {
  return others.flatMap(({ events }) => events.filter((number) => number !== null));
}

function cutNotes(rule: Rule, count: number, most: number): RunProblem[] {
  if (count === 0) return [];
  const alerts = count === 1 ? '1 alert is' : `${count} alerts are`;
  return [
    note(
      rule,
      ['max_signals'],
      'max-signals',
      `${alerts} dropped, because a run raises at most ${most} ("max_signals")`,
    ),
  ];
}

function note(rule: Rule, at: TomlPath, code: ProblemCode, message: string): RunProblem {
  const inFile = placeInRule(rule, at);
  return { code, severity: 'information', message, span: { start: 0, end: 0 }, inFile };
}
