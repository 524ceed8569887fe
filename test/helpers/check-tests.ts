import { type Rule, readRule } from '../../server/src/rule/rule.js';
import { parseTestFile } from '../../server/src/testing/parse-test-file.js';
import type { TestFile } from '../../server/src/testing/test-file.js';
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
