import { expect, test } from 'vitest';
import { createRuleIndex, type RuleSummary } from './rule-index.js';

const summary = (id: string, name: string): RuleSummary => {
  return { id, name, path: `rules/${id}.toml`, maturity: undefined, deprecated: false };
};

test('rules are found by what they say now, not by what they said', () => {
  const index = createRuleIndex();
  index.set('a', summary('1', 'One'));
  index.set('b', summary('2', 'One'));
  const named = (name: string): string[] => [...index.without('x').withName(name)].map(({ path }) => path);
  expect(named('One')).toEqual(['rules/1.toml', 'rules/2.toml']);
  for (const name of ['On', 'O', 'Two']) index.set('a', summary('1', name));
  expect([named('One'), named('On'), named('Two')]).toEqual([['rules/2.toml'], [], ['rules/1.toml']]);
  index.set('b', undefined);
  index.set('b', undefined);
  expect([named('One'), named('Two')]).toEqual([[], ['rules/1.toml']]);
});
