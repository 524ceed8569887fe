import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { version } from '../../../package.json';
import { analyse } from '../lint/analysis.js';
import { isIgnored, type LintConfiguration } from '../lint/configuration.js';
import { type FoundConfiguration, findConfiguration, pathInConfiguration } from '../lint/files.js';
import { lint } from '../lint/run.js';
import { looksLikeRule } from '../rule/rule.js';
import { isTestFile } from '../testing/files.js';
import { parseTestFile } from '../testing/parse-test-file.js';
import { append } from '../text/append.js';
import { applyFixes } from '../text/fixes.js';
import { indexLines, type LineIndex } from '../text/lines.js';
import { compareSeverity, type Problem, type Severity } from '../text/problem.js';
import { describeError, discover } from './discover.js';
import { type FileFinding, fileFinding, toFileFinding } from './findings.js';
import type { ParsedOptions } from './options.js';
import type { Output } from './output.js';
import { readRuleText } from './read-rule.js';
import { githubReport } from './report/github.js';
import { type JunitCase, junitReport } from './report/junit.js';
import { sarifReport } from './report/sarif.js';
import { plural, renderFinding } from './report/source-lines.js';

export interface LintResult {
  readonly findings: readonly FileFinding[];
  /** Lines of the files that have findings, for showing them. */
  readonly lines: ReadonlyMap<string, LineIndex>;
  readonly files: number;
  readonly fixed: number;
  /** Whether some input could not be read. */
  readonly unreadable: boolean;
}

export interface LintOptions {
  readonly fix: boolean;
  readonly profile: LintConfiguration['profile'] | undefined;
}

/** Lints the rules and test files that the paths name. */
export function lintPaths(
  paths: readonly string[],
  { fix, profile }: LintOptions,
  output: Output,
): LintResult {
  const { files, unreadable } = discover(paths, (name) => name.endsWith('.toml') || isTestFile(name));
  const findings: FileFinding[] = unreadable.map(({ path, message }) =>
    fileFinding(path, 'unreadable', message),
  );
  const lines = new Map<string, LineIndex>();
  const configurations = new Map<string, FoundConfiguration>();
  let checked = 0;
  let fixed = 0;
  files.forEach(({ path, named }, index) => {
    if (index % 100 === 0) output.progress(`linting ${index} of ${files.length} files`);
    const read = readRuleText(path);
    if ('error' in read) {
      findings.push(fileFinding(path, 'unreadable', read.error));
      return;
    }
    let { text } = read;
    if (!named && !isTestFile(path) && !looksLikeRule(text)) return;
    const found = configurationFor(path, configurations, findings, lines);
    const configuration = profile === undefined ? found.configuration : { ...found.configuration, profile };
    const relativePath = pathInConfiguration(path, found);
    if (!named && isIgnored(relativePath, configuration)) return;
    checked++;
    let problems = problemsOf(path, relativePath, text, configuration);
    if (fix && problems.some((problem) => problem.fix)) {
      const result = applyFixes(text, problems);
      writeAtomically(path, result.text);
      fixed += result.applied;
      text = result.text;
      problems = problemsOf(path, relativePath, text, configuration);
    }
    if (problems.length === 0) return;
    const index_ = indexLines(text);
    lines.set(path, index_);
    append(
      findings,
      problems.map((problem) => toFileFinding(problem, path, index_)),
    );
  });
  return {
    findings,
    lines,
    files: checked,
    fixed,
    unreadable: findings.some(({ code }) => code === 'unreadable'),
  };
}

function problemsOf(
  path: string,
  relativePath: string,
  text: string,
  configuration: LintConfiguration,
): readonly Problem[] {
  if (isTestFile(path)) return parseTestFile(text).problems;
  return lint(analyse(text, { path: relativePath }), configuration);
}

