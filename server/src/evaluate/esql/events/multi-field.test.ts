import { expect, test } from 'vitest';
import { evaluate } from '../../../index.js';

const rows = (query: string, event: object): unknown => {
  const answer = evaluate({ language: 'esql', query, events: [event] });
  return answer.kind === 'table' ? answer.rows : answer;
};

test('a multi-field has the values of the field above it', () => {
  const event = { process: { name: 'Tool', command_line: 'tool --run' } };
  expect(
    rows('from logs | where process.command_line.text like "*--run" | keep process.name', event),
  ).toEqual([['Tool']]);
  expect(rows('from logs | keep process.name.caseless', event)).toEqual([['tool']]);
});

test('values under the name of the multi-field win', () => {
  expect(rows('from logs | keep a.text', { 'a.text': 'own', a: 'above' })).toEqual([['own']]);
});

test('an index of alerts is found by the alias that it stands behind', () => {
  const event = { _index: '.internal.alerts-security.alerts-default-000001', a: 1 };
  expect(rows('from .alerts-security.* | keep a', event)).toEqual([[1]]);
  expect(rows('from logs-* | keep a', event)).toEqual([]);
});
