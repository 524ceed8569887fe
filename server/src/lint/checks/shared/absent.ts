import type { Analysis } from '../../../analysis/analysis.js';
import { ruleKey } from '../../../rule/schema/rule-keys.js';
import { nearestNames } from '../../../text/nearest.js';
import { isTable } from '../../../toml/path.js';

/**
 * Returns whether a key is certainly missing in a table: the file could be parsed completely, the table
 * exists, and no unknown key of it is a misspelling of this one, which other checks report.
 */
export function isAbsent({ document }: Analysis, table: 'metadata' | 'rule', key: string): boolean {
  const value = document.values[table];
  if (!isTable(value) || Object.hasOwn(value, key) || document.problems.length > 0) return false;
  return !Object.keys(value).some((name) => !ruleKey(name) && nearestNames(name, [key]).length > 0);
}
