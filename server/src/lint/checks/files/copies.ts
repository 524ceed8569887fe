import type { Analysis } from '../../../analysis/analysis.js';
import { fileNameOf, type RuleSummary } from '../../../rule/rule-index.js';

/**
 * Whether a rule was there before another one with the same id or name: the version lock has it so, or the file of the
 * other is named as a copy of its file. Undefined where nothing tells.
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

/** `a copy.toml`, `a-copy.toml`, `a (1).toml` and `a_2.toml` beside `a.toml`, as file managers and people name copies. */
function isNamedAsCopy(path: string, original: string): boolean {
  const [stem, first] = [path, original].map((one) => fileNameOf(one).replace(/\.toml$/, ''));
  if (!stem!.startsWith(first!)) return false;
  return /^[ _-]*(?:copy|\(\d+\)|(?<=[ _-])\d+|(?<=[ _-])(?:new|backup|bak))(?: ?\(?\d*\)?)$/i.test(
    stem!.slice(first!.length),
  );
}
