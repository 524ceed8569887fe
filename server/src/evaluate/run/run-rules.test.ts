import { describe, expect, test } from 'vitest';
import { readRule } from '../../rule/rule.js';
import { parseToml } from '../../toml/document.js';
import { type PreparedRule, prepareQuery } from '../prepare/prepare-query.js';
import { prepareRule } from '../prepare/prepare-rule.js';
import type { EventObject } from '../values/access.js';
import { startRule } from './run-rule.js';
import { startRules } from './run-rules.js';

function prepared(rule: ReturnType<typeof prepareRule>): PreparedRule {
  if (!rule.ok) throw new Error(rule.problems[0]?.message);
  return rule;
}

const newTerms = `[metadata]
[rule]
type = "new_terms"
language = "kuery"
query = 'user.name: *'
from = "now-10m"
[rule.new_terms]
field = "new_terms_fields"
value = ["user.name"]
[[rule.new_terms.history_window_start]]
field = "history_window_start"
value = "now-7d"
`;

const eql = [
  'process where process.name == "a.exe"',
  'process where process.pid > 4',
  'sequence by host.id [process where process.name == "a.exe"] [process where process.name == "b.exe"]',
  'process where 1 / process.pid == 1',
  'any where true',
  'file where file.path : "*\\\\temp\\\\*"',
  'process where event.action == "exec" or process.name : "*.exe"',
];

/** Enough rules for an index. */
const rules: readonly PreparedRule[] = [
  ...eql.map((text) => prepared(prepareQuery(text, 'eql', {}))),
  ...['process.name: (a.exe or c*)', 'not process.name: a.exe'].map((text) =>
    prepared(prepareQuery(text, 'kuery', {})),
  ),
  prepared(prepareRule(readRule(parseToml(newTerms)), {})),
];

const at = (minute: number, rest: EventObject): EventObject => ({
  '@timestamp': new Date(Date.UTC(2026, 2, 10, 12, minute)).toISOString(),
  host: { id: 'h' },
  ...rest,
});

const events: readonly EventObject[] = [
  at(0, { user: { name: 'ann' } }),
  at(1, { event: { category: 'process', action: 'exec' }, process: { name: 'a.exe', pid: 1 } }),
  at(2, { event: { category: 'process' }, process: { name: 'b.exe', pid: 9 } }),
  at(3, { event: { category: 'file' }, file: { path: 'C:\\Temp\\x' }, user: { name: 'bob' } }),
  at(4, { event: { category: 'process' }, process: { name: 'a.exe', pid: 0 } }),
  at(25, { event: { category: 'network' }, user: { name: 'eve' } }),
  // The last event determines when the new_terms rule runs: at :30 it no longer sees ann and bob.
  at(30, { event: { category: 'network' } }),
];

describe('rules that are run together', () => {
  test('raise what they raise alone', () => {
    const together = startRules<number>(rules, () => ({}));
    events.forEach((event, index) => {
      together.read(event, index);
    });
    const alone = rules.map((rule) => {
      const run = startRule<number>(rule);
      events.forEach((event, index) => {
        run.read(event, index);
      });
      return run.finish();
    });
    const shown = (results: typeof alone): unknown =>
      results.map(({ alerts, problem, failedAt }) => ({
        alerts: alerts.slice(0).map((alert) => alert.events),
        problem: problem?.message,
        failedAt,
      }));
    expect(shown(together.finish())).toEqual(shown(alone));
    expect(shown(alone)).toMatchObject([
      { alerts: [[1], [4]] },
      { alerts: [[2]] },
      { alerts: [[1, 2]] },
      { alerts: [], failedAt: 4 },
      { alerts: [[0], [1], [2], [3], [4], [5], [6]] },
      { alerts: [[3]] },
      { alerts: [[1], [2], [4]] },
      { alerts: [[1], [4]] },
      { alerts: [[0], [2], [3], [5], [6]] },
      { alerts: [[5]] },
    ]);
  });
});
