import { version } from '../../../../package.json';
import { projectFolderOf } from '../../files/project-folder.js';
import { mutateRule } from '../../prove/mutation/mutate-rule.js';
import { writtenCase } from '../../prove/synthesis/written-case.js';
import { fileEventsReader, testFileOf } from '../../testing/files.js';
import { readTests } from '../cases/read-tests.js';
import { writeCases } from '../cases/write-cases.js';
import { exitCodes } from '../exit-code.js';
import type { FileFinding } from '../findings.js';
import { changesSince, folderOf } from '../lint/changes.js';
import { type LoadedRule, loadRules } from '../load-rules.js';
import { type ParsedOptions, UsageError } from '../options.js';
import type { Output } from '../output.js';
import { githubReport } from '../report/github.js';
import { sarifReport } from '../report/sarif.js';
import { renderFinding } from '../report/source-lines.js';
import { ruleFieldsReader } from '../rule-fields.js';
import {
  mutationFindings,
  mutationsJson,
  printMutations,
  type RuleMutations,
  scoreOf,
} from './mutate-report.js';

/** `rulewright mutate`: shows which rule changes the tests do not notice. Returns the exit code. */
export async function mutateCommand(options: ParsedOptions, output: Output): Promise<number> {
  const least = leastScore(options.text('min-score'));
  const paths = options.positionals.length > 0 ? options.positionals : ['.'];
  const { rules: all, unreadable } = loadRules(paths, output);
  const rules = changedOnly(all, paths, options.text('since'), output);
  for (const finding of unreadable) output.message(renderFinding(finding, undefined, output.colors));
  if (all.length === 0) output.message('rulewright: there are no rules to change');
  let code: number = unreadable.length > 0 || all.length === 0 ? exitCodes.unusable : exitCodes.done;
  const fieldsIn = ruleFieldsReader(output);
  const reports: RuleMutations[] = [];
  const format = options.text('format') ?? 'pretty';
  for (const loaded of rules) {
    const { path, rule } = loaded;
    output.progress(`changing ${path}`);
    const fields = (await fieldsIn(path))(rule.document);
    const testPath = testFileOf(path);
    const file = testPath === undefined ? undefined : readTests(testPath, output);
    const readEvents = fileEventsReader(testPath ?? path, projectFolderOf(path));
    const report = mutateRule(rule, file, readEvents, fields);
    reports.push({ loaded, report });
    if (format === 'pretty') printMutations({ loaded, report }, output);
    if (options.flag('write')) {
      const killers = report.survivors.flatMap(({ killer }) => killer ?? []);
      code = Math.max(code, writeCases(path, [...new Set(killers)].map(writtenCase), output, 'rename'));
    }
  }
  const score = scoreOf(reports);
  const findings = (): FileFinding[] => reports.flatMap(mutationFindings);
  if (format === 'json') output.report(`${JSON.stringify(mutationsJson(reports, score), undefined, 2)}\n`);
  else if (format === 'sarif') output.report(sarifReport(findings(), version, unreadable.length > 0));
  else if (format === 'github') output.report(githubReport(findings()));
  else if (score !== undefined && reports.length > 1) output.write(`${score} % of all changes are noticed\n`);
  if (least !== undefined && rules.length > 0 && (score ?? 0) < least && code === exitCodes.done) {
    output.message(`rulewright: ${score ?? 0} % of the changes are noticed, fewer than ${least} %`);
    return exitCodes.findings;
  }
  return code;
}

/** Returns the rules that changed or whose tests changed, according to git; all rules without a commit. */
function changedOnly(
  rules: readonly LoadedRule[],
  paths: readonly string[],
  since: string | undefined,
  output: Output,
): readonly LoadedRule[] {
  if (since === undefined) return rules;
  const changes = changesSince(since, folderOf(paths[0]!), '--since');
  const changed = rules.filter(({ path }) => {
    const tests = testFileOf(path);
    return changes.has(path) || (tests !== undefined && changes.has(tests));
  });
  if (rules.length > 0 && changed.length === 0)
    output.message(`rulewright: none of the ${rules.length} rules found here changed since ${since}`);
  return changed;
}

function leastScore(written: string | undefined): number | undefined {
  if (written === undefined) return undefined;
  const score = Number(written);
  if (written.trim() === '' || !(score >= 0 && score <= 100))
    throw new UsageError(`--min-score takes a number from 0 to 100, not "${written}"`);
  return score;
}
