import { expect, test } from 'vitest';
import { ruleOf } from '../../../test/helpers/check-tests.js';
import { applyEdits } from '../text/edits.js';
import { acceptActual, actualText, expectedText } from './accept-actual.js';
import { parseTestFile } from './parse-test-file.js';
import { runTestFile } from './run-test-file.js';

const eventQuery = 'process where process.name == "nc"';
const sequenceQuery = 'sequence by host.id [process where process.name == "nc"] [file where true]';
const first = '{event.category: process, process.name: nc, host.id: a}';
const second = '{event.category: file, host.id: a}';
const other = '{event.category: process, process.name: cat, host.id: a}';

/** Accepts what a rule raises on events, and checks the new text of the expectation and that it holds. */
function checkAccepted(query: string, events: string, before: string, after: string): void {
  const text = `tests:\n  - name: a # the first\n    events: [${events}]\n    expect: ${before} # why\n`;
  const rule = ruleOf(query);
  const file = parseTestFile(text);
  const run = (one = file) => runTestFile(rule, one, () => ({ ok: false, error: 'no file' }))[0]!;
  const outcome = run();
  expect(outcome.status).toBe('failed');
  const accepted = applyEdits(text, acceptActual(file.cases[0]!.expect, outcome.actual, false));
  expect(accepted).toBe(text.replace(`expect: ${before}`, `expect: ${after}`));
  const again = parseTestFile(accepted);
  expect(again.problems).toEqual([]);
  expect(run(again).status).toBe('passed');
}

test.each([
  ['a word that becomes another', eventQuery, other, 'alert', 'no alert'],
  ['no alert that becomes one', eventQuery, first, 'no alert', 'alert'],
  ['no alert that becomes several', eventQuery, `${first}, ${first}`, '"no alert"', '2'],
  ['a number', eventQuery, first, '3', '1'],
  ['events', eventQuery, `${other}, ${first}`, '{events: [0]}', '{events: [1]}'],
  [
    'events and their number',
    eventQuery,
    `${first}, ${first}`,
    '{alerts: 1, events: [0]}',
    '{alerts: 2, events: [0, 1]}',
  ],
  ['events that do not alert', eventQuery, other, '{alerts: 1, events: [0]}', '{alerts: 0, events: []}'],
  ['a number in a map', eventQuery, first, '{alerts: 3}', '{alerts: 1}'],
  ['lists of a sequence', sequenceQuery, `${first}, ${second}`, '{alerts: [[1, 0]]}', '{alerts: [[0, 1]]}'],
  [
    'events of a rule that became a sequence',
    sequenceQuery,
    `${first}, ${second}`,
    '{events: [0]}',
    '{alerts: [[0, 1]]}',
  ],
])('accepts %s', (_name, query, events, before, after) => checkAccepted(query, events, before, after));

test('keeps comments within a map', () => {
  const text = `tests:\n  - name: a\n    events: [${first}]\n    expect:\n      alerts: 0 # for now\n      events: [] # none\n`;
  const file = parseTestFile(text);
  const edits = acceptActual(file.cases[0]!.expect, { alerts: 1, events: [0] }, false);
  expect(applyEdits(text, edits)).toBe(text.replace('alerts: 0', 'alerts: 1').replace('[] #', '[0] #'));
});

test('quotes words in JSON', () => {
  const text = '{"tests": [{"name": "a", "events": [{}], "expect": "alert"}]}';
  const edits = acceptActual(parseTestFile(text).cases[0]!.expect, { alerts: 0, events: [] }, true);
  expect(applyEdits(text, edits)).toBe(text.replace('"alert"', '"no alert"'));
});

test.each([
  ['alert', { alerts: 0, events: [] }, 'alert', 'no alert'],
  ['2', { alerts: 1, events: [4] }, '2', '1'],
  ['{events: [0, 3]}', { alerts: 1, events: [3] }, '{alerts: 2, events: [0, 3]}', '{alerts: 1, events: [3]}'],
  ['{alerts: [[0, 1]]}', { alerts: 0, events: [] }, '{alerts: [[0, 1]]}', 'no alert'],
])('writes expected beside actual: %s', (written, actual, expected, got) => {
  const [one] = parseTestFile(`tests: [{name: a, events: [], expect: ${written}}]`).cases;
  expect([expectedText(one!.expect), actualText(one!.expect, actual)]).toEqual([expected, got]);
});
