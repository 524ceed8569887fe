import { analyse } from '../../analysis/analyse.js';
import { evaluatedFields } from '../../analysis/evaluated-fields.js';
import { misspeltEventFields } from '../../ide/test-file/event-fields.js';
import { readRule } from '../../rule/rule.js';
import { coverClauses } from '../../testing/coverage.js';
import { fileEventsReader } from '../../testing/files.js';
import { parseTestFile } from '../../testing/parse-test-file.js';
import { type CaseOutcome, runTestFile } from '../../testing/run-test-file.js';
import { indexLines, type LineIndex } from '../../text/lines.js';
import { parseToml } from '../../toml/document.js';
import { type FileFinding, fileFinding, toFileFinding } from '../findings.js';
import { readRuleText } from '../read-rule.js';
import { type CoverageReport, ruleCoverage } from '../report/coverage.js';
import type { AnalyseInCheckout } from '../rule-fields.js';
import { missingRule, readTestedRule } from '../tested-rule.js';

/** The result of a test file. */
export interface FileReport {
  readonly file: string;
  readonly rule: string;
  readonly outcomes: readonly CaseOutcome[];
  readonly findings: readonly FileFinding[];
  readonly lines: LineIndex | undefined;
  readonly ruleLines?: LineIndex;
  readonly coverage?: readonly CoverageReport[];
}

/** Runs a test file. */
export function testFile(
  path: string,
  named: ReadonlySet<string>,
  analyseInCheckout: AnalyseInCheckout,
  withCoverage: boolean,
): FileReport {
  const read = readRuleText(path);
  if ('error' in read) return unusableFile(path, '', [fileFinding(path, 'unreadable', read.error)]);
  const file = parseTestFile(read.text);
  const lines = indexLines(read.text);
  const tested = readTestedRule(path, file, named);
  const findings = file.problems.map((problem) => toFileFinding(problem, path, lines));
  if ('error' in tested) {
    const missing = toFileFinding(missingRule(file, tested.error), path, lines);
    return unusableFile(path, tested.path, [...findings, missing], lines);
  }
  const rule = readRule(parseToml(tested.text));
  const readEvents = fileEventsReader(path);
  const { document } = rule;
  const analysis = analyseInCheckout(document) ?? analyse(document.text, { document });
  const fields = evaluatedFields(analysis);
  const misspelt = misspeltEventFields(read.text, analysis);
  return {
    file: path,
    rule: tested.path,
    outcomes: runTestFile(rule, file, readEvents, undefined, fields),
    findings: [...findings, ...misspelt.map((problem) => toFileFinding(problem, path, lines))],
    lines,
    ruleLines: indexLines(document.text),
    ...(withCoverage ? { coverage: ruleCoverage(rule, coverClauses(rule, file, readEvents, fields)) } : {}),
  };
}

/** Returns the report on a file whose cases cannot run. */
export function unusableFile(
  file: string,
  rule: string,
  findings: readonly FileFinding[],
  lines?: LineIndex,
): FileReport {
  return { file, rule, outcomes: [], findings, lines };
}
