import type { CheckedExpectation } from '../../testing/backtest/compare-expectations.js';
import type { Output } from '../output.js';
import { jsonText } from '../report/json.js';
import { type BacktestReport, expectationsByRule } from './report.js';

/** Number of rules to write at a time. */
const rulesPerPiece = 100;

/** Writes the report as JSON (docs/command-line.md#backtests), which `--baseline` also reads. */
export async function writeJson(report: BacktestReport, output: Output): Promise<void> {
  const { rules, files, events, unexpected, missing, problems, stoppedBefore } = report;
  const byRule = expectationsByRule(report.expectations);
  const texts = rules.map(({ rule, id, name, notRun, alerts, files: found }) => {
    const checks = byRule.get(rule);
    return () =>
      jsonText({
        rule,
        id,
        name,
        notRun,
        alerts,
        files: found,
        expectation: checks && expectationJson(checks),
      });
  });
  output.report('{"version":1,"rules":[');
  for (let start = 0; start < texts.length; start += rulesPerPiece) {
    const piece = texts.slice(start, start + rulesPerPiece).map((text) => text());
    output.report(`${start === 0 ? '\n' : ',\n'}${piece.join(',\n')}`);
    await output.drained();
  }
  const rest = {
    files,
    events,
    unexpected,
    missing,
    problems,
    ...(stoppedBefore > 0 && { stoppedBefore }),
  };
  output.report(`\n],${jsonText(rest).slice(1, -1)}}\n`);
}

function expectationJson(checks: readonly CheckedExpectation[]): unknown {
  return {
    holds: checks.every(({ deviation }) => deviation === undefined),
    checks: checks.map(({ pattern, bounds, alerts, deviation, place }) => ({
      file: pattern,
      ...bounds,
      alerts,
      holds: deviation === undefined,
      place,
    })),
  };
}
