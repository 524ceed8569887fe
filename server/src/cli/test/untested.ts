import { isTomlFile } from '../../files/file-names.js';
import { pathKey } from '../../files/path-key.js';
import { looksLikeRule } from '../../rule/looks-like-rule.js';
import { readRule } from '../../rule/rule.js';
import { parseToml } from '../../toml/document.js';
import { discover } from '../discover.js';
import { readRuleText } from '../read-rule.js';
import type { FileReport } from './run-file.js';

/** Returns the paths of rules in the folders without a test file. Deprecated rules need no tests. */
export function untestedRules(paths: readonly string[], reports: readonly FileReport[]): string[] {
  // Its messages were already printed when the test files were found.
  const silent = { message: () => {} };
  // Only a rule that was read has outcomes. A path that must not be read is not even opened for its key.
  const tested = new Set(
    reports.flatMap(({ rule, outcomes }) => (outcomes.length > 0 ? [pathKey(rule)] : [])),
  );
  return discover(paths, isTomlFile, silent).files.flatMap(({ path, key, named }) => {
    // A file argument without tests is already a problem.
    if (named || tested.has(key)) return [];
    const read = readRuleText(path, true);
    return 'text' in read && needsTests(read.text) ? [path] : [];
  });
}

function needsTests(text: string): boolean {
  if (!looksLikeRule(text)) return false;
  // Few rules are deprecated; only those that mention it are read.
  return !text.includes('deprecated') || readRule(parseToml(text)).metadata.maturity !== 'deprecated';
}
