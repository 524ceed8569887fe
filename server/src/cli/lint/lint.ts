import { setFlagsFromString } from 'node:v8';
import { version } from '../../../../package.json';
import type { LintConfiguration } from '../../lint/configuration.js';
import { indexLines, type LineIndex } from '../../text/lines.js';
import { compareSeverity, type Severity } from '../../text/problem.js';
import { visibleLine } from '../../text/visible.js';
import { exitCodeOf, exitCodes } from '../exit-code.js';
import type { FileFinding } from '../findings.js';
import { type ParsedOptions, UsageError } from '../options.js';
import type { Output } from '../output.js';
import { githubReport } from '../report/github.js';
import { jsonText } from '../report/json.js';
import { type JunitCase, junitReport } from '../report/junit.js';
import { sarifReport } from '../report/sarif.js';
import { plural, renderFinding } from '../report/source-lines.js';
import type { AppliedFix } from './fix-file.js';
import { type LintResult, lintPaths } from './lint-files.js';
import { listLints } from './list.js';

const counted: readonly Severity[] = ['error', 'warning', 'information', 'hint'];

/**
 * V8 compiler flags (docs/decisions/how-lint-is-compiled.md). `always-sparkplug` compiles each function on its
 * first call, without optimising it. `max-inlined-bytecode-size-cumulative` is how much of a function's callees
 * is inlined: an eighteenth of the default. `interrupt-budget` is how much of a function must run before it is
 * optimised, in bytes of its bytecode: nine times the default. V8 12 removed it, and reports unknown flags on
 * standard error.
 */
const compileLess = [
  '--always-sparkplug',
  '--max-inlined-bytecode-size-cumulative=50',
  ...(Number.parseInt(process.versions.v8, 10) < 12 ? ['--interrupt-budget=600000'] : []),
];

/** `rulewright lint`: returns the exit code. */
export async function lintCommand(options: ParsedOptions, output: Output): Promise<number> {
  for (const flag of compileLess) setFlagsFromString(flag);
  if (options.flag('list')) {
    if (options.text('format') === 'json') output.report(listLints(true));
    else output.write(listLints(false));
    return exitCodes.done;
  }
  if (options.flag('fix') && options.flag('fix-dry-run'))
    throw new UsageError('--fix and --fix-dry-run cannot be used together');
  // Machine-readable reports include hints.
  const showsHints = options.flag('verbose') || (options.text('format') ?? 'pretty') !== 'pretty';
  const isShown = ({ severity }: Pick<FileFinding, 'severity'>): boolean => showsHints || severity !== 'hint';
  const result = await lintPaths(
    options.positionals,
    {
      isShown,
      fix: options.flag('fix') ? 'write' : options.flag('fix-dry-run') ? 'show' : 'no',
      profile: options.text('profile') as LintConfiguration['profile'] | undefined,
      changedSince: options.text('changed-since'),
    },
    output,
  );
  const { findings } = result;
  if (result.files.length === 0 && findings.length === 0 && options.text('changed-since') === undefined)
    output.message(`rulewright: no rules in ${options.positionals.join(', ') || 'this folder'}`);
  const { changed } = result;
  if (changed && changed.listed > 0 && result.files.length === 0)
    output.message(
      `rulewright: git lists ${plural(changed.listed, 'changed file')}, but none of them is one of the ${plural(changed.found, 'rule and test file')} found here`,
    );
  switch (options.text('format')) {
    case 'json':
      output.report(jsonReport(result));
      break;
    case 'sarif':
      output.report(sarifReport(findings, version, result.unreadable));
      break;
    case 'github':
      output.report(githubReport(findings));
      break;
    case 'junit':
      output.report(junitReport('rulewright lint', casesOf(result)));
      break;
    default:
      writePretty(result, options.flag('verbose'), output);
  }
  const failOn = options.text('fail-on') ?? 'error';
  const fails = (severity: Severity): boolean =>
    failOn !== 'never' && compareSeverity(severity, failOn as Severity) <= 0;
  return exitCodeOf(findings, {
    unusable: result.unreadable,
    findings: findings.some((one) => fails(one.severity)),
  });
}

function countOf({ findings }: LintResult, severity: Severity): number {
  return findings.filter((one) => one.severity === severity).length;
}

function jsonReport(result: LintResult): string {
  const summary = {
    files: result.files.length,
    errors: countOf(result, 'error'),
    warnings: countOf(result, 'warning'),
    information: countOf(result, 'information'),
    hints: countOf(result, 'hint'),
    fixed: result.fixed.length,
  };
  const fixes = result.fixed.length > 0 ? { fixes: result.fixed } : {};
  return `${jsonText({ version: 1, findings: result.findings, ...fixes, summary }, 2)}\n`;
}

/**
 * Returns a case for each finding, and one for each file without findings: some CIs treat a report without
 * cases as broken.
 */
function casesOf({ findings, files }: LintResult): JunitCase[] {
  const found = new Set(findings.map(({ path }) => path));
  const clean = files.filter((path) => !found.has(path));
  return [...findings.map(toCase), ...clean.map((path) => ({ suite: path, name: 'no findings' }))];
}

/** Converts a finding to a failed case: errors and warnings fail, other findings are listed as skipped. */
function toCase({ path, code, severity, message, help, range }: FileFinding): JunitCase {
  const place = `${visibleLine(path)}:${range.start.line}:${range.start.column}`;
  const kind = severity === 'error' || severity === 'warning' ? 'failure' : 'skipped';
  const details = help === undefined ? place : `${place}\n${visibleLine(help)}`;
  return {
    suite: path,
    name: `${code} at ${range.start.line}:${range.start.column}`,
    outcome: { kind, message, details },
  };
}

function writePretty(result: LintResult, verbose: boolean, output: Output): void {
  const shown = verbose ? result.findings : result.findings.filter((one) => one.severity !== 'hint');
  for (const difference of result.differences) output.write(difference);
  if (result.differences.length === 0 && result.fixed.length > 0)
    output.write(`${result.fixed.map(describeFix).join('')}\n`);
  if (verbose) for (const note of result.notes) output.write(`note: ${note}\n`);
  // Findings are grouped by file, so keeping the lines of one file at a time is enough.
  let current: { readonly path: string; readonly lines: LineIndex | undefined } | undefined;
  for (const finding of shown) {
    const { path } = finding;
    if (current?.path !== path) {
      const text = result.texts.get(path);
      current = { path, lines: text === undefined ? undefined : indexLines(text) };
    }
    output.write(`${renderFinding(finding, current.lines, output.colors)}\n`);
  }
  const counts = counted
    .filter((severity) => countOf(result, severity) > 0)
    .map((severity) => describeCount(severity, countOf(result, severity)));
  const verb = result.differences.length > 0 ? 'shown' : 'applied';
  const count = result.fixed.length;
  const fixed = count > 0 ? `, ${count} ${count === 1 ? 'fix' : 'fixes'} ${verb}` : '';
  output.write(
    `${plural(result.files.length, 'file')} checked: ${counts.join(', ') || 'no findings'}${fixed}\n`,
  );
}

/** Returns, for example, `fixed rules/a.toml:3:7  field-unknown: Replace with "process.name"` */
function describeFix({ path, code, title, range: { start } }: AppliedFix): string {
  return `fixed ${visibleLine(`${path}:${start.line}:${start.column}  ${code}: ${title}`)}\n`;
}

function describeCount(severity: Severity, count: number): string {
  if (severity === 'information') return `${count} information`;
  return plural(count, severity);
}
