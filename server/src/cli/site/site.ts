import { join, resolve } from 'node:path';
import { readGitLog } from '../../files/git-log.js';
import { pageAddresses } from '../../site/addresses.js';
import { indexPages } from '../../site/index-pages.js';
import type { RuleChange } from '../../site/site-rule.js';
import { append } from '../../text/append.js';
import { visibleLine } from '../../text/visible.js';
import { exitCodeOf } from '../exit-code.js';
import { type FileFinding, fileFinding } from '../findings.js';
import { loadRules } from '../load-rules.js';
import { type ParsedOptions, UsageError } from '../options.js';
import type { Output } from '../output.js';
import { plural, renderFinding } from '../report/source-lines.js';
import { openSiteFolder, writePage } from './site-folder.js';
import { writeOnAllCores } from './write-on-all-cores.js';
import type { PageTask } from './write-pages.js';

/** `rulewright site`: writes a page for each rule, and pages that list them. Returns the exit code. */
export async function siteCommand(options: ParsedOptions, output: Output): Promise<number> {
  const out = options.text('out');
  if (out === undefined) throw new UsageError('site takes --out', 'rulewright site [paths] --out DIR');
  const folder = openSiteFolder(out);
  const { rules: loaded, unreadable } = loadRules(options.positionals, output);
  const problems: FileFinding[] = [...unreadable];
  const logOf = options.flag('no-history') ? () => [] : gitLogs(options.positionals);
  const addressOf = pageAddresses();
  const tasks = loaded.flatMap(({ path, rule }): PageTask[] =>
    rule.type === undefined ? [] : [{ path, address: addressOf(path), history: logOf(path) }],
  );
  const { rules, problems: found } = await writeOnAllCores(tasks, folder.path, output);
  append(problems, found);
  // A page that could not be written this time is still part of the site.
  for (const { address } of tasks) folder.keep(address);
  for (const [address, text] of indexPages(rules)) {
    const failed = writePage(folder.path, address, text);
    if (failed !== undefined) problems.push(fileFinding(join(out, address), 'unwritable', failed));
    folder.keep(address);
  }
  const { removed, failure } = folder.finish();
  if (failure !== undefined) problems.push(fileFinding(join(out, '.rulewright-site'), 'unwritable', failure));
  for (const problem of problems) output.message(renderFinding(problem, undefined, output.colors));
  output.write(
    `${plural(rules.length, 'rule')} in ${visibleLine(out)}${removed > 0 ? `, ${plural(removed, 'old page')} removed` : ''}; open ${visibleLine(join(out, 'index.html'))}\n`,
  );
  return exitCodeOf(problems, { unusable: problems.length > 0 || loaded.length === 0 });
}

/** Reads the history of rules below each path. */
function gitLogs(paths: readonly string[]): (path: string) => readonly RuleChange[] {
  const logs = (paths.length === 0 ? ['.'] : paths).map((path) => ({
    folder: resolve(path),
    log: readGitLog(resolve(path)),
  }));
  return (path) => {
    for (const { log } of logs) {
      const found = log(resolve(path));
      if (found.length > 0) return found;
    }
    return [];
  };
}
