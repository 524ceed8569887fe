import { dirname, resolve } from 'node:path';
import { pathKey } from '../../files/path-key.js';
import type { RuleType } from '../../rule/schema/rule-types.js';
import type { Expectation } from '../../testing/backtest/compare-expectations.js';
import type { RuleAlerts } from '../../testing/backtest/outcome.js';
import { testFileOf } from '../../testing/files.js';
import { parseTestFile } from '../../testing/parse-test-file.js';
import type { TestCase } from '../../testing/test-file.js';
import { indexLines } from '../../text/lines.js';
import { readRuleText } from '../read-rule.js';
import type { Subject } from '../run/subjects.js';
import { whyNotReadBeside } from '../tested-rule.js';
import type { EventSet } from './event-set.js';

/** Rule types whose alerts depend on more than the events of one file. */
const dependentTypes: ReadonlySet<RuleType | undefined> = new Set([
  'new_terms',
  'threat_match',
  'machine_learning',
]);

/**
 * Returns what the tests beside rules expect of a backtest's event files: cases with `events_from` that need
 * nothing else. Problems in test files are left to `rulewright test`. `rules` are those of the subjects.
 */
export function caseExpectations(
  subjects: readonly Subject[],
  rules: readonly RuleAlerts[],
  events: EventSet,
): Expectation[] {
  const paths = new Map(events.keys.map((key, index) => [key, events.paths[index]!]));
  return subjects.flatMap((subject, index) => {
    const { loaded, prepared } = subject;
    if (!loaded || dependentTypes.has(loaded.rule.type)) return [];
    if (prepared.ok && /\bnow\b/i.test(prepared.queryText)) return [];
    return expectationsBeside(loaded.path, rules[index]!, paths);
  });
}

function expectationsBeside(
  rulePath: string,
  rule: RuleAlerts,
  paths: ReadonlyMap<string, string>,
): Expectation[] {
  const testPath = testFileOf(rulePath);
  if (testPath === undefined || whyNotReadBeside(rulePath, testPath, new Set()) !== undefined) return [];
  const read = readRuleText(testPath);
  if ('error' in read || !read.text.includes('events_from')) return [];
  const file = parseTestFile(read.text);
  const isOfRule =
    file.rule === undefined || pathKey(resolve(dirname(testPath), file.rule.path)) === pathKey(rulePath);
  if (!isOfRule || file.fault || Object.keys(file.defaults).length > 0) return [];
  const lines = indexLines(read.text);
  return file.cases.flatMap((one): Expectation[] => {
    if (!one.eventsFrom || !needsOnlyEvents(one)) return [];
    const path = paths.get(pathKey(resolve(dirname(testPath), one.eventsFrom.path)));
    if (path === undefined) return [];
    const { alerts, span } = one.expect;
    const { line, column } = lines.positionAt(span.start);
    return [
      {
        rule,
        pattern: path,
        covers: (other) => other === path,
        bounds: alerts === 'some' ? { at_least: 1 } : { exactly: alerts },
        place: { path: testPath, line: line + 1, column: column + 1 },
      },
    ];
  });
}

/** Returns whether a case runs on an unchanged event file and must pass. */
function needsOnlyEvents(one: TestCase): boolean {
  const { events, history, indicators, anomalies, exceptions, tables, answers, fault, todo } = one;
  const others = [history, indicators, anomalies, exceptions, answers, fault, todo];
  return events.length === 0 && tables.length === 0 && others.every((other) => other === undefined);
}
