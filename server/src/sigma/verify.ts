import { analyse } from '../analysis/analyse.js';
import type { EventObject } from '../evaluate/values/access.js';
import { lint } from '../lint/run.js';
import { readRule } from '../rule/rule.js';
import { addCase } from '../testing/add-case.js';
import { parseTestFile } from '../testing/parse-test-file.js';
import { runTestFile } from '../testing/run-test-file.js';
import { applyEdits } from '../text/edits.js';
import { failure } from '../text/result.js';
import { parseToml } from '../toml/document.js';
import type { SigmaProblem } from './conversion/target.js';

/** A sample of a rule with its events. */
export interface Sample {
  readonly name: string;
  readonly events: readonly EventObject[];
  /** The number of alerts that the rule must raise if more than one, otherwise at least one. */
  readonly matches: number | undefined;
}

/** The result of verifying a conversion. */
export interface Verification {
  readonly problems: readonly SigmaProblem[];
  /** The test file of the samples; undefined if there are none. */
  readonly tests: string | undefined;
  /** Why samples fail; empty if all pass. */
  readonly failures: readonly string[];
}

/** Checks a rule file and runs it on the samples of its Sigma rule. */
export function verify(text: string, samples: readonly Sample[]): Verification {
  const problems = lint(analyse(text)).map(
    ({ code, severity, message }): SigmaProblem => ({
      code,
      severity: severity === 'error' || severity === 'warning' ? severity : 'information',
      message,
    }),
  );
  const tests = samples.length === 0 ? undefined : testFileOf(samples);
  if (tests === undefined) return { problems, tests, failures: [] };
  const outcomes = runTestFile(readRule(parseToml(text)), parseTestFile(tests), () =>
    failure('the file has no events'),
  );
  const failures = outcomes.flatMap(({ name, status, message }) =>
    status === 'passed' ? [] : [`the sample "${name}" fails: ${message ?? status}`],
  );
  return { problems, tests, failures };
}

function testFileOf(samples: readonly Sample[]): string {
  let text = '';
  for (const { name, events, matches } of samples) {
    // SigmaHQ also writes 1 for samples of which more than one event matches.
    const expect = matches !== undefined && matches > 1 ? matches : 'alert';
    const added = addCase(text, { name, events, expect });
    if (added.ok) text = applyEdits(text, [added.edit]);
  }
  return text;
}
