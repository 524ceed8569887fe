import type { Problem } from '../text/problem.js';
import { limitResults } from './eql/run.js';
import { EvaluationError } from './plan.js';
import { eventPlan } from './planned-query.js';
import { type RequiredText, requiredTexts } from './prefilter.js';
import type { PreparedRule } from './prepare-query.js';
import { type AlertList, alertList, partOfList } from './run/alert-list.js';
import { runEventQuery } from './run/event-query.js';
import { type HitStore, memoryStore } from './run/hit-store.js';
import { runNewTerms } from './run/new-terms-query.js';
import { eventPlacer, type QueryRun } from './run/query-run.js';
import { runSample } from './run/sample-query.js';
import { runSequence, type SequenceOrder } from './run/sequence-query.js';
import { runThreatMatch } from './run/threat-match-query.js';
import { runThreshold } from './run/threshold-query.js';
import type { EventObject } from './values/access.js';

export type { Alert } from './run/alert-list.js';

/** Reads events one by one for one rule. */
export interface RuleRun<Origin> {
  /** Texts of which an event must contain one to change anything; undefined when any event can. */
  readonly required: readonly RequiredText[] | undefined;
  read(event: EventObject, origin: Origin): void;
  finish(): RuleResult<Origin>;
}

/** What a rule raises on the events that were read. */
export interface RuleResult<Origin> {
  /** In result order. */
  readonly alerts: AlertList<Origin>;
  /** Why the search failed, if it did. */
  readonly problem: Problem | undefined;
  /** The event that made the search fail. */
  readonly failedAt: Origin | undefined;
  /** With `order: 'given'`: the events were not in order of time, so the alerts are not to be trusted. */
  readonly disordered: boolean;
}

/** How results are found and which of them are wanted; all of them when nothing is given. */
export interface ResultOptions<Origin = never> {
  readonly size?: number | undefined;
  /** Which end of the results `size` keeps; `tail` when not given. */
  readonly resultPosition?: 'head' | 'tail' | undefined;
  /** 1 when not given. */
  readonly maxSamplesPerKey?: number | undefined;
  /** Whether sequences take the events as they come or sort those that match; sorted when not given. */
  readonly order?: SequenceOrder | undefined;
  /** Where events that match a step are kept until they can be sorted; in memory when not given. */
  readonly store?: HitStore<Origin> | undefined;
}

/**
 * Runs one rule over events; only events that match something are kept. Results are in the order that Elasticsearch
 * gives them (spec/EQL.md sections 8 to 10).
 */
export function startRule<Origin>(rule: PreparedRule, options: ResultOptions<Origin> = {}): RuleRun<Origin> {
  const { planned } = rule;
  const run = startQuery<Origin>(rule, options);
  let problem: Problem | undefined;
  let failedAt: Origin | undefined;

  return {
    required: requiredTexts(eventPlan(planned)),
    read(event, origin) {
      if (problem) return;
      try {
        run.read(event, origin);
      } catch (error) {
        if (!(error instanceof EvaluationError)) throw error;
        problem = { code: 'eql-runtime', severity: 'error', message: error.message, span: error.span };
        failedAt = origin;
      }
    },
    finish() {
      if (problem)
        return { alerts: alertList<Origin>(0, () => ({ events: [] })), problem, failedAt, disordered: false };
      const { size = Number.POSITIVE_INFINITY, resultPosition = 'tail' } = options;
      const all = run.finish();
      const { start, end } = limitResults(all.length, planned.pipes, { size, resultPosition });
      return { alerts: partOfList(all, start, end), problem, failedAt, disordered: run.disordered() };
    },
  };
}

function startQuery<Origin>(rule: PreparedRule, options: ResultOptions<Origin>): QueryRun<Origin> {
  const { planned } = rule;
  const place = eventPlacer<Origin>(rule);
  switch (planned.kind) {
    case 'event':
      if (planned.threshold) return runThreshold(planned.filter, planned.threshold);
      if (planned.newTerms) return runNewTerms(planned.filter, planned.newTerms);
      if (planned.threatMatch) return runThreatMatch(planned.filter, planned.threatMatch, place);
      return runEventQuery(planned, place);
    case 'sequence':
      return runSequence(planned, place, options.order ?? 'sorted', options.store ?? memoryStore());
    case 'sample':
      return runSample(planned, options.maxSamplesPerKey ?? 1, options.size ?? Number.POSITIVE_INFINITY);
  }
}
