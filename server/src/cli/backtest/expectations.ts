import type { Expectation } from '../../testing/backtest/compare-expectations.js';
import { ruleFinder } from '../../testing/backtest/find-rule.js';
import type { RuleAlerts, UnexpectedPolicy } from '../../testing/backtest/outcome.js';
import { parseExpectations } from '../../testing/backtest/parse-expectations.js';
import { indexLines } from '../../text/lines.js';
import type { Span } from '../../text/span.js';
import { type FileFinding, fileFinding, toFileFinding } from '../findings.js';
import { readRuleText } from '../read-rule.js';
import type { EventSet } from './event-set.js';

/** The expectations of a file, with their rules. */
export interface ReadExpectations {
  readonly unexpected: UnexpectedPolicy | undefined;
  readonly expectations: readonly Expectation[];
  readonly problems: readonly FileFinding[];
}

/** Reads the `--expect` file. Unusable entries become problems. */
export function readExpectations(
  path: string,
  rules: readonly RuleAlerts[],
  events: EventSet,
): ReadExpectations {
  const read = readRuleText(path);
  if ('error' in read)
    return {
      unexpected: undefined,
      expectations: [],
      problems: [fileFinding(path, 'unreadable', read.error)],
    };
  const { unexpected, expectations: written, problems: faults } = parseExpectations(read.text);
  const lines = indexLines(read.text);
  const problems = faults.map((problem) => toFileFinding(problem, path, lines));
  const report = (span: Span, message: string, help: string | undefined): void => {
    const problem = { code: 'expectation-file', severity: 'error', span, message } as const;
    problems.push(toFileFinding({ ...problem, ...(help === undefined ? {} : { help }) }, path, lines));
  };
  const find = ruleFinder(rules);
  const expectations = written.flatMap(({ rule: reference, ruleSpan, file, bounds }): Expectation[] => {
    const found = find(reference);
    if ('error' in found) {
      report(ruleSpan, found.error, found.help);
      return [];
    }
    const covered = file && new Set(events.paths.filter((one) => events.matches(one, file.pattern)));
    if (covered?.size === 0) {
      report(
        file!.span,
        `no event file matches "${file!.pattern}"`,
        'write a path or a pattern such as "benign/**"',
      );
      return [];
    }
    const { line, column } = lines.positionAt(ruleSpan.start);
    return [
      {
        rule: found.rule,
        pattern: file?.pattern,
        covers: (one) => covered?.has(one) ?? true,
        bounds,
        place: { path, line: line + 1, column: column + 1 },
      },
    ];
  });
  return { unexpected, expectations, problems };
}