function configurationFor(
  path: string,
  known: Map<string, FoundConfiguration>,
  findings: FileFinding[],
  lines: Map<string, LineIndex>,
): FoundConfiguration {
  const folder = dirname(path);
  let found = known.get(folder);
  if (!found) {
    found = findConfiguration(folder);
    const { path: file, problems, text } = found;
    const seen = [...known.values()].some((other) => other.path === file);
    if (file !== undefined && !seen && problems.length > 0) {
      const index = indexLines(text);
      lines.set(file, index);
      append(
        findings,
        problems.map((problem) => toFileFinding(problem, file, index)),
      );
    }
    known.set(folder, found);
  }
  return found;
}

/** Writes beside the file and renames, so that the file is whole at every moment. */
function writeAtomically(path: string, text: string): void {
  const temporary = `${path}.rulewright-${process.pid}`;
  try {
    writeFileSync(temporary, text, { flag: 'wx' });
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw new Error(`${path} could not be written: ${describeError(error)}`);
  }
}

const counted: readonly Severity[] = ['error', 'warning', 'information', 'hint'];

/** `rulewright lint`: returns the exit code. */
export function runLint(options: ParsedOptions, output: Output): number {
  const profile = options.text('profile') as LintConfiguration['profile'] | undefined;
  const result = lintPaths(options.positionals, { fix: options.flag('fix'), profile }, output);
  const { findings } = result;
  switch (options.text('format')) {
    case 'json':
      output.write(jsonReport(result));
      break;
    case 'sarif':
      output.write(sarifReport(findings, version));
      break;
    case 'github':
      output.write(githubReport(findings));
      break;
    case 'junit':
      output.write(junitReport('rulewright lint', findings.map(toCase)));
      break;
    default:
      writePretty(result, options.flag('verbose'), output);
  }
  if (result.unreadable) return 2;
  const failOn = options.text('fail-on') ?? 'error';
  const fails = (severity: Severity): boolean =>
    failOn !== 'never' && compareSeverity(severity, failOn as Severity) <= 0;
  return findings.some((one) => fails(one.severity)) ? 1 : 0;
}

function countOf({ findings }: LintResult, severity: Severity): number {
  return findings.filter((one) => one.severity === severity).length;
}

function jsonReport(result: LintResult): string {
  const summary = {
    files: result.files,
    errors: countOf(result, 'error'),
    warnings: countOf(result, 'warning'),
    information: countOf(result, 'information'),
    hints: countOf(result, 'hint'),
    fixed: result.fixed,
  };
  return `${JSON.stringify({ version: 1, findings: result.findings, summary }, undefined, 2)}\n`;
}

/** A finding as a failed case: errors and warnings fail, the rest is listed as skipped. */
function toCase({ path, code, severity, message, help, range }: FileFinding): JunitCase {
  const place = `${path}:${range.start.line}:${range.start.column}`;
  const kind = severity === 'error' || severity === 'warning' ? 'failure' : 'skipped';
  const details = help === undefined ? place : `${place}\n${help}`;
  return {
    suite: path,
    name: `${code} at ${range.start.line}:${range.start.column}`,
    outcome: { kind, message, details },
  };
}

function writePretty(result: LintResult, verbose: boolean, output: Output): void {
  const shown = verbose ? result.findings : result.findings.filter((one) => one.severity !== 'hint');
  for (const finding of shown) {
    output.write(`${renderFinding(finding, result.lines.get(finding.path), output.colors)}\n`);
  }
  const counts = counted
    .filter((severity) => countOf(result, severity) > 0)
    .map((severity) => describeCount(severity, countOf(result, severity)));
  const fixed = result.fixed > 0 ? `, ${result.fixed} ${result.fixed === 1 ? 'fix' : 'fixes'} applied` : '';
  output.write(`${plural(result.files, 'file')} checked: ${counts.join(', ') || 'no findings'}${fixed}\n`);
}

function describeCount(severity: Severity, count: number): string {
  if (severity === 'information') return `${count} information`;
  return plural(count, severity);
}
