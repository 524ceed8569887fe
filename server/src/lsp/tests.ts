import { codeBlock, escapeMarkdown } from '../ide/markdown.js';
import { parseEql } from '../query/eql/parse.js';
import { readRule } from '../rule/rule.js';
import { fileEventsReader, rulePathOf, testFileOf } from '../testing/files.js';
import { parseTestFile } from '../testing/parse-test-file.js';
import type { AlertSummary } from '../testing/run-case.js';
import { type CaseOutcome, runTestFile } from '../testing/run-test-file.js';
import type { TestFile } from '../testing/test-file.js';
import { indexLines, type LineIndex } from '../text/lines.js';
import type { Problem } from '../text/problem.js';
import type { Span } from '../text/span.js';
import { parseToml } from '../toml/document.js';
import type { OpenDocument } from './documents.js';
import type { RuleOverview, TestFileOverview, TestOutcome, TestRun, WireRange } from './messages.js';
import { pathOfUri } from './recognise.js';
import {
  folderOf,
  readWorkspaceFile,
  readWorkspaceUri,
  type Workspace,
  type WorkspaceFile,
} from './workspace.js';

/**
 * Problems of a test file; a rule that cannot be found is one of them. Other tools have files of such names as well: a
 * file without a rule and without one usable case is theirs.
 */
export function testFileProblems(text: string, uri: string, workspace: Workspace): readonly Problem[] {
  const file = parseTestFile(text);
  const path = pathOfUri(uri);
  if (path === undefined || folderOf(path, workspace) === undefined) return file.problems;
  const rule = readWorkspaceFile(rulePathOf(path, file.rule?.path), workspace);
  if (!('error' in rule)) return file.problems;
  if (!file.rule && file.cases.length === 0) return [];
  const span = file.rule?.span ?? { start: 0, end: 0 };
  const help = 'name the rule with "rule: <file>.toml"';
  return [...file.problems, { code: 'test-rule', severity: 'error', span, message: rule.error, help }];
}

/** What the code lens above the query of a rule shows. */
export function ruleOverview(document: OpenDocument, workspace: Workspace): RuleOverview {
  const { rule, eql } = document.analysis();
  const query = rule.query?.string();
  const path = pathOfUri(document.uri);
  const testPath =
    path?.endsWith('.toml') && folderOf(path, workspace) !== undefined ? testFileOf(path) : undefined;
  const testFile = testPath === undefined ? undefined : readWorkspaceFile(testPath, workspace);
  return {
    isRule: true,
    testCount: 0,
    ...(eql?.tree?.kind === 'sequence' && { isSequence: true }),
    ...(rule.name !== undefined && { name: rule.name }),
    ...(query && { queryRange: document.rangeOf(query.span) }),
    ...(testFile &&
      !('error' in testFile) && {
        testFile: testFile.uri,
        testCount: parseTestFile(testFile.text).cases.length,
      }),
  };
}

/** The cases of a test file, for the Test Explorer. */
export function testCases(uri: string, workspace: Workspace): TestFileOverview {
  const read = readWorkspaceUri(uri, workspace);
  if ('error' in read) return { cases: [], error: read.error };
  const file = parseTestFile(read.text);
  const lines = indexLines(read.text);
  const rule = ruleOf(file, read, workspace);
  const error = 'error' in rule ? rule.error : problemSummary(file, lines);
  const cases = file.cases.map((one, index) => ({
    index,
    name: one.name,
    range: rangeOf(one.nameSpan, lines),
    ...(one.todo !== undefined && { todo: one.todo }),
  }));
  if ('error' in rule) return { cases, ...(error !== undefined && { error }) };
  const { name, language, query } = readRule(parseToml(rule.text));
  const isSequence = language === 'eql' && parseEql(query?.text ?? '').tree?.kind === 'sequence';
  return {
    rule: rule.uri,
    ...(isSequence && { isSequence }),
    ...(name !== undefined && { ruleName: name }),
    cases,
    ...(error !== undefined && { error }),
  };
}

/** Runs a test file, or the cases with the given indexes. */
export function runTests(uri: string, cases: readonly number[] | undefined, workspace: Workspace): TestRun {
  const read = readWorkspaceUri(uri, workspace);
  if ('error' in read) return { outcomes: [], error: read.error };
  const file = parseTestFile(read.text);
  const ruleFile = ruleOf(file, read, workspace);
  if ('error' in ruleFile) return { outcomes: [], error: ruleFile.error };
  const rule = readRule(parseToml(ruleFile.text));
  const readEvents = fileEventsReader(read.path, folderOf(read.path, workspace));
  const outcomes = runTestFile(rule, file, readEvents, cases && new Set(cases));
  const testLines = indexLines(read.text);
  const ruleLines = indexLines(ruleFile.text);
  const query = rule.query?.string();
  const error = problemSummary(file, testLines);
  return {
    outcomes: outcomes.map((outcome): TestOutcome => {
      const { index, status, place, clause, milliseconds } = outcome;
      const message = messageOf(outcome);
      const location =
        clause && query
          ? { uri: ruleFile.uri, range: rangeOf(query.spanToDocument(clause), ruleLines) }
          : place && { uri: read.uri, range: rangeOf(place, testLines) };
      return {
        index,
        status,
        milliseconds,
        ...(message !== undefined && { message }),
        ...(location && { location }),
      };
    }),
    ...(error !== undefined && { error }),
  };
}

function ruleOf(
  file: TestFile,
  { path }: WorkspaceFile,
  workspace: Workspace,
): WorkspaceFile | { error: string } {
  if (path === '') return { error: 'save the test file beside its rule first' };
  return readWorkspaceFile(rulePathOf(path, file.rule?.path), workspace);
}

/** What is wrong with a test file, in one line; undefined when nothing is. */
function problemSummary({ problems }: TestFile, lines: LineIndex): string | undefined {
  const [first, ...more] = problems.filter(({ severity }) => severity === 'error');
  if (!first) return undefined;
  const rest = more.length === 0 ? '' : ` (and ${more.length} more)`;
  return `line ${lines.positionAt(first.span.start).line + 1}: ${first.message}${rest}`;
}

/** The outcome of a case as Markdown. */
function messageOf({ status, message, explanation, expected, actual }: CaseOutcome): string | undefined {
  if (message === undefined) return undefined;
  const parts = [escapeMarkdown(message)];
  if (explanation.length > 0) parts.push(codeBlock(explanation.map(inAnyFont), 'text'));
  if (status !== 'passed' && status !== 'error') {
    parts.push(codeBlock([`expected: ${showAlerts(expected)}`, `actual: ${showAlerts(actual)}`], 'text'));
  }
  return parts.join('\n\n');
}

/** A line of an explanation for places that show code like other text: VS Code does beside a failed test. */
function inAnyFont(line: string): string {
  return line
    .replace(/^ +/, (spaces) => '\u00a0'.repeat(2 * spaces.length))
    .replace(/(?<=\S) {2}(?=\S)/, ' — ');
}

function showAlerts({ alerts, events }: AlertSummary): string {
  const count = alerts === 0 ? 'no alert' : alerts === 1 ? '1 alert' : `${alerts} alerts`;
  return events.length === 0 ? count : `${count} from events ${JSON.stringify(events)}`;
}

export function rangeOf({ start, end }: Span, lines: LineIndex): WireRange {
  const position = (offset: number) => {
    const { line, column } = lines.positionAt(offset);
    return { line, character: column };
  };
  return { start: position(start), end: position(end) };
}
