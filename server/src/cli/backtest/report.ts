import type { CheckedExpectation } from '../../testing/backtest/compare-expectations.js';
import type { Deviation, Deviations, RuleAlerts } from '../../testing/backtest/outcome.js';
import type { FileFinding } from '../findings.js';

/** The report of `rulewright backtest`. */
export interface BacktestReport extends Deviations {
  readonly rules: readonly RuleAlerts[];
  /** The files that ran to the end, with their number of events. */
  readonly files: readonly { readonly path: string; readonly events: number }[];
  readonly events: number;
  readonly expectations: readonly CheckedExpectation[];
  /** The path of the report that alerts are compared with. */
  readonly baseline: string | undefined;
  readonly problems: readonly FileFinding[];
  /** Number of files that were not run because the user stopped. */
  readonly stoppedBefore: number;
}

/** Returns the deviations that fail the backtest. */
export function failuresOf({ unexpected, missing }: Deviations): Deviation[] {
  return [...unexpected, ...missing].filter(({ severity }) => severity === 'error');
}

/** Returns the rules with alerts, sorted by number of alerts, descending. */
export function firingRules(rules: readonly RuleAlerts[]): RuleAlerts[] {
  return rules.filter(({ alerts }) => alerts > 0).sort((a, b) => b.alerts - a.alerts);
}

/** Groups expectations by rule. */
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
