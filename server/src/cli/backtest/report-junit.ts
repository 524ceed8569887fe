import { type Deviation, describeBounds } from '../../testing/backtest/outcome.js';
import type { Output } from '../output.js';
import { type JunitCase, junitReport } from '../report/junit.js';
import type { BacktestReport } from './report.js';

/**
 * Writes the report as JUnit XML, with a case for each expectation, each other deviation and each problem.
 */
export function writeJunit(report: BacktestReport, output: Output): void {
  const { rules, unexpected, missing, expectations, baseline, problems } = report;
  const checks = expectations.map(({ rule, pattern, bounds, deviation }): JunitCase => {
    const name = `${describeBounds(bounds)}${pattern === undefined ? '' : ` in ${pattern}`}`;
    return { suite: rule.rule, name, ...(deviation && outcomeOf(deviation)) };
  });
  const checked = new Set(expectations.map(({ deviation }) => deviation));
  const others = [...unexpected, ...missing].filter((deviation) => !checked.has(deviation));
  const differing = new Set(others.map(({ rule }) => rule));
  const same =
    baseline === undefined ? [] : rules.filter(({ rule, alerts }) => alerts > 0 && !differing.has(rule));
  const faults = problems.map(
    ({ path, severity, message, help = '', range }): JunitCase => ({
      suite: path,
      name: `line ${range.start.line}`,
      outcome: { kind: severity === 'error' ? 'error' : 'skipped', message, details: help },
    }),
  );
  output.report(
    junitReport('rulewright backtest', [
      ...faults,
      ...checks,
      ...same.map(({ rule }): JunitCase => ({ suite: rule, name: 'alerts as in the baseline' })),
      ...others.map(
        (one): JunitCase => ({
          suite: one.rule,
          name: `alerts in ${one.path ?? 'all files'}`,
          ...outcomeOf(one),
        }),
      ),
    ]),
  );
}

function outcomeOf({ severity, message, events }: Deviation): Pick<JunitCase, 'outcome'> {
  const kind = severity === 'error' ? 'failure' : 'skipped';
  return { outcome: { kind, message, details: events.join('\n') } };
}
