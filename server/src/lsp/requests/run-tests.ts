import type { FieldCatalogue } from '../../fields/catalogue.js';
import { codeBlock, escapeMarkdown } from '../../ide/markdown.js';
import type { CodeAction } from '../../ide/types.js';
import { type Rule, readRule } from '../../rule/rule.js';
import { acceptActual, actualText, expectedText } from '../../testing/accept-actual.js';
import { fileEventsReader } from '../../testing/files.js';
import { parseTestFile } from '../../testing/parse-test-file.js';
import type { AlertSummary } from '../../testing/run-case.js';
import { type CaseOutcome, runTestFile } from '../../testing/run-test-file.js';
import type { TestFile } from '../../testing/test-file.js';
import { indexLines } from '../../text/lines.js';
import type { Result } from '../../text/result.js';
import type { Span } from '../../text/span.js';
import { parseToml } from '../../toml/document.js';
import type { FileEdits, TestOutcome, TestRun } from '../messages.js';
import type { OpenDocument } from '../session/documents.js';
import { readWorkspaceUri, type Workspace, type WorkspaceFile } from '../session/workspace.js';
import { projectOf } from '../session/workspace-folders.js';
import { problemSummary, rangeOf, ruleOf } from './tests.js';

/** Callbacks that observe and stop a test run. */
export interface TestRunControl {
  stopped(): boolean;
  outcome(outcome: TestOutcome): void;
}

interface Loaded {
  readonly tests: WorkspaceFile;
  readonly file: TestFile;
  readonly ruleFile: WorkspaceFile;
  readonly rule: Rule;
  /** Undefined outside a checkout. */
  readonly fields: FieldCatalogue | undefined;
}

/** Runs a test file, or the cases with the given indexes, one by one with other work in between. */
export async function runTests(
  uri: string,
  cases: readonly number[] | undefined,
  workspace: Workspace,
  control: TestRunControl,
): Promise<TestRun> {
  const loaded = await load(uri, workspace);
  if (!loaded.ok) return { outcomes: [], error: loaded.error };
  const { tests, file } = loaded;
  const run = caseRunner(loaded, workspace);
  for (const index of cases ?? file.cases.keys()) {
    await new Promise((resolve) => setImmediate(resolve));
    if (control.stopped()) break;
    const outcome = run(index);
    if (outcome) control.outcome(toWire(outcome, loaded));
  }
  const error = problemSummary(file, indexLines(tests.text));
  return { outcomes: [], ...(error !== undefined && { error }) };
}

/**
 * Returns the edits that change the expectations of cases to what the rule raises now. Cases that cannot run
 * are unchanged.
 */
export async function acceptResults(
  uri: string,
  cases: readonly number[],
  workspace: Workspace,
): Promise<FileEdits> {
  const loaded = await load(uri, workspace);
  if (!loaded.ok) return { uri, edits: [], error: loaded.error };
  const { tests, file } = loaded;
  const run = caseRunner(loaded, workspace);
  const lines = indexLines(tests.text);
  let error: string | undefined;
  const edits = cases.flatMap((index) => {
    const outcome = run(index);
    if (outcome && !outcome.compared) error ??= outcome.message;
    if (!outcome || !isAcceptable(outcome)) return [];
    return acceptActual(file.cases[index]!.expect, outcome.actual, isJson(tests.text));
  });
  const shown = edits.map(({ span, text }) => ({ range: rangeOf(span, lines), newText: text }));
  return { uri: tests.uri, edits: shown, ...(edits.length === 0 && error !== undefined && { error }) };
}

/**
 * Returns the code actions of a test file that accept what the cases in a range raised when they last failed.
 */
export function testFileActions(
  document: OpenDocument,
  { start, end }: Span,
  workspace: Workspace,
): CodeAction[] {
  const { text, key, path } = document;
  if (path === undefined) return [];
  return parseTestFile(text).cases.flatMap((one): CodeAction[] => {
    if (one.span.end < start || end < one.span.start) return [];
    const outcome = workspace.lastRuns.outcomeOf({ key, text }, one.name);
    if (!outcome || !isAcceptable(outcome)) return [];
    const title = `Accept actual result: ${actualText(one.expect, outcome.actual)}`;
    return [{ title, kind: 'quickfix', edits: acceptActual(one.expect, outcome.actual, isJson(text)) }];
  });
}

