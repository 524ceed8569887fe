import { analyse } from '../../analysis/analyse.js';
import { evaluatedFields } from '../../analysis/evaluated-fields.js';
import { rulePage } from '../../site/rule-page.js';
import { type ListedRule, listedRule, type RuleChange, type SiteRule } from '../../site/site-rule.js';
import { fileEventsReader, testFileOf } from '../../testing/files.js';
import { runTestFile } from '../../testing/run-test-file.js';
import { isolated } from '../../text/internal-error.js';
import { readTests } from '../cases/read-tests.js';
import { type FileFinding, fileFinding, toFileFinding } from '../findings.js';
import { type LoadedRule, loadRules } from '../load-rules.js';
import type { Output } from '../output.js';
import { type AnalyseInCheckout, checkoutReader } from '../rule-fields.js';
import { writePage } from './site-folder.js';

/** A rule page to write, as plain data. */
export interface PageTask {
  readonly path: string;
  /** Relative to the root of the site. */
  readonly address: string;
  readonly history: readonly RuleChange[];
}

/** The result of writing pages: what lists show of each rule, in task order, and the problems. */
export interface PagesWritten {
  readonly rules: readonly ListedRule[];
  readonly problems: readonly FileFinding[];
}

/** Writes the pages of rules into the folder of a site. */
export async function writePages(
  tasks: readonly PageTask[],
  folder: string,
  output: Pick<Output, 'message' | 'progress'>,
): Promise<PagesWritten> {
  const rules: ListedRule[] = [];
  const problems: FileFinding[] = [];
  const read = checkoutReader(output);
  for (const { path, address, history } of tasks) {
    output.progress(`writing ${path}`);
    const [loaded] = loadRules([path], output).rules;
    if (!loaded) continue;
    const analyseInCheckout = await read(path);
    isolated(
      () => {
        const rule = siteRule(loaded, analyseInCheckout, history, output);
        const failed = writePage(folder, address, rulePage(rule));
        if (failed !== undefined) problems.push(fileFinding(address, 'unwritable', failed));
        rules.push(listedRule(rule, address));
      },
      { start: 0, end: 0 },
      (problem) => {
        problems.push(toFileFinding(problem, path, loaded.lines));
      },
    );
  }
  return { rules, problems };
}

function siteRule(
  { path, rule }: LoadedRule,
  analyseInCheckout: AnalyseInCheckout,
  history: readonly RuleChange[],
  output: Pick<Output, 'message'>,
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
