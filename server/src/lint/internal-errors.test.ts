import { expect, test } from 'vitest';
import { fullRule } from '../../../test/helpers/full-rule.js';
import { analyse } from '../analysis/analyse.js';
import type { CheckingLint, Lint } from './lint.js';
import { lint } from './run.js';

const found: CheckingLint = {
  id: 'dup-literal',
  severity: 'warning',
  summary: '',
  why: '',
  avoid: '',
  prefer: '',
  check: (_, report) => report({ span: { start: 5, end: 6 }, message: 'found' }),
};
const broken = (id: Lint['id'], message: string): CheckingLint => ({
  ...found,
  id,
  check() {
    throw new TypeError(message);
  },
});

test('a check that fails is reported, and the others go on', () => {
  const lints = [
    broken('date-format', 'no such stage'),
    found,
    broken('date-order', 'no such stage'),
    broken('anomaly-range', 'other'),
  ];
  const problems = lint(analyse(fullRule('eql')), undefined, lints);
  expect(problems.map(({ code, severity, message }) => [code, severity, message])).toEqual([
    ['internal-error', 'error', 'internal error: no such stage'],
    ['internal-error', 'error', 'internal error: other'],
    ['dup-literal', 'warning', 'found'],
  ]);
  // A bug report needs the stack trace, without local paths.
  expect(problems[0]?.help).toMatch(
    /^This is a bug in Rulewright \d+\.\d+\.\d+.*report.*internal-errors\.test\.ts:\d+:\d+/,
  );
  expect(problems[0]?.help).not.toContain('/');
});

test('no comment hides that a check failed', () => {
  const text = fullRule('eql').replace('\n', ' # rulewright-ignore internal-error\n');
  const codes = lint(analyse(text), undefined, [broken('date-format', 'no such stage')]).map(
    ({ code }) => code,
  );
  expect(codes).toEqual(['internal-error']);
});
