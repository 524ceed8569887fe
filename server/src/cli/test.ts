import { existsSync } from 'node:fs';
import { basename, relative } from 'node:path';
import { withSlashes } from '../files/path-below.js';
import { pathKey } from '../files/path-key.js';
import { type Rule, readRule } from '../rule/rule.js';
import { coverClauses } from '../testing/coverage.js';
import {
  fileEventsReader,
  isTestFile,
  newTestFileOf,
  rulePathOf,
  testFileOf,
  whyNotRead,
} from '../testing/files.js';
import { parseTestFile } from '../testing/parse-test-file.js';
import type { AlertSummary } from '../testing/run-case.js';
import { type CaseOutcome, runTestFile } from '../testing/run-test-file.js';
import { rangeOf } from '../text/finding.js';
import { internalErrorCode, isolated } from '../text/internal-error.js';
import { indexLines, type LineIndex } from '../text/lines.js';
import type { Problem } from '../text/problem.js';
import { visibleLine } from '../text/visible.js';
import { parseToml } from '../toml/document.js';
import { discover } from './discover.js';
import { exitCodeOf } from './exit-code.js';
import { type FileFinding, fileFinding, toFileFinding } from './findings.js';
import type { ParsedOptions } from './options.js';
import type { Output } from './output.js';
import { readRuleText } from './read-rule.js';
import { type CoverageReport, ruleCoverage, writeCoverage } from './report/coverage.js';
import { jsonText } from './report/json.js';
import { type JunitCase, junitReport } from './report/junit.js';
import { plural, renderFinding } from './report/source-lines.js';
import { type RuleFields, ruleFieldsReader } from './rule-fields.js';

/** One test in the form of the JSON report (DESIGN section 2). */
interface TestReport {
  readonly rule: string;
  readonly file: string;
  readonly name: string;
  readonly status: CaseOutcome['status'];
  readonly expected: AlertSummary;
  readonly actual: AlertSummary;
  readonly message?: string;
}

interface FileReport {
  readonly file: string;
  readonly rule: string;
  readonly outcomes: readonly CaseOutcome[];
  readonly findings: readonly FileFinding[];
  readonly lines: LineIndex | undefined;
  readonly ruleLines?: LineIndex;
  readonly coverage?: readonly CoverageReport[];
}

/** `rulewright test`: returns the exit code. */
export async function testCommand(options: ParsedOptions, output: Output): Promise<number> {
  const found = discover(options.positionals, isTestFile, output);
  const problems = found.unreadable.map(({ path, message }) => fileFinding(path, 'unreadable', message));
  /** Keys of what was named, which is read wherever it is. */
  const named = new Set(found.files.flatMap((file) => (file.named ? [file.key] : [])));
  const files = found.files.flatMap(({ path }): string[] => {
    if (isTestFile(path)) return [path];
    const beside = testFileOf(path);
    const refused = beside && whyNotReadBeside(path, beside, named);
    if (refused !== undefined) {
      problems.push(fileFinding(beside ?? path, 'unreadable', refused));
      return [];
    }
    if (beside !== undefined) return [beside];
    problems.push(
      fileFinding(path, 'no-tests', 'there is no test file beside this rule', `write ${newTestFileOf(path)}`),
    );
    return [];
  });
  const fieldsOf = ruleFieldsReader(output);
  const reports: FileReport[] = [];
  for (const path of eachOnce(files)) {
    const fields = await fieldsOf(path);
    reports.push(
      isolated(
        () => testFile(path, named, fields, options.flag('coverage')),
        wholeFile,
        (problem) => unusableFile(path, '', [toFileFinding(problem, path, indexLines(''))]),
      ),
    );
  }
  const bad = problems.length > 0 || reports.some((report) => report.findings.length > 0);
  const outcomes = reports.flatMap((report) => report.outcomes);
  const badInput = outcomes.some(({ cause }) => cause === 'input');
  if (options.text('format') === 'junit') {
    output.report(junitReport('rulewright test', reports.flatMap(toCases)));
  } else if (options.text('format') === 'json') writeJson(reports, problems, output);
  else writePretty(reports, problems, options.flag('verbose'), output);
  const bugs = outcomes.flatMap(({ cause }) =>
    cause === 'internal' ? [{ code: internalErrorCode } as const] : [],
  );
  return exitCodeOf([...reports.flatMap((report) => report.findings), ...bugs], {
    unusable: bad || badInput,
    findings: outcomes.some(({ status }) => status === 'failed' || status === 'error'),
  });
}

