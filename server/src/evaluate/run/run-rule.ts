import { internalProblem } from '../../text/internal-error.js';
import { once } from '../../text/once.js';
import type { Problem } from '../../text/problem.js';
import type { SeenTerms } from '../new-terms/terms.js';
import type { WindowUse } from '../outside-window.js';
import type { Predicate } from '../plan/compile.js';
import { EvaluationError, NotEvaluatedError } from '../plan/plan.js';
import { eventPlan, type PlannedQuery, pipesOf } from '../plan/planned-query.js';
import type { PreparedRule } from '../prepare/prepare-query.js';
import type { PlannedWindow } from '../prepare/window.js';
import { memoryStorage } from '../storage/memory-storage.js';
import { type Storage, StorageError } from '../storage/storage.js';
import type { EventObject } from '../values/access.js';
import { type AlertList, alertList, partOfList } from './alert-list.js';
import { type EventClock, eventClock, type SharedClocks } from './event-clock.js';
import { runEventQuery } from './event-query.js';
import { limitResults } from './limit-results.js';
import { runNewTerms } from './new-terms-query.js';
import { type RequiredText, requiredTexts } from './prefilter.js';
import { comparePlaces, eventPlacer, type QueryRun } from './query-run.js';
import { runSample } from './sample-query.js';
import type { Hit } from './sequence-hits.js';
import { runSequence, type SequenceOrder } from './sequence-query.js';
import { runTable } from './table-query.js';
import { runThreatMatch } from './threat-match-query.js';
import { runThreshold } from './threshold-query.js';

export type { Alert } from './alert-list.js';

/** Reads events one by one for one rule. */
export interface RuleRun<Origin> {
  /** Strings of which an event must contain one to have an effect. Undefined if any event can. */
  readonly required: readonly RequiredText[] | undefined;
  /**
   * Reads an event. `rest` is what is left to test of this event if part of the query is known to hold. Not
   * supported for samples.
   */
  read(event: EventObject, origin: Origin, rest?: Predicate): void;
  finish(): RuleResult<Origin>;
}

/** The result of a rule on the events that were read. */
export interface RuleResult<Origin> {
  /** The alerts in result order. */
  readonly alerts: AlertList<Origin>;
  /** Why the search failed, if it did. */
  readonly problem: Problem | undefined;
  /** The event that made the search fail. Undefined if it was not a single event. */
  readonly failedAt: Origin | undefined;
  /** With `order: 'given'`: the events were not in order of time, so the alerts are unreliable. */
  readonly disordered: boolean;
  /** Which events are in the rule's window, for rules that always have one: new_terms rules. */
  readonly windowUse?: WindowUse<Origin>;
  /** Elasticsearch's warnings while the query runs, such as values that became null. */
  readonly warnings?: readonly string[];
  /** For new_terms: returns the values that were seen, for a verdict that includes more events. */
  readonly seenTerms?: () => SeenTerms<Origin>;
}

/** How results are found and which of them to return, by default all. */
export interface ResultOptions {
  readonly size?: number | undefined;
  /** Which end of the results `size` keeps. Defaults to `tail`. */
  readonly resultPosition?: 'head' | 'tail' | undefined;
  /** Defaults to 1. */
  readonly maxSamplesPerKey?: number | undefined;
  /** Whether sequences read the events in the given order, or sort those that match. Defaults to sorting. */
  readonly order?: SequenceOrder | undefined;
  /** Where large numbers of events and rows are kept. Defaults to memory. */
  readonly storage?: Storage | undefined;
  /** Clocks to which the caller passes every event. By default the rule keeps its own. */
  readonly clocks?: SharedClocks | undefined;
}

/**
 * Runs one rule over events, and keeps only events that match something. Results are in Elasticsearch's order
 * (docs/semantics/eql.md#order-of-results).
 */
