import { existsSync } from 'node:fs';
import { basename, relative } from 'node:path';
import { withSlashes } from '../files/path-below.js';
import { pathKey } from '../files/path-key.js';
import { rulePathOf, whyNotRead } from '../testing/files.js';
import type { TestFile } from '../testing/test-file.js';
import type { Problem } from '../text/problem.js';
import { readRuleText } from './read-rule.js';

/** The rule that a test file belongs to, or why it has none. */
export type TestedRule =
  | { readonly path: string; readonly text: string }
  | { readonly path: string; readonly error: string };

/**
 * Reads the rule that a test file names, or the one beside it. `named` contains the keys of files that the
 * user named.
 */
export function readTestedRule(
  testPath: string,
  file: Pick<TestFile, 'rule'>,
  named: ReadonlySet<string>,
): TestedRule {
  const ruleFile = rulePathOf(testPath, file.rule?.path);
  const path = showPath(ruleFile);
  const refused = file.rule
    ? whyNotRead(testPath, file.rule.path)
    : whyNotReadBeside(testPath, ruleFile, named);
  if (refused !== undefined) return { path, error: refused };
  if (!existsSync(path)) return { path, error: `no rule ${path}` };
  const read = readRuleText(path);
  return 'error' in read
    ? { path, error: `the rule ${path} cannot be read: ${read.error}` }
    : { path, text: read.text };
}

/** Returns the problem of a test file whose rule cannot be read. */
export function missingRule({ rule }: Pick<TestFile, 'rule'>, error: string): Problem {
  return {
    code: 'test-rule',
    severity: 'error',
    span: rule?.span ?? { start: 0, end: 0 },
    message: error,
    help: 'name the rule with "rule: <file>.toml"',
  };
}

/**
 * Returns why a rule beside a test file, or a test file beside a rule, is not read. Such a file counts as
 * named only if the user named it too.
 */
export function whyNotReadBeside(
  path: string,
  beside: string,
  named: ReadonlySet<string>,
): string | undefined {
  return named.has(pathKey(beside)) ? undefined : whyNotRead(path, basename(beside));
}

function showPath(path: string): string {
  const shown = withSlashes(relative(process.cwd(), path));
  return shown.startsWith('..') ? path : shown;
}
