import { dirname } from 'node:path';
import { createTwoFilesPatch } from 'diff';
import { isTomlFile } from '../files/file-names.js';
import { replaceFile } from '../files/write-atomically.js';
import { format } from '../ide/format.js';
import { isIgnored } from '../lint/configuration.js';
import { findConfiguration, pathInConfiguration } from '../lint/files.js';
import { looksLikeRule } from '../rule/looks-like-rule.js';
import { isolated } from '../text/internal-error.js';
import type { Problem } from '../text/problem.js';
import { visibleLine } from '../text/visible.js';
import { parseToml } from '../toml/document.js';
import { discover } from './discover.js';
import { exitCodeOf } from './exit-code.js';
import type { ParsedOptions } from './options.js';
import type { Output } from './output.js';
import { readRuleText } from './read-rule.js';
import { plural } from './report/source-lines.js';

/** `rulewright fmt`: formats rule files, or lists unformatted ones with `--check`. Returns the exit code. */
export function fmtCommand(options: ParsedOptions, output: Output): number {
  const check = options.flag('check');
  const verbose = options.flag('verbose');
  const query = options.flag('query');
  const { files, unreadable } = discover(options.positionals, isTomlFile, output);
  const failures = unreadable.map(({ path, message }) => `${path}: ${message}`);
  const configurations = new Map<string, ReturnType<typeof findConfiguration>>();
  const isLeftOut = (path: string): boolean => {
    const folder = dirname(path);
    const found = configurations.get(folder) ?? findConfiguration(folder);
    configurations.set(folder, found);
    return isIgnored(pathInConfiguration(path, found), found.configuration);
  };
  const bugs: Problem[] = [];
  let changed = 0;
  let looked = 0;
  for (const { path, named } of files) {
    const result = isolated<Formatted>(
      () => (!named && isLeftOut(path) ? { kind: 'no-rule' } : formatFile(path, { check, query, named })),
      { start: 0, end: 0 },
      (problem) => {
        bugs.push(problem);
        return { kind: 'failed', message: `${problem.message}. ${problem.help}` };
      },
    );
    if (result.kind === 'no-rule') {
      if (named) failures.push(`${path}: this is not a rule`);
      continue;
    }
    if (result.kind !== 'unreadable') looked++;
    if (result.kind === 'changed') {
      changed++;
      const { before, after } = result;
      const difference = (): string => createTwoFilesPatch(path, path, before, after, 'now', 'formatted');
      output.write(check && verbose ? difference() : `${visibleLine(path)}\n`);
    } else if (result.kind !== 'same') failures.push(`${path}: ${result.message}`);
  }
  for (const failure of failures) output.message(`rulewright: ${visibleLine(failure)}`);
  output.write(
    `${plural(looked, 'file')}: ${changed === 0 ? 'nothing to change' : `${changed} ${check ? 'would change' : 'changed'}`}\n`,
  );
  return exitCodeOf(bugs, { unusable: failures.length > 0, findings: check && changed > 0 });
}

/** The result for one file. */
type Formatted =
  | { readonly kind: 'no-rule' }
  | { readonly kind: 'same' }
  | { readonly kind: 'unreadable' | 'failed'; readonly message: string }
  | { readonly kind: 'changed'; readonly before: string; readonly after: string };

/** Formats a file, and writes it unless it is only checked. */
function formatFile(
  path: string,
  { check, query, named }: { readonly check: boolean; readonly query: boolean; readonly named: boolean },
): Formatted {
  const read = readRuleText(path, !named);
  if ('error' in read) return { kind: 'unreadable', message: read.error };
  const before = read.text;
  if (!looksLikeRule(before)) return { kind: 'no-rule' };
  const [problem] = parseToml(before).problems;
  if (problem) return { kind: 'failed', message: `unchanged: ${problem.message}` };
  const after = format(before, { query });
  if (after === before) return { kind: 'same' };
  const failure = check ? undefined : replaceFile(path, before, after);
  return failure === undefined ? { kind: 'changed', before, after } : { kind: 'failed', message: failure };
}
