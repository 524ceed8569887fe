import { type Rule, readRule } from '../../server/src/rule/rule.js';
import { addCase, type WrittenCase } from '../../server/src/testing/add-case.js';
import { parseTestFile } from '../../server/src/testing/parse-test-file.js';
import { runTestFile } from '../../server/src/testing/run-test-file.js';
import type { TestFile } from '../../server/src/testing/test-file.js';
import { applyEdits } from '../../server/src/text/edits.js';
import { parseToml } from '../../server/src/toml/document.js';
import { dedent } from './markers.js';

/** A rule with this query, in EQL unless its type is given, and no more than it needs; `rest` is TOML behind it. */
export function ruleOf(query: string, type = 'eql', rest = ''): Rule {
  const language = type === 'eql' || type === 'esql' ? type : 'kuery';
  const text = `[metadata]\n[rule]\nname = "A rule"\ntype = "${type}"\nlanguage = "${language}"\nquery = '''\n${query}\n'''\n${rest}\n`;
  return readRule(parseToml(text));
}

/** A test file that is written well. */
export function testFileOf(written: string): TestFile {
  const file = parseTestFile(dedent(written));
  if (file.problems.length > 0) throw new Error(JSON.stringify(file.problems));
  return file;
}

/** The names of cases that fail when they are written into a test file and run; one without is as it should be. */
export function doesAsWritten(rule: Rule, cases: readonly WrittenCase[]): readonly string[] {
  let text = '';
  for (const one of cases) {
    const added = addCase(text, one);
    if (!added.ok) throw new Error(added.error);
    text = applyEdits(text, [added.edit]);
  }
  return runTestFile(rule, parseTestFile(text), (path) => ({ ok: false, error: path }))
    .filter(({ status }) => status !== 'passed')
    .map(({ name }) => name);
}
