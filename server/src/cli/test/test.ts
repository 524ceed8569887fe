import { pathKey } from '../../files/path-key.js';
import { isTestFile, newTestFileOf, testFileOf } from '../../testing/files.js';
import { internalErrorCode, isolated } from '../../text/internal-error.js';
import { indexLines } from '../../text/lines.js';
import { visibleLine } from '../../text/visible.js';
import { discover } from '../discover.js';
import { exitCodeOf } from '../exit-code.js';
import { fileFinding, toFileFinding } from '../findings.js';
import type { ParsedOptions } from '../options.js';
import type { Output } from '../output.js';
import { checkoutReader } from '../rule-fields.js';
import { whyNotReadBeside } from '../tested-rule.js';
import { isError, writeJson, writeJunit, writePretty } from './report.js';
import { type FileReport, testFile, unusableFile } from './run-file.js';
import { untestedRules } from './untested.js';

/** `rulewright test`: returns the exit code. */
export async function testCommand(options: ParsedOptions, output: Output): Promise<number> {
  const found = discover(options.positionals, isTestFile, output);
  const problems = found.unreadable.map(({ path, message }) => fileFinding(path, 'unreadable', message));
  /** Keys of the files named as arguments, which are read wherever they are. */
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
      fileFinding(path, 'no-tests', 'this rule has no test file', `write ${newTestFileOf(path)}`),
    );
    return [];
  });
  const analysesIn = checkoutReader(output);
  const reports: FileReport[] = [];
  for (const path of eachOnce(files)) {
    const analyseInCheckout = await analysesIn(path);
    reports.push(
      isolated(
        () => testFile(path, named, analyseInCheckout, options.flag('coverage')),
        wholeFile,
        (problem) => unusableFile(path, '', [toFileFinding(problem, path, indexLines(''))]),
      ),
    );
  }
  const untested = untestedRules(options.positionals, reports);
  const requireTests = options.flag('require-tests');
  if (reports.length === 0 && problems.length === 0) output.message(nothingFound(options.positionals));
  const report = { reports, problems, untested, requireTests };
  switch (options.text('format')) {
    case 'junit':
      writeJunit(report, output);
      break;
    case 'json':
      writeJson(report, output);
      break;
    default:
      writePretty(report, options.flag('verbose'), output);
  }
  const findings = reports.flatMap((one) => one.findings);
  const outcomes = reports.flatMap((one) => one.outcomes);
  const bugs = outcomes.flatMap(({ cause }) =>
    cause === 'internal' ? [{ code: internalErrorCode } as const] : [],
  );
  return exitCodeOf([...findings, ...bugs], {
    unusable:
      problems.length > 0 || findings.some(isError) || outcomes.some(({ cause }) => cause === 'input'),
    findings:
      outcomes.some(({ status }) => status === 'failed' || status === 'error') ||
      (requireTests && untested.length > 0),
  });
}

/** Describes where test files were searched and what they are called. */
function nothingFound(paths: readonly string[]): string {
  const where = paths.length === 0 ? 'this folder' : paths.join(', ');
  return visibleLine(
    `rulewright: no test files in ${where}: the tests of <rule>.toml are in <rule>.tests.yaml next to it (also .yml and .json)`,
  );
}

/** An internal error applies to the whole file. */
const wholeFile = { start: 0, end: 0 };

/** Removes duplicates: a rule and its test file can both be arguments. */
function eachOnce(files: readonly string[]): string[] {
  const known = new Map<string, string>();
  for (const path of files) {
    const key = pathKey(path);
    if (!known.has(key)) known.set(key, path);
  }
  return [...known.values()];
}
