import { type Rule, readRule } from '../../server/src/rule/rule.js';
import { parseTestFile } from '../../server/src/testing/parse-test-file.js';
import type { TestFile } from '../../server/src/testing/test-file.js';
import { parseToml } from '../../server/src/toml/document.js';
import { dedent } from './markers.js';

/** A rule with this EQL query and no more than it needs. */
export function ruleOf(query: string): Rule {
  const text = `[metadata]\n[rule]\nname = "A rule"\ntype = "eql"\nlanguage = "eql"\nquery = '''\n${query}\n'''\n`;
  return readRule(parseToml(text));
}

/** A test file that is written well. */
export function testFileOf(written: string): TestFile {
  const file = parseTestFile(dedent(written));
  if (file.problems.length > 0) throw new Error(JSON.stringify(file.problems));
  return file;
}
