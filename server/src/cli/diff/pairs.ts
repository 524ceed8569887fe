import { existsSync, statSync } from 'node:fs';
import { relative } from 'node:path';
import { isTomlFile } from '../../files/file-names.js';
import { pathKey } from '../../files/path-key.js';
import { looksLikeRule } from '../../rule/looks-like-rule.js';
import { type Rule, readRule } from '../../rule/rule.js';
import { once } from '../../text/once.js';
import { parseToml } from '../../toml/document.js';
import { type FileFinding, fileFinding } from '../findings.js';
import { changesSince, folderOf } from '../lint/changes.js';
import { type LoadedRule, loadRules } from '../load-rules.js';
import { UsageError } from '../options.js';
import type { Output } from '../output.js';

/** Two versions of a rule. One is undefined if the rule is new or removed. */
export interface RulePair {
  /** The path of the new version, or of the old one if the rule was removed. */
  readonly path: string;
  readonly before: Rule | undefined;
  readonly after: LoadedRule | undefined;
}

export interface RulePairs {
  readonly pairs: readonly RulePair[];
  readonly unreadable: readonly FileFinding[];
}

/**
 * Returns the versions that the arguments name: two files or folders, or a commit and the work tree. The
 * default is the last commit; paths after the commit select rules.
 */
export function pairsOf(given: readonly string[], output: Pick<Output, 'message'>): RulePairs {
  const [first, second] = given;
  if (first !== undefined && second !== undefined && existsSync(first) && existsSync(second)) {
    if (given.length > 2) throw new UsageError('diff takes two files or folders, or a commit with paths');
    return pairsOfPaths(first, second, output);
  }
  // Unlike a commit, a rule has a file extension, even if it was removed.
  if (first === undefined || existsSync(first) || isTomlFile(first)) return pairsSince('HEAD', given, output);
  return pairsSince(first, given.slice(1), output);
}

/** Pairs the rules of two folders by `rule_id`, or else by path. Two files are always a pair. */
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

/** Returns the rules of the work tree that differ from a commit. A moved rule is found by its `rule_id`. */
function pairsSince(ref: string, paths: readonly string[], output: Pick<Output, 'message'>): RulePairs {
  const changes = changesSince(ref, folderOf(paths[0] ?? '.'), 'diff');
  const removed = changes.removed();
  const isChosen = ({ path }: { readonly path: string }): boolean =>
    paths.length === 0 || paths.some((one) => isBelow(path, one));
  // A path that no longer exists selects what it used to contain.
  const present = paths.filter((path) => existsSync(path) || !removed.some((one) => isBelow(one.path, path)));
  const { rules, unreadable } =
    paths.length > 0 && present.length === 0 ? { rules: [], unreadable: [] } : loadRules(present, output);
  const loaded = new Set(rules.map(({ path }) => pathKey(path)));
  const failed = new Set(unreadable.map(({ path }) => pathKey(path)));
  // A file that no longer contains a rule counts as removed.
  const emptied = changes
    .earlier()
    .filter(({ path }) => !loaded.has(pathKey(path)) && !failed.has(pathKey(path)) && isChosen({ path }));
  const gone = [...removed, ...emptied]
    .filter(({ text }) => looksLikeRule(text))
    .map(({ path, text }) => ({ path, rule: readRule(parseToml(text)) }));
  const left = new Set(gone);
  const unnamed: FileFinding[] = [];
  const pairs = rules
    .filter(({ path }) => changes.has(path))
    .flatMap((after): RulePair[] => {
      const { path } = after;
      if (path.includes('\n')) {
        unnamed.push(
          fileFinding(path, 'unreadable', 'Git lookups do not support a file name with a line break'),
        );
        return [];
      }
      const text = changes.before(path);
      // Git also lists files with only a new modification time.
      if (text === after.rule.document.text) return [];
      if (text !== undefined) return [{ path, before: readRule(parseToml(text)), after }];
      const moved = gone.find((one) => left.has(one) && isSameId(one.rule, after.rule));
      if (moved) left.delete(moved);
      return [{ path, before: moved?.rule, after }];
    });
  // A rule that was moved out of the selected paths is not removed.
  const added = once(() =>
    loadRules([], output).rules.filter(({ path }) => changes.has(path) && changes.before(path) === undefined),
  );
  const movedAway = (rule: Rule): boolean =>
    paths.length > 0 && added().some((other) => isSameId(rule, other.rule));
  const lost = [...left].filter((one) => isChosen(one) && !movedAway(one.rule)).map(goneRule);
  return { pairs: [...pairs, ...lost], unreadable: [...unreadable, ...unnamed] };
}

function isBelow(path: string, folder: string): boolean {
  const key = relative(folder, path);
  return key === '' || !key.startsWith('..');
}
