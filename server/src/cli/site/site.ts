import { join, resolve } from 'node:path';
import { analyse } from '../../analysis/analyse.js';
import { evaluatedFields } from '../../analysis/evaluated-fields.js';
import { readGitLog } from '../../files/git-log.js';
import { pageAddresses } from '../../site/addresses.js';
import { indexPages } from '../../site/index-pages.js';
import { rulePage } from '../../site/rule-page.js';
import { type ListedRule, listedRule, type SiteRule } from '../../site/site-rule.js';
import { fileEventsReader, testFileOf } from '../../testing/files.js';
import { runTestFile } from '../../testing/run-test-file.js';
import { isolated } from '../../text/internal-error.js';
import { visibleLine } from '../../text/visible.js';
import { readTests } from '../cases/read-tests.js';
import { exitCodeOf } from '../exit-code.js';
import { type FileFinding, fileFinding, toFileFinding } from '../findings.js';
import { type LoadedRule, loadRules } from '../load-rules.js';
import { type ParsedOptions, UsageError } from '../options.js';
import type { Output } from '../output.js';
import { plural, renderFinding } from '../report/source-lines.js';
import { type AnalyseInCheckout, checkoutReader } from '../rule-fields.js';
import { openSiteFolder } from './site-folder.js';

/** `rulewright site`: writes a page for each rule, and pages that list them. Returns the exit code. */
export async function siteCommand(options: ParsedOptions, output: Output): Promise<number> {
  const out = options.text('out');
  if (out === undefined) throw new UsageError('site takes --out', 'rulewright site [paths] --out DIR');
  const folder = openSiteFolder(out);
  const { rules: loaded, unreadable } = loadRules(options.positionals, output);
  const problems: FileFinding[] = [...unreadable];
  const read = checkoutReader(output);
  const logOf = options.flag('no-history') ? () => [] : gitLogs(options.positionals);
  const addressOf = pageAddresses();
  const write = (address: string, text: string): void => {
    const failed = folder.write(address, text);
    if (failed !== undefined) problems.push(fileFinding(join(out, address), 'unwritable', failed));
  };
  const rules: ListedRule[] = [];
  for (const one of loaded) {
    if (one.rule.type === undefined) continue;
    output.progress(`writing ${one.path}`);
    const analyseInCheckout = await read(one.path);
    isolated(
      () => {
        const rule = siteRule(one, analyseInCheckout, logOf(one.path), output);
        const address = addressOf(one.path);
        write(address, rulePage(rule));
        rules.push(listedRule(rule, address));
      },
      { start: 0, end: 0 },
      (problem) => {
        problems.push(toFileFinding(problem, one.path, one.lines));
      },
    );
  }
  for (const [address, text] of indexPages(rules)) write(address, text);
  const removed = folder.finish();
  for (const problem of problems) output.message(renderFinding(problem, undefined, output.colors));
  output.write(
    `${plural(rules.length, 'rule')} in ${visibleLine(out)}${removed > 0 ? `, ${plural(removed, 'old page')} removed` : ''}; open ${visibleLine(join(out, 'index.html'))}\n`,
  );
  return exitCodeOf(problems, { unusable: problems.length > 0 || loaded.length === 0 });
}

function siteRule(
  { path, rule }: LoadedRule,
  analyseInCheckout: AnalyseInCheckout,
  history: SiteRule['history'],
  output: Output,
): SiteRule {
  const { document } = rule;
  const analysis = analyseInCheckout(document) ?? analyse(document.text, { document });
  const testPath = testFileOf(path);
  const tests = testPath === undefined ? undefined : readTests(testPath, output);
  const outcomes =
    tests && testPath !== undefined
      ? runTestFile(rule, tests, fileEventsReader(testPath), undefined, evaluatedFields(analysis))
      : [];
  return { path, analysis, tests, outcomes, history };
}

/** The history of rules below each of the paths. */
function gitLogs(paths: readonly string[]): (path: string) => SiteRule['history'] {
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
