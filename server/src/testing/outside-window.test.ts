import { expect, test } from 'vitest';
import { readRule } from '../rule/rule.js';
import { parseToml } from '../toml/document.js';
import { parseTestFile } from './parse-test-file.js';
import { runTestFile } from './run-test-file.js';

const rule = readRule(
  parseToml(`[metadata]
[rule]
type = "new_terms"
language = "kuery"
query = 'tag: x'
from = "now-10m"
[rule.new_terms]
field = "new_terms_fields"
value = ["host.id"]
[[rule.new_terms.history_window_start]]
field = "history_window_start"
value = "now-7d"
`),
);

function messagesOf(tests: string): (string | undefined)[] {
  const file = parseTestFile(`now: 2026-03-10T12:00:00Z\ntests:\n${tests}`);
  return runTestFile(rule, file, (path) => ({ ok: false, error: path })).map(
    ({ status, message }) => `${status}${message === undefined ? '' : `: ${message}`}`,
  );
}

const window = '2026-03-10T11:50:00.000Z to 2026-03-10T12:00:00.000Z';

test('a test passes only because all events lie outside of the window, and says so', () => {
  expect(
    messagesOf(`
  - name: an hour before an event that does not match
    events: [{at: -1h, tag: x, host.id: a}, {at: 0s, tag: y}]
    expect: no alert
`),
  ).toEqual([`passed: 1 event matches but is outside the time window, ${window}: event 0`]);
});

test('an event inside of the window decides, and earlier ones are its history', () => {
  expect(
    messagesOf(`
  - name: seen an hour before
    events: [{at: -1h, tag: x, host.id: a}, {at: 0s, tag: x, host.id: a}]
    expect: no alert
  - name: nothing matches
    events: [{at: 0s, tag: y}]
    expect: no alert
`),
  ).toEqual(['passed', 'passed']);
});