/** A rule and its test file can both be named. */
function eachOnce(files: readonly string[]): string[] {
  const known = new Map<string, string>();
  for (const path of files) {
    const key = pathKey(path);
    if (!known.has(key)) known.set(key, path);
  }
  return [...known.values()];
}

/** The cases of a test file, and what is wrong with the file itself. */
function toCases({ file, outcomes, findings }: FileReport): JunitCase[] {
  const broken = findings.map((finding): JunitCase => {
    const name = `line ${finding.range.start.line}`;
    return {
      suite: file,
      name,
      outcome: { kind: 'error', message: finding.message, details: finding.help ?? '' },
    };
  });
  return [...broken, ...outcomes.map((one) => toJunitCase(file, one))];
}

function toJunitCase(
  suite: string,
  { name, status, message = '', explanation, milliseconds }: CaseOutcome,
): JunitCase {
  const base = { suite, name, seconds: milliseconds / 1000 };
  if (status === 'passed') return base;
  const kind = status === 'failed' ? 'failure' : status === 'error' ? 'error' : 'skipped';
  return { ...base, outcome: { kind, message, details: explanation.map(visibleLine).join('\n') } };
}

function testFile(
  path: string,
  named: ReadonlySet<string>,
  fieldsOf: RuleFields,
  withCoverage: boolean,
): FileReport {
  const read = readRuleText(path);
  if ('error' in read) return unusableFile(path, '', [fileFinding(path, 'unreadable', read.error)]);
  const file = parseTestFile(read.text);
  const lines = indexLines(read.text);
  const ruleFile = rulePathOf(path, file.rule?.path);
  const rulePath = showPath(ruleFile);
  const findings = file.problems.map((problem) => toFileFinding(problem, path, lines));
  const refused = file.rule ? whyNotRead(path, file.rule.path) : whyNotReadBeside(path, ruleFile, named);
  const rule = refused === undefined ? loadRule(rulePath) : { error: refused };
  if ('error' in rule) {
    const span = file.rule?.span ?? { start: 0, end: 0 };
    const problem: Problem = {
      code: 'test-rule',
      severity: 'error',
      span,
      message: rule.error,
      help: 'name the rule with "rule: <file>.toml"',
    };
    return unusableFile(path, rulePath, [...findings, toFileFinding(problem, path, lines)], lines);
  }
  const readEvents = fileEventsReader(path);
  const fields = fieldsOf(rule.document);
  return {
    file: path,
    rule: rulePath,
    outcomes: runTestFile(rule, file, readEvents, undefined, fields),
    findings,
    lines,
    ruleLines: indexLines(rule.document.text),
    ...(withCoverage ? { coverage: ruleCoverage(rule, coverClauses(rule, file, readEvents, fields)) } : {}),
  };
}

/** Why a rule beside a test file, or a test file beside a rule, is not read. Such a file counts as named only if the user named it too. */
function whyNotReadBeside(path: string, beside: string, named: ReadonlySet<string>): string | undefined {
  return named.has(pathKey(beside)) ? undefined : whyNotRead(path, basename(beside));
}

/** An internal error belongs to the file as a whole. */
const wholeFile = { start: 0, end: 0 };

function unusableFile(
  file: string,
  rule: string,
  findings: readonly FileFinding[],
  lines?: LineIndex,
): FileReport {
  return { file, rule, outcomes: [], findings, lines };
}

function showPath(path: string): string {
  const shown = withSlashes(relative(process.cwd(), path));
  return shown.startsWith('..') ? path : shown;
}

function loadRule(path: string): Rule | { readonly error: string } {
  if (!existsSync(path)) return { error: `there is no rule ${path}` };
  const read = readRuleText(path);
  if ('error' in read) return { error: `the rule ${path} cannot be read: ${read.error}` };
  return readRule(parseToml(read.text));
}