async function load(uri: string, workspace: Workspace): Promise<Result<Loaded>> {
  const tests = readWorkspaceUri(uri, workspace);
  if (!tests.ok) return tests;
  const file = parseTestFile(tests.text);
  const ruleFile = ruleOf(file, tests, workspace);
  if (!ruleFile.ok) return ruleFile;
  const document = parseToml(ruleFile.text);
  const fields = await workspace.checkouts.fieldsFor(document, ruleFile.path);
  return { ok: true, tests, file, ruleFile, rule: readRule(document), fields };
}

/** Returns a function that runs one case by its index and caches the outcome. */
function caseRunner(
  { tests, file, ruleFile, rule, fields }: Loaded,
  workspace: Workspace,
): (index: number) => CaseOutcome | undefined {
  const readEvents = fileEventsReader(tests.path, projectOf(tests.path, workspace));
  return (index) => {
    const [outcome] = runTestFile(rule, file, readEvents, new Set([index]), fields);
    if (outcome) workspace.lastRuns.remember(tests, ruleFile.text, outcome);
    return outcome;
  };
}

function isJson(text: string): boolean {
  return text.trimStart().startsWith('{');
}

function isAcceptable(outcome: CaseOutcome): boolean {
  return outcome.status !== 'passed' && outcome.compared;
}

function toWire(outcome: CaseOutcome, { tests, file, ruleFile, rule }: Loaded): TestOutcome {
  const { index, status, place, clause, rulePlace, milliseconds, actual } = outcome;
  const inTests = (span: Span) => ({ uri: tests.uri, range: rangeOf(span, indexLines(tests.text)) });
  const inRule = rulePlace ?? (clause && rule.query?.place(clause));
  const message = messageOf(outcome);
  const location =
    inRule !== undefined
      ? { uri: ruleFile.uri, range: rangeOf(inRule, indexLines(ruleFile.text)) }
      : place && inTests(place);
  const { expect } = file.cases[index]!;
  const difference = isAcceptable(outcome)
    ? {
        expected: expectedText(expect),
        actual: actualText(expect, actual),
        explanation: decisiveLines(outcome.explanation),
        location: inTests(expect.span),
      }
    : undefined;
  return {
    index,
    status,
    milliseconds,
    ...(message !== undefined && { message }),
    ...(location && { location }),
    ...(difference && { difference }),
  };
}

/**
 * Returns the failing clauses, without the groups around them, or all lines of an explanation if no clause
 * fails.
 */
function decisiveLines(explanation: readonly string[]): readonly string[] {
  const failing = explanation.filter((line) => /✗ (?!(?:all|any) of: )/.test(line));
  return failing.length > 0 ? failing.map((line) => line.trim()) : explanation;
}

/** Formats a case's outcome as Markdown. */
function messageOf({ status, message, explanation, expected, actual }: CaseOutcome): string | undefined {
  if (message === undefined) return undefined;
  const parts = [escapeMarkdown(message)];
  if (explanation.length > 0) parts.push(codeBlock(explanation.map(inAnyFont), 'text'));
  if (status !== 'passed' && status !== 'error') {
    parts.push(codeBlock([`expected: ${showAlerts(expected)}`, `actual: ${showAlerts(actual)}`], 'text'));
  }
  return parts.join('\n\n');
}

/**
 * Formats an explanation line for views that do not use a code font, as VS Code does beside a failed test.
 */
function inAnyFont(line: string): string {
  return line
    .replace(/^ +/, (spaces) => '\u00a0'.repeat(2 * spaces.length))
    .replace(/(?<=\S) {2}(?=\S)/, ' — ');
}

function showAlerts({ alerts, events }: AlertSummary): string {
  const count = alerts === 0 ? 'no alert' : alerts === 1 ? '1 alert' : `${alerts} alerts`;
  return events.length === 0 ? count : `${count} from events ${JSON.stringify(events)}`;
}
