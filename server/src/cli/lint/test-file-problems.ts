import { analyse } from '../../analysis/analyse.js';
import type { FieldPlan } from '../../fields/checkout/field-plan.js';
import { misspeltEventFields } from '../../ide/test-file/event-fields.js';
import { parseTestFile } from '../../testing/parse-test-file.js';
import type { Problem } from '../../text/problem.js';
import { missingRule, readTestedRule } from '../tested-rule.js';

/**
 * Returns the problems of a test file, as the editor reports them. Other tools use the same file names, so a
 * file without a rule and without a usable case is ignored.
 */
export function testFileProblems(
  path: string,
  text: string,
  named: ReadonlySet<string>,
  fieldPlan: () => FieldPlan | undefined,
): readonly Problem[] {
  const file = parseTestFile(text);
  const rule = readTestedRule(path, file, named);
  if (!('error' in rule))
    return [...file.problems, ...misspeltEventFields(text, analyse(rule.text, { fieldPlan }))];
  return file.rule || file.cases.length > 0
    ? [...file.problems, missingRule(file, rule.error)]
    : file.problems;
}