function summarise(outcomes: readonly CaseOutcome[]): Record<string, number> {
  const count = (status: CaseOutcome['status']): number =>
    outcomes.filter((one) => one.status === status).length;
  return { passed: count('passed'), failed: count('failed'), todo: count('todo'), errors: count('error') };
}

function writeJson(reports: readonly FileReport[], problems: readonly FileFinding[], output: Output): void {
  const tests = reports.flatMap(({ file, rule, outcomes }) =>
    outcomes.map(
      ({ name, status, expected, actual, message }): TestReport => ({
        rule,
        file,
        name,
        status,
        expected,
        actual,
        ...(message === undefined ? {} : { message }),
      }),
    ),
  );
  const coverage = reports.flatMap(({ rule, coverage: clauses }) => (clauses ? [{ rule, clauses }] : []));
  const all = [...problems, ...reports.flatMap((report) => report.findings)];
  const summary = summarise(reports.flatMap((report) => report.outcomes));
  output.report(
    `${jsonText({ version: 1, tests, problems: all, ...(coverage.length > 0 ? { coverage } : {}), summary }, 2)}\n`,
  );
}

/** Outcomes with a message; those that say the same without an explanation of their own come as one. */
function groupByMessage(
  outcomes: readonly CaseOutcome[],
): (Pick<CaseOutcome, 'status' | 'message' | 'explanation' | 'rulePlace'> & { names: string[] })[] {
  const groups: ReturnType<typeof groupByMessage> = [];
  for (const { status, name, message, explanation, rulePlace } of outcomes) {
    if (message === undefined) continue;
    const same = groups.find((group) => group.status === status && group.message === message);
    if (same && explanation.length === 0) same.names.push(name);
    else groups.push({ status, message, explanation, rulePlace, names: [name] });
  }
  return groups;
}

/** Failures come last, so that they are what is on the screen. */
function writePretty(
  reports: readonly FileReport[],
  problems: readonly FileFinding[],
  verbose: boolean,
  output: Output,
): void {
  const { colors } = output;
  const marks = {
    passed: colors.green('✓'),
    failed: colors.red('✗'),
    error: colors.red('!'),
    todo: colors.yellow('○'),
  };
  for (const { file, outcomes } of reports) {
    const passed = outcomes.filter((one) => one.status === 'passed').length;
    output.write(`${colors.bold(visibleLine(file))}  ${passed} of ${outcomes.length} passed\n`);
    for (const { status, name } of outcomes)
      if (verbose || status !== 'passed') output.write(`  ${marks[status]} ${visibleLine(name)}\n`);
  }
  for (const { file, rule, ruleLines, outcomes, findings } of reports) {
    // What is wrong with the file itself is shown where it stands.
    const own = outcomes.filter(({ message }) => !findings.some((finding) => finding.message === message));
    for (const { status, message, explanation, rulePlace, names } of groupByMessage(own)) {
      const [name = '', ...others] = names;
      const title = others.length > 0 ? plural(names.length, 'test') : name;
      output.write(
        `\n${marks[status]} ${colors.bold(visibleLine(title))} ${colors.dim(visibleLine(file))}\n  ${visibleLine(message ?? '')}\n`,
      );
      const place = rulePlace && ruleLines && rangeOf(rulePlace, ruleLines).start;
      if (place) output.write(`    ${colors.dim(`${visibleLine(rule)}:${place.line}:${place.column}`)}\n`);
      for (const line of status === 'todo' ? [] : explanation) output.write(`    ${visibleLine(line)}\n`);
    }
  }
  for (const { rule, coverage } of reports) if (coverage) writeCoverage(rule, coverage, output);
  for (const finding of problems) output.write(`\n${renderFinding(finding, undefined, colors)}`);
  for (const { findings, lines } of reports)
    for (const finding of findings) output.write(`\n${renderFinding(finding, lines, colors)}`);
  const {
    passed = 0,
    failed = 0,
    todo = 0,
    errors = 0,
  } = summarise(reports.flatMap((report) => report.outcomes));
  const rest = [todo > 0 ? `${todo} todo` : '', errors > 0 ? plural(errors, 'error') : ''].filter(
    (part) => part !== '',
  );
  output.write(
    `\n${plural(reports.length, 'test file')}: ${[`${passed} passed`, `${failed} failed`, ...rest].join(', ')}\n`,
  );
}
