import { once } from '../../text/once.js';
import { eventPlan, type PlannedQuery } from '../plan/planned-query.js';
import type { PreparedRule } from '../prepare/prepare-query.js';
import { createRuleSet } from '../rule-set/rule-set.js';
import type { EventObject } from '../values/access.js';
import { alertList } from './alert-list.js';
import { sharedClocks } from './event-clock.js';
import type { RequiredText } from './prefilter.js';
import { type ResultOptions, type RuleResult, type RuleRun, requiredTextsOf, startRule } from './run-rule.js';

/** Reads events one by one for many rules. */
export interface RuleSetRun<Origin> {
  /** For each rule, see {@link RuleRun}. */
  readonly required: readonly (readonly RequiredText[] | undefined)[];
  read(event: EventObject, origin: Origin): void;
  /** Returns the result of each rule. */
  finish(): RuleResult<Origin>[];
}

/** Rules that run on one stream of events after another. */
export interface RuleRunner {
  /** For each rule, see {@link RuleRun}. */
  readonly required: () => readonly (readonly RequiredText[] | undefined)[];
  /** Starts all rules without any events. `optionsOf` is called once for each rule that runs. */
  start<Origin>(optionsOf: () => ResultOptions): RuleSetRun<Origin>;
}

/** Smaller sets evaluate each rule in turn. */
const smallestSet = 8;

/** Kinds of queries that have work to do before or without a relevant event. */
const eagerKinds: ReadonlySet<PlannedQuery['kind']> = new Set(['table', 'new-terms']);

/**
 * Creates a runner that runs rules together, with the same results as one by one: an index, built once, finds
 * the few rules that an event can affect. A rule that no event can affect costs nothing.
 */
export function createRuleRunner(rules: readonly PreparedRule[]): RuleRunner {
  const index =
    rules.length < smallestSet
      ? undefined
      : createRuleSet(
          rules.map(({ planned }) => eventPlan(planned)),
          rules[0]!.context.now,
        );
  const required = once(() => rules.map(requiredTextsOf));
  const eager = rules.flatMap(({ planned }, rule) => (eagerKinds.has(planned.kind) ? [rule] : []));
  return {
    required,
    start<Origin>(optionsOf: () => ResultOptions): RuleSetRun<Origin> {
      const clocks = sharedClocks();
      const runs: (RuleRun<Origin> | undefined)[] = Array.from(rules, () => undefined);
      const runOf = (rule: number): RuleRun<Origin> => {
        runs[rule] ??= startRule<Origin>(rules[rule]!, { ...optionsOf(), clocks });
        return runs[rule];
      };
      for (const rule of eager) runOf(rule);
      return {
        get required() {
          return required();
        },
        read(event, origin) {
          clocks.pass(event);
          if (index) index.candidates(event, (rule, rest) => runOf(rule).read(event, origin, rest));
          else for (let rule = 0; rule < rules.length; rule++) runOf(rule).read(event, origin);
        },
        finish: () => runs.map((run) => run?.finish() ?? nothingRaised),
      };
    },
  };
}

/** The result of a rule that no event affected. */
const nothingRaised: RuleResult<never> = {
  alerts: alertList<never>(0, () => ({ events: [] })),
  problem: undefined,
  failedAt: undefined,
  disordered: false,
};

/** Runs rules together on one stream of events, see {@link createRuleRunner}. */
export function startRules<Origin>(
  rules: readonly PreparedRule[],
  optionsOf: () => ResultOptions,
): RuleSetRun<Origin> {
  return createRuleRunner(rules).start(optionsOf);
}
