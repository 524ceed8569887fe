import { historyOf } from '../../files/git-history.js';
import { pathKey } from '../../files/path-key.js';
import { compareStructure } from '../../prove/diff/compare-structure.js';
import { type Rule, readRule } from '../../rule/rule.js';
import { parseToml } from '../../toml/document.js';
import type { FileFinding } from '../findings.js';
import { type LoadedRule, loadRules } from '../load-rules.js';
import type { Output } from '../output.js';
import type { RulePair } from './pairs.js';

/** A customised rule, its update and the base version of both. */
export interface UpstreamPair extends RulePair {
  readonly before: Rule;
  readonly after: LoadedRule;
  readonly base: BaseVersion | undefined;
}

/** The base version of a customised rule. */
export interface BaseVersion {
  readonly rule: Rule;
  /** Its location, for people. */
  readonly name: string;
}

/**
 * Returns the rules that have the same `rule_id` in a folder, each with the base version of both. Skips
 * identical rules.
 */
export function upstreamPairs(
  folder: string,
  paths: readonly string[],
  output: Pick<Output, 'message'>,
): { readonly pairs: readonly UpstreamPair[]; readonly unreadable: readonly FileFinding[] } {
  const theirs = loadRules([folder], output);
  const below = `${pathKey(folder)}/`;
  const ours = loadRules(paths, output);
  const byId = new Map(
    theirs.rules.flatMap((one) => (one.rule.id === undefined ? [] : [[one.rule.id, one] as const])),
  );
  const pairs = ours.rules.flatMap(({ path, rule }): UpstreamPair[] => {
    const after = rule.id === undefined ? undefined : byId.get(rule.id);
    if (!after || pathKey(path).startsWith(below) || rule.document.text === after.rule.document.text)
      return [];
    return [{ path, before: rule, after, base: baseOf(rule, path, after) }];
  });
  return { pairs, unreadable: [...theirs.unreadable, ...ours.unreadable] };
}

/**
 * Returns the committed version of the update that differs from the customised rule in the fewest keys, the
 * oldest if there are several. If there is none, returns the first version committed here.
 */
function baseOf(ours: Rule, path: string, { path: theirPath }: LoadedRule): BaseVersion | undefined {
  let best: { readonly found: BaseVersion; readonly distance: number } | undefined;
  for (const { commit, text } of historyOf(theirPath)) {
    const rule = readRule(parseToml(text));
    const distance = compareStructure(rule, ours).length;
    if (!best || distance <= best.distance)
      best = { found: { rule, name: versionName(commit, theirPath) }, distance };
    if (distance === 0) break;
  }
  if (best) return best.found;
  const first = historyOf(path).at(-1);
  return first && { rule: readRule(parseToml(first.text)), name: versionName(first.commit, path) };
}

/** Describes a file version for people: `3f2a1b9c0d4e of rules/x.toml`. */
function versionName(commit: string, path: string): string {
  return `${commit.slice(0, 12)} of ${path}`;
}
