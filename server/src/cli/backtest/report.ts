import type { CheckedExpectation } from '../../testing/backtest/compare-expectations.js';
import type { Deviation, Deviations, RuleAlerts } from '../../testing/backtest/outcome.js';
import type { FileFinding } from '../findings.js';

/** What `rulewright backtest` reports. */
export interface BacktestReport extends Deviations {
  readonly rules: readonly RuleAlerts[];
  /** The files that were run to their end, with the number of their events. */
  readonly files: readonly { readonly path: string; readonly events: number }[];
  readonly events: number;
  readonly expectations: readonly CheckedExpectation[];
  /** The path of the report that alerts are compared with. */
  readonly baseline: string | undefined;
  readonly problems: readonly FileFinding[];
  /** How many files were not run because the user stopped. */
  readonly stoppedBefore: number;
}

/** Returns the deviations that fail the backtest. */
export function failuresOf({ unexpected, missing }: Deviations): Deviation[] {
  return [...unexpected, ...missing].filter(({ severity }) => severity === 'error');
}

/** Returns the rules with alerts, those with the most alerts first. */
export function firingRules(rules: readonly RuleAlerts[]): RuleAlerts[] {
  return rules.filter(({ alerts }) => alerts > 0).sort((a, b) => b.alerts - a.alerts);
}

/** Returns each rule's expectations. */
export function expectationsByRule(
  expectations: readonly CheckedExpectation[],
): ReadonlyMap<string, CheckedExpectation[]> {
  const byRule = new Map<string, CheckedExpectation[]>();
  for (const one of expectations) {
    const known = byRule.get(one.rule.rule);
    if (known) known.push(one);
    else byRule.set(one.rule.rule, [one]);
  }
  return byRule;
}
