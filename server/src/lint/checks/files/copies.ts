import type { Analysis } from '../../../analysis/analysis.js';
import { fileNameOf, type RuleSummary } from '../../../rule/rule-index.js';

/**
 * Returns whether a rule is older than another one with the same id or name: according to the version lock,
 * or because the name of the other file marks it as a copy. Returns undefined if that is unknown.
 */
export function isOriginal({ rule, path, checkout }: Analysis, other: RuleSummary): boolean | undefined {
  const isLocked = ({ id, name }: Pick<RuleSummary, 'id' | 'name'>): boolean =>
    id !== undefined && name !== undefined && checkout?.locked.get(id)?.name === name;
  const own = isLocked(rule);
  if (own !== isLocked(other)) return own;
  if (path === undefined) return undefined;
  if (isNamedAsCopy(other.path, path)) return true;
  return isNamedAsCopy(path, other.path) ? false : undefined;
}

/**
 * Returns whether a file name marks a copy, as file managers and people name them: `a copy.toml`,
 * `a-copy.toml`, `a (1).toml` and `a_2.toml` next to `a.toml`.
 */
function isNamedAsCopy(path: string, original: string): boolean {
  const [stem, first] = [path, original].map((one) => fileNameOf(one).replace(/\.toml$/, ''));
  if (!stem!.startsWith(first!)) return false;
  return /^[ _-]*(?:copy|\(\d+\)|(?<=[ _-])\d+|(?<=[ _-])(?:new|backup|bak))(?: ?\(?\d*\)?)$/i.test(
    stem!.slice(first!.length),
  );
}
