import { projectFolderOf } from '../../files/project-folder.js';
import { type MutationReport, mutateRule } from '../../prove/mutation/mutate-rule.js';
import { builtCase } from '../../prove/synthesis/written-case.js';
import { fileEventsReader, testFileOf } from '../../testing/files.js';
import { parseTestFile } from '../../testing/parse-test-file.js';
import type { TestFile } from '../../testing/test-file.js';
import { visibleLine } from '../../text/visible.js';
import { exitCodes } from '../exit-code.js';
import { loadRules } from '../load-rules.js';
import { type ParsedOptions, UsageError } from '../options.js';
import type { Output } from '../output.js';
import { readRuleText } from '../read-rule.js';
import { renderFinding } from '../report/source-lines.js';
import { ruleFieldsReader } from '../rule-fields.js';
import { writeCases } from './write-cases.js';

/** `rulewright mutate`: shows which changes of rules their tests do not notice. Returns the exit code. */
export async function mutateCommand(options: ParsedOptions, output: Output): Promise<number> {
  const least = leastScore(options.text('min-score'));
  const paths = options.positionals.length > 0 ? options.positionals : ['.'];
  const { rules, unreadable } = loadRules(paths, output);
  for (const finding of unreadable) output.message(renderFinding(finding, undefined, output.colors));
  if (rules.length === 0) output.message('rulewright: there are no rules to change');
  let code: number = unreadable.length > 0 || rules.length === 0 ? exitCodes.unusable : exitCodes.done;
  const fieldsIn = ruleFieldsReader(output);
  const reports: { readonly rule: string; readonly report: MutationReport }[] = [];
  const isJson = options.text('format') === 'json';
  for (const { path, rule } of rules) {
    output.progress(`changing ${path}`);
    const fields = (await fieldsIn(path))(rule.document);
    const testPath = testFileOf(path);
    const file = testPath === undefined ? undefined : readTests(testPath, output);
    const readEvents = fileEventsReader(testPath ?? path, projectFolderOf(path));
    const report = mutateRule(rule, file, readEvents, fields);
    reports.push({ rule: path, report });
    if (!isJson) print(path, report, output);
    if (options.flag('write')) {
      const killers = report.survivors.flatMap(({ killer }) => killer ?? []);
      code = Math.max(code, writeCases(path, [...new Set(killers)], output, 'rename'));
    }
  }
  const score = scoreOf(reports.map(({ report }) => report));
  if (isJson) output.report(`${JSON.stringify(jsonOf(reports, score), undefined, 2)}\n`);
  else if (score !== undefined && reports.length > 1) output.write(`${score} % of all changes are noticed\n`);
  if (least !== undefined && (score ?? 0) < least && code === exitCodes.done) {
    output.message(`rulewright: ${score ?? 0} % of the changes are noticed, fewer than ${least} %`);
    return exitCodes.findings;
  }
  return code;
}

function leastScore(written: string | undefined): number | undefined {
  if (written === undefined) return undefined;
  const score = Number(written);
  if (written.trim() === '' || !(score >= 0 && score <= 100))
    throw new UsageError(`--min-score takes a number from 0 to 100, not "${written}"`);
  return score;
}

function readTests(path: string, output: Output): TestFile | undefined {
  const read = readRuleText(path);
  if (!('error' in read)) return parseTestFile(read.text);
  output.message(visibleLine(`rulewright: ${path}: ${read.error}`));
  return undefined;
}

/** Returns the share of mutants that the tests of all rules notice; undefined if there are no mutants. */
function scoreOf(reports: readonly MutationReport[]): number | undefined {
  const killed = reports.reduce((sum, report) => sum + report.killed, 0);
  const counted = killed + reports.reduce((sum, report) => sum + report.survivors.length, 0);
  return counted === 0 ? undefined : Math.floor((100 * killed) / counted);
}

function print(path: string, report: MutationReport, output: Output): void {
  const { problem, killed, survivors, undecided, score, failing } = report;
  const shown = visibleLine(path);
  if (problem !== undefined) {
    output.write(`– ${shown}: ${visibleLine(problem)}\n`);
    return;
  }
  const unsure = undecided.length === 0 ? '' : `; ${undecided.length} undecided`;
  output.write(
    `${survivors.length === 0 ? '✓' : '✗'} ${shown}: ${killed} of ${killed + survivors.length} changes are noticed (${score ?? 0} %)${unsure}\n`,
  );
  for (const name of failing)
    output.write(`    the test "${visibleLine(name)}" fails as the rule is, so it proves nothing\n`);
  for (const { description, killer } of survivors)
    output.write(
      `    no test notices a rule that ${visibleLine(description)}\n      a test that does: ${visibleLine(killer?.name ?? '')}\n`,
    );
}

function jsonOf(
  reports: readonly { readonly rule: string; readonly report: MutationReport }[],
  score: number | undefined,
): object {
  return {
    version: 1,
    rules: reports.map(({ rule, report }) => ({
      rule,
      score: report.score ?? null,
      mutants: report.mutants,
      killed: report.killed,
      equivalent: 0,
      undecided: report.undecided.length,
      survivors: report.survivors.map(({ mutant, description, killer }) => ({
        operator: mutant.operator,
        span: mutant.span ?? null,
        description,
        ...(killer && { killingEvents: builtCase(killer).events }),
      })),
      ...(report.problem !== undefined && { problem: report.problem }),
    })),
    summary: {
      score: score ?? null,
      mutants: reports.reduce((sum, { report }) => sum + report.mutants, 0),
      killed: reports.reduce((sum, { report }) => sum + report.killed, 0),
      survivors: reports.reduce((sum, { report }) => sum + report.survivors.length, 0),
    },
  };
}