export function startRule<Origin>(rule: PreparedRule, options: ResultOptions = {}): RuleRun<Origin> {
  const { planned } = rule;
  const window = clockWindow(planned);
  const ownClock = window && !options.clocks ? eventClock(window) : undefined;
  const clock = ownClock ?? (window && options.clocks?.of(window));
  const run = startQuery<Origin>(rule, options, clock);
  let problem: Problem | undefined;
  let failedAt: Origin | undefined;
  const fail = (error: unknown): void => {
    problem = searchProblem(error);
  };

  // Only line readers need it.
  const required = once(() => requiredTextsOf(rule));
  return {
    get required() {
      return required();
    },
    read(event, origin, rest) {
      if (problem) return;
      ownClock?.pass(event);
      try {
        run.read(event, origin, rest);
      } catch (error) {
        fail(error);
        if (!(error instanceof StorageError)) failedAt = origin;
      }
    },
    finish() {
      let all: AlertList<Origin> | undefined;
      try {
        if (!problem) all = run.finish();
      } catch (error) {
        fail(error);
      }
      if (!all)
        return { alerts: alertList<Origin>(0, () => ({ events: [] })), problem, failedAt, disordered: false };
      const { size = Number.POSITIVE_INFINITY, resultPosition = 'tail' } = options;
      const { start, end } = limitResults(all.length, pipesOf(planned), { size, resultPosition });
      const windowUse = run.windowUse?.();
      const warnings = run.warnings?.() ?? [];
      return {
        alerts: partOfList(all, start, end),
        problem,
        failedAt,
        disordered: run.disordered(),
        ...(windowUse && { windowUse }),
        ...(run.seenTerms && { seenTerms: run.seenTerms }),
        ...(warnings.length > 0 && { warnings }),
      };
    },
  };
}

const wholeRule = { start: 0, end: 0 };

/**
 * Converts an exception of a search to a problem: the search fails, its result is unknown, or this program
 * has a bug.
 */
export function searchProblem(error: unknown): Problem {
  if (error instanceof NotEvaluatedError)
    return { code: 'not-supported', severity: 'information', message: error.message, span: error.span };
  if (error instanceof EvaluationError)
    return { code: 'query-runtime', severity: 'error', message: error.message, span: error.span };
  if (error instanceof StorageError)
    return {
      code: 'query-runtime',
      severity: 'error',
      message: `cannot use a temporary file: ${error.message}`,
      help: 'Free some space there, or set TMPDIR to another folder. A sequence needs no temporary files when its events are in order of time.',
      span: wholeRule,
    };
  return internalProblem(error, wholeRule);
}

/**
 * Returns strings of which an event must contain one to have an effect on the rule, or undefined if any event
 * can.
 */
export function requiredTextsOf({ planned }: PreparedRule): readonly RequiredText[] | undefined {
  return clockWindow(planned) ? undefined : requiredTexts(eventPlan(planned));
}

/**
 * Returns how to read the time of events for a rule that runs at the time of the last event, matching or not.
 */
function clockWindow(planned: PlannedQuery): PlannedWindow | undefined {
  const newTerms = planned.kind === 'new-terms' ? planned.newTerms : undefined;
  return newTerms?.now === undefined ? newTerms?.window : undefined;
}

function startQuery<Origin>(
  rule: PreparedRule,
  options: ResultOptions,
  clock: EventClock = { pass: () => {}, latest: () => undefined },
): QueryRun<Origin> {
  const { planned } = rule;
  const { order = 'sorted', storage = memoryStorage, maxSamplesPerKey = 1, size } = options;
  const place = eventPlacer<Origin>(rule);
  switch (planned.kind) {
    case 'event':
      return runEventQuery(planned, place);
    case 'threshold':
      return runThreshold(planned.filter, planned.threshold);
    case 'new-terms':
      return runNewTerms(planned.filter, planned.newTerms, clock);
    case 'threat-match':
      return runThreatMatch(planned.filter, planned.threatMatch, place);
    case 'table':
      return runTable(planned, storage);
    case 'sequence':
      return runSequence(planned, place, order, storage.sorter<Hit<Origin>>(comparePlaces));
    case 'sample':
      return runSample(planned, maxSamplesPerKey, size ?? Number.POSITIVE_INFINITY);
  }
}
