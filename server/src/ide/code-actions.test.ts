import { expect, it } from 'vitest';
import { analyse } from '../analysis/analyse.js';
import { lint } from '../lint/run.js';
import { applyEdits } from '../text/edits.js';
import { codeActions } from './code-actions.js';

/**
 * Applies the action with this title to the problem of this code. Returns the text and the number of
 * remaining problems with the code.
 */
function apply(text: string, code: string, title: string): { text: string; left: number } {
  const analysis = analyse(text);
  const problem = lint(analysis).find((one) => one.code === code);
  expect(problem, code).toBeDefined();
  const actions = codeActions(lint(analysis), problem!.span, analysis);
  const action = actions.find((one) => one.title === title && one.problem?.code === code);
  expect(action, `${title} among ${actions.map((one) => one.title).join(', ')}`).toBeDefined();
  const after = applyEdits(text, action!.edits);
  return { text: after, left: lint(analyse(after)).filter((one) => one.code === code).length };
}

const rule = (query: string) =>
  `[metadata]\nmaturity = "production"\n[rule]\nlanguage = "eql"\nquery = ${query}\n`;

it('offers fixes', () => {
  const { text, left } = apply(
    rule("'any where proces.name == 1'"),
    'field-unknown',
    'Replace with "process.name"',
  );
  expect(text).toContain('process.name');
  expect(left).toBe(0);
});

it.each([
  [
    'in a query',
    rule("'''\nany where true or\n  proces.name == 1\n'''"),
    'field-unknown',
    'or\n  // rulewright-ignore field-unknown\n  proces.name',
  ],
  [
    'in a query of one line',
    rule("'any where proces.name == 1'"),
    'field-unknown',
    '\n# rulewright-ignore field-unknown\nquery =',
  ],
  [
    'in KQL, which has no comments',
    rule("'''\nhost.name: a or\n  process.pid: b\n'''")
      .replace('type = "eql"', 'type = "query"')
      .replace('language = "eql"', 'language = "kuery"'),
    'kql-type',
    '\n# rulewright-ignore kql-type\nquery =',
  ],
  [
    'at a key',
    '[metadata]\n[rule]\nseverty = "low"\n',
    'key-unknown',
    '[rule]\n# rulewright-ignore key-unknown\nseverty',
  ],
  [
    'below a comment',
    '[metadata]\n[rule]\n# rulewright-ignore key-missing\nseverty = "low"\n',
    'key-unknown',
    '# rulewright-ignore key-missing, key-unknown\nseverty',
  ],
  [
    'with line ends of Windows',
    '[metadata]\r\n[rule]\r\nseverty = "low"\r\n',
    'key-unknown',
    '# rulewright-ignore key-unknown\r\nseverty',
  ],
])('suppresses %s', (_name, before, code, expected) => {
  const { text, left } = apply(before, code, `Ignore ${code} here`);
  expect(text).toContain(expected);
  expect(left).toBe(0);
});

it('does not suppress broken TOML', () => {
  const analysis = analyse('[rule]\na = = 1\n');
  const problems = lint(analysis);
  expect(problems.map(({ code }) => code)).toContain('toml-syntax');
  const actions = codeActions(problems, { start: 0, end: analysis.text.length }, analysis);
  expect(actions.filter(({ problem }) => problem?.code === 'toml-syntax')).toEqual([]);
});
