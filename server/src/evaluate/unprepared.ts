import type { UnpreparedRule } from './prepare-query.js';

/** A fault of the rule. What is wrong with it in full is for the checks to say. */
export function notRunnable(message: string): UnpreparedRule {
  const help = 'run "rulewright lint" on it';
  return {
    problems: [{ code: 'not-runnable', severity: 'error', message, help, span: { start: 0, end: 0 } }],
  };
}

/** A fault of what a rule is run with beside events, such as its exceptions. */
export function unusableInput(message: string): UnpreparedRule {
  return {
    problems: [{ code: 'unusable-input', severity: 'error', message, span: { start: 0, end: 0 } }],
  };
}
