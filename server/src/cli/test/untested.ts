import { isTomlFile } from '../../files/file-names.js';
import { pathKey } from '../../files/path-key.js';
import { looksLikeRule } from '../../rule/looks-like-rule.js';
import { readRule } from '../../rule/rule.js';
import { parseToml } from '../../toml/document.js';
import { discover } from '../discover.js';
import { readRuleText } from '../read-rule.js';
import type { FileReport } from './run-file.js';

/** Returns the paths of rules in the folders that no test file is about; deprecated rules need no tests. */
export function untestedRules(paths: readonly string[], reports: readonly FileReport[]): string[] {
  // What it has to say was said when the test files were found.
  const silent = { message: () => {} };
  // Only a rule that was read has outcomes; a path that must not be looked at is not looked at for its key either.
  const tested = new Set(
    reports.flatMap(({ rule, outcomes }) => (outcomes.length > 0 ? [pathKey(rule)] : [])),
  );
  return discover(paths, isTomlFile, silent).files.flatMap(({ path, key, named }) => {
    // What is named without tests is a problem already.
    if (named || tested.has(key)) return [];
    const read = readRuleText(path, true);
    return 'text' in read && needsTests(read.text) ? [path] : [];
  });
}

function needsTests(text: string): boolean {
  if (!looksLikeRule(text)) return false;
  // Few rules are deprecated; only those that say so are read.
  return !text.includes('deprecated') || readRule(parseToml(text)).metadata.maturity !== 'deprecated';
}
