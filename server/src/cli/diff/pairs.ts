import { existsSync, statSync } from 'node:fs';
import { relative } from 'node:path';
import { pathKey } from '../../files/path-key.js';
import { looksLikeRule } from '../../rule/looks-like-rule.js';
import { type Rule, readRule } from '../../rule/rule.js';
import { parseToml } from '../../toml/document.js';
import type { FileFinding } from '../findings.js';
import { changesSince, folderOf } from '../lint/changes.js';
import { type LoadedRule, loadRules } from '../load-rules.js';
import { UsageError } from '../options.js';
import type { Output } from '../output.js';

/** Two versions of a rule; one is missing where the rule is new or gone. */
export interface RulePair {
  /** Of the new version; of the old one where the rule is gone. */
  readonly path: string;
  readonly before: Rule | undefined;
  readonly after: LoadedRule | undefined;
}

export interface RulePairs {
  readonly pairs: readonly RulePair[];
  readonly unreadable: readonly FileFinding[];
}

/**
 * The versions that the arguments name: two files or folders, or else a commit and the work tree. Without arguments the last
 * commit; paths behind the commit choose rules.
 */
export function pairsOf(given: readonly string[], output: Pick<Output, 'message'>): RulePairs {
  const [first, second] = given;
  if (first !== undefined && second !== undefined && existsSync(first) && existsSync(second)) {
    if (given.length > 2) throw new UsageError('diff takes two files or folders, or a commit with paths');
    return pairsOfPaths(first, second, output);
  }
  if (first === undefined || existsSync(first)) return pairsSince('HEAD', given, output);
  return pairsSince(first, given.slice(1), output);
}

/** Rules of two folders belong together by their `rule_id`, or else by their place; two files always do. */
function pairsOfPaths(before: string, after: string, output: Pick<Output, 'message'>): RulePairs {
  const own = loadRules([before], output);
  const other = loadRules([after], output);
  const unreadable = [...own.unreadable, ...other.unreadable];
  const [one] = own.rules;
  const [two] = other.rules;
  const areFiles = statSync(before).isFile() && statSync(after).isFile();
  if (areFiles)
    return { pairs: one && two ? [{ path: two.path, before: one.rule, after: two }] : [], unreadable };
  const place = ({ path }: LoadedRule, folder: string): string => pathKey(relative(folder, path));
  const left = new Set(own.rules);
  const pairs = other.rules.map((after_): RulePair => {
    const found =
      own.rules.find((rule) => left.has(rule) && isSameId(rule.rule, after_.rule)) ??
      own.rules.find((rule) => left.has(rule) && place(rule, before) === place(after_, after));
    if (found) left.delete(found);
    return { path: after_.path, before: found?.rule, after: after_ };
  });
  return { pairs: [...pairs, ...[...left].map(goneRule)], unreadable };
}

function goneRule({ path, rule }: { readonly path: string; readonly rule: Rule }): RulePair {
  return { path, before: rule, after: undefined };
}

function isSameId(a: Rule, b: Rule): boolean {
  return a.id !== undefined && a.id === b.id;
}

/** The rules of the work tree that differ from a commit. A rule that was moved is found by its `rule_id`. */
function pairsSince(ref: string, paths: readonly string[], output: Pick<Output, 'message'>): RulePairs {
  const changes = changesSince(ref, folderOf(paths[0] ?? '.'), 'diff');
  const { rules, unreadable } = loadRules(paths, output);
  const gone = changes
    .removed()
    .filter(
      ({ path, text }) =>
        looksLikeRule(text) && (paths.length === 0 ? ['.'] : paths).some((one) => isBelow(path, one)),
    )
    .map(({ path, text }) => ({ path, rule: readRule(parseToml(text)) }));
  const left = new Set(gone);
  const pairs = rules
    .filter(({ path }) => changes.has(path))
    .map((after): RulePair => {
      const text = changes.before(after.path);
      if (text !== undefined) return { path: after.path, before: readRule(parseToml(text)), after };
      const moved = gone.find((one) => left.has(one) && isSameId(one.rule, after.rule));
      if (moved) left.delete(moved);
      return { path: after.path, before: moved?.rule, after };
    });
  return { pairs: [...pairs, ...[...left].map(goneRule)], unreadable };
}

function isBelow(path: string, folder: string): boolean {
  const key = relative(folder, path);
  return key === '' || !key.startsWith('..');
}
