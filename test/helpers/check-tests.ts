import { type Rule, readRule } from '../../server/src/rule/rule.js';
import { addCase, type WrittenCase } from '../../server/src/testing/add-case.js';
import { parseTestFile } from '../../server/src/testing/parse-test-file.js';
import { runTestFile } from '../../server/src/testing/run-test-file.js';
import type { TestFile } from '../../server/src/testing/test-file.js';
import { applyEdits } from '../../server/src/text/edits.js';
import { parseToml } from '../../server/src/toml/document.js';
import { dedent } from './markers.js';

/** Returns a minimal rule with this query, in EQL unless a type is given; `rest` is TOML after it. */
export function ruleOf(query: string, type = 'eql', rest = ''): Rule {
  const language = type === 'eql' || type === 'esql' ? type : 'kuery';
  const text = `[metadata]\n[rule]\nname = "A rule"\ntype = "${type}"\nlanguage = "${language}"\nquery = '''\n${query}\n'''\n${rest}\n`;
  return readRule(parseToml(text));
}

/** Parses a valid test file. */
export function testFileOf(written: string): TestFile {
  const file = parseTestFile(dedent(written));
  if (file.problems.length > 0) throw new Error(JSON.stringify(file.problems));
  return file;
}

/** Writes cases to a test file, runs it, and returns the names of those that fail. */
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
