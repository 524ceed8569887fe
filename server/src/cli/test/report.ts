import type { AlertSummary } from '../../testing/run-case.js';
import type { CaseOutcome } from '../../testing/run-test-file.js';
import { rangeOf } from '../../text/finding.js';
import { visibleLine } from '../../text/visible.js';
import type { FileFinding } from '../findings.js';
import type { Output } from '../output.js';
import { writeCoverage } from '../report/coverage.js';
import { jsonText } from '../report/json.js';
import { type JunitCase, junitReport } from '../report/junit.js';
import { plural, renderFinding } from '../report/source-lines.js';
import type { FileReport } from './run-file.js';

/** The report of `rulewright test`. */
export interface TestsReport {
  readonly reports: readonly FileReport[];
  /** Problems with the arguments. */
  readonly problems: readonly FileFinding[];
  /** Paths of the rules without a test file. */
  readonly untested: readonly string[];
  /** Whether each rule must have tests. */
  readonly requireTests: boolean;
}

/** One test in the form of the JSON report (docs/command-line.md#tests). */
interface CaseReport {
  readonly rule: string;
  readonly file: string;
  readonly name: string;
  readonly status: CaseOutcome['status'];
  readonly expected: AlertSummary;
  readonly actual: AlertSummary;
  readonly message?: string;
}

/** Writes the report as JUnit XML. */
export function writeJunit({ reports, untested, requireTests }: TestsReport, output: Output): void {
  const missing = (requireTests ? untested : []).map(
    (path): JunitCase => ({
      suite: path,
      name: 'has tests',
      outcome: { kind: 'failure', message: 'the rule has no tests' },
    }),
  );
  output.report(junitReport('rulewright test', [...reports.flatMap(toCases), ...missing]));
}

/** Returns the cases of a test file, and the problems of the file itself. */
function toCases({ file, outcomes, findings }: FileReport): JunitCase[] {
  const broken = findings.map((finding): JunitCase => {
    const name = `line ${finding.range.start.line}`;
    const kind = finding.severity === 'error' ? 'error' : 'skipped';
    return {
      suite: file,
      name,
      outcome: { kind, message: finding.message, details: finding.help ?? '' },
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

type Summary = Readonly<Record<'passed' | 'failed' | 'todo' | 'errors', number>>;

/** Counts the cases by outcome; problems of files count as errors. */
function summarise({ reports, problems }: TestsReport): Summary {
  const outcomes = reports.flatMap((report) => report.outcomes);
  const count = (status: CaseOutcome['status']): number =>
    outcomes.filter((one) => one.status === status).length;
  const faults = [...problems, ...reports.flatMap(faultsOf)].filter(isError).length;
  return {
    passed: count('passed'),
    failed: count('failed'),
    todo: count('todo'),
    errors: count('error') + faults,
  };
}

/** Returns the problems of a file that are not failures of its cases. */
function faultsOf({ findings, outcomes }: FileReport): readonly FileFinding[] {
  const told = new Set(outcomes.map(({ message }) => message));
  return findings.filter(({ message }) => !told.has(message));
}

/** Returns whether a finding prevents something from being tested. */
export function isError({ severity }: FileFinding): boolean {
  return severity === 'error';
}

/** Writes the report as JSON. */
export function writeJson(report: TestsReport, output: Output): void {
  const { reports, problems, untested } = report;
  const tests = reports.flatMap(({ file, rule, outcomes }) =>
    outcomes.map(
      ({ name, status, expected, actual, message }): CaseReport => ({
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
  const summary = summarise(report);
  output.report(
    `${jsonText({ version: 1, tests, problems: all, ...(coverage.length > 0 ? { coverage } : {}), untested, summary }, 2)}\n`,
  );
}

/** Returns the outcomes with a message, merging those with the same message and no explanation. */
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

/** Writes the report for people. Failures come last so that they remain on screen. */
export function writePretty(report: TestsReport, verbose: boolean, output: Output): void {
  const { reports, problems } = report;
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
    // Show problems of the file itself at their position.
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
  writeUntested(report, output);
  const { passed, failed, todo, errors } = summarise(report);
  const rest = [todo > 0 ? `${todo} todo` : '', errors > 0 ? plural(errors, 'error') : ''].filter(
    (part) => part !== '',
  );
  output.write(
    `\n${plural(reports.length, 'test file')}: ${[`${passed} passed`, `${failed} failed`, ...rest].join(', ')}\n`,
  );
}

/** Lists the rules without tests if tests are required, and otherwise writes their number. */
function writeUntested({ untested, requireTests }: TestsReport, output: Output): void {
  if (untested.length === 0) return;
  const count = `${plural(untested.length, 'rule')} without tests`;
  if (!requireTests) {
    output.write(`\n${count}; --require-tests lists them\n`);
    return;
  }
  output.write(`\n${output.colors.red(count)}\n`);
  for (const path of untested) output.write(`  ${visibleLine(path)}\n`);
}
