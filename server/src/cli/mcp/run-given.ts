import { addCase, type WrittenCase } from '../../testing/add-case.js';
import { parseTestFile } from '../../testing/parse-test-file.js';
import { type CaseOutcome, runTestFile } from '../../testing/run-test-file.js';
import { applyEdits } from '../../text/edits.js';
import type { GivenRule } from './given-rule.js';
import { Refusal } from './refusal.js';

/**
 * Runs a case on a rule as a test file would. Throws a {@link Refusal} for a case that a test file cannot
 * contain.
 */
export function runGiven({ rule, fields }: GivenRule, one: WrittenCase): CaseOutcome {
  const added = addCase('', one);
  if (!added.ok) throw new Refusal(added.error);
  const file = parseTestFile(applyEdits('', [added.edit]));
  const [problem] = file.problems;
  if (problem) throw new Refusal(problem.message);
  return runTestFile(rule, file, () => ({ ok: false, error: 'no files' }), undefined, fields)[0]!;
}
