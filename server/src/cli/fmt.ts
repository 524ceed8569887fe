import { dirname } from 'node:path';
import { createTwoFilesPatch } from 'diff';
import { isTomlFile } from '../files/file-names.js';
import { format } from '../ide/format.js';
import { isIgnored } from '../lint/configuration.js';
import { findConfiguration, pathInConfiguration } from '../lint/files.js';
import { looksLikeRule } from '../rule/looks-like-rule.js';
import { parseToml } from '../toml/document.js';
import { discover } from './discover.js';
import { writeAtomically } from './lint/write-file.js';
import type { ParsedOptions } from './options.js';
import type { Output } from './output.js';
import { readRuleText } from './read-rule.js';
import { plural } from './report/source-lines.js';

/** `rulewright fmt`: lays rule files out anew, or with `--check` says which would change. Returns the exit code. */
export function runFmt(options: ParsedOptions, output: Output): number {
  const check = options.flag('check');
  const { files, unreadable } = discover(options.positionals, isTomlFile);
  const failures = unreadable.map(({ path, message }) => `${path}: ${message}`);
  const configurations = new Map<string, ReturnType<typeof findConfiguration>>();
  let changed = 0;
  let looked = 0;
  for (const { path, named } of files) {
    const read = readRuleText(path);
    if ('error' in read) {
      failures.push(`${path}: ${read.error}`);
      continue;
    }
    if (!looksLikeRule(read.text)) {
      if (named) failures.push(`${path}: this is not a rule`);
      continue;
    }
    const folder = dirname(path);
    const found = configurations.get(folder) ?? findConfiguration(folder);
    configurations.set(folder, found);
    if (!named && isIgnored(pathInConfiguration(path, found), found.configuration)) continue;
    looked++;
    const [problem] = parseToml(read.text).problems;
    if (problem) {
      failures.push(`${path}: left as it is: ${problem.message}`);
      continue;
    }
    const formatted = format(read.text, { query: options.flag('query') });
    if (formatted === read.text) continue;
    const failure = check ? undefined : writeAtomically(path, formatted);
    if (failure !== undefined) {
      failures.push(`${path}: ${failure}`);
      continue;
    }
    changed++;
    output.write(
      check && options.flag('verbose')
        ? createTwoFilesPatch(path, path, read.text, formatted, 'now', 'formatted')
        : `${path}\n`,
    );
  }
  for (const failure of failures) output.message(`rulewright: ${failure}`);
  output.write(
    `${plural(looked, 'file')}: ${changed === 0 ? 'nothing to change' : `${changed} ${check ? 'would change' : 'changed'}`}\n`,
  );
  if (failures.length > 0) return 2;
  return check && changed > 0 ? 1 : 0;
}
