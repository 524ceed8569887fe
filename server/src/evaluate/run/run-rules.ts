import { eventPlan } from '../plan/planned-query.js';
import type { PreparedRule } from '../prepare/prepare-query.js';
import { createRuleSet } from '../rule-set/rule-set.js';
import type { EventObject } from '../values/access.js';
import { sharedClocks } from './event-clock.js';
import type { RequiredText } from './prefilter.js';
import { type ResultOptions, type RuleResult, type RuleRun, startRule } from './run-rule.js';

/** Reads events one by one for many rules. */
export interface RuleSetRun<Origin> {
  /** For each rule, see {@link RuleRun}. */
  readonly required: readonly (readonly RequiredText[] | undefined)[];
  read(event: EventObject, origin: Origin): void;
  /** For each rule what it raises. */
  finish(): RuleResult<Origin>[];
}

/** Fewer rules are asked one by one. */
const smallestSet = 8;

/**
 * Runs rules together with the same results as one by one: an index finds the few that an event can matter to.
 * `optionsOf` is asked once for each rule.
 */
export function startRules<Origin>(
  rules: readonly PreparedRule[],
  optionsOf: () => ResultOptions,
): RuleSetRun<Origin> {
  const clocks = sharedClocks();
  const runs = rules.map((rule): RuleRun<Origin> => startRule(rule, { ...optionsOf(), clocks }));
  const index =
    rules.length < smallestSet
      ? undefined
      : createRuleSet(
          rules.map(({ planned }) => eventPlan(planned)),
          rules[0]!.context.now,
        );
  return {
    required: runs.map((run) => run.required),
    read(event, origin) {
      clocks.pass(event);
      if (index) index.candidates(event, (rule, rest) => runs[rule]!.read(event, origin, rest));
      else for (const run of runs) run.read(event, origin);
    },
    finish: () => runs.map((run) => run.finish()),
  };
}
