import { relative, sep } from 'node:path';
import type { CodeAction, CompletionList, Hover } from '../ide/types.js';
import { type Analysis, analyse } from '../lint/analysis.js';
import { lint } from '../lint/run.js';
import type { Problem } from '../text/problem.js';
import { overlaps, type Span, touches } from '../text/span.js';
import type { OpenDocument } from './documents.js';
import type {
  EventReference,
  Explanation,
  FixtureRun,
  GuidePreview,
  RuleOverview,
  TestFileOverview,
  TestRun,
} from './messages.js';
import { isBelow, pathOfUri, type Surroundings } from './recognise.js';

/**
 * The one place where the server meets the rest of the program: each function takes what the server holds and gives
 * plain values. Nothing else in `lsp/` calls `lint/`, `ide/`, `testing/` or `evaluate/`.
 */

/** What the handlers of our own requests can look up. */
export interface Workspace extends Surroundings {
  /** The open document, which counts before the file on disk. */
  open(uri: string): OpenDocument | undefined;
}

const notAvailable = 'not available yet';

/** Starts the analysis of one version of a rule. */
export function analyseRule(text: string, uri: string, around: Surroundings): Analysis {
  const path = pathInWorkspace(uri, around);
  return analyse(text, path === undefined ? {} : { path });
}

/** The path that checks and configuration look at: relative to the workspace folder where the file lies in one. */
function pathInWorkspace(uri: string, { workspaceFolders }: Surroundings): string | undefined {
  const file = pathOfUri(uri);
  if (file === undefined) return undefined;
  const folder = workspaceFolders.find((candidate) => isBelow(file, candidate));
  const path = folder === undefined ? file : relative(folder, file);
  return path.replaceAll(sep, '/');
}

const problemsByAnalysis = new WeakMap<Analysis, readonly Problem[]>();

/** Problems of a rule, suppression and configuration applied; worked out once for diagnostics and code actions. */
export function ruleProblems(analysis: Analysis): readonly Problem[] {
  const known = problemsByAnalysis.get(analysis);
  if (known) return known;
  const problems = lint(analysis);
  problemsByAnalysis.set(analysis, problems);
  return problems;
}

/** Builds what the first rule would otherwise wait for: the parsers and the table of fields. */
export function warmUp(): void {
  lint(analyse("[rule]\nlanguage = 'eql'\nquery = 'any where process.name : \"a\"'\n"));
}

/** Problems of a test file. */
export function testFileProblems(_text: string, _uri: string, _workspace: Workspace): readonly Problem[] {
  return [];
}

export function completion(_analysis: Analysis, _offset: number): CompletionList | undefined {
  return undefined;
}

/** The documentation of an item that was listed without one. */
export function completionDocumentation(_label: string): string | undefined {
  return undefined;
}

export function hover(_analysis: Analysis, _offset: number): Hover | undefined {
  return undefined;
}

export { symbols } from '../ide/symbols.js';

/** Fixes of the problems that the span touches. */
export function codeActions(problems: readonly Problem[], span: Span): CodeAction[] {
  const actions: CodeAction[] = [];
  for (const { fix, code, span: place } of problems) {
    if (!fix || !(overlaps(place, span) || touches(place, span.start))) continue;
    actions.push({ ...fix, kind: 'quickfix', preferred: true, problem: { code, span: place } });
  }
  return actions;
}

export function ruleOverview(document: OpenDocument, _workspace: Workspace): RuleOverview {
  const { rule } = document.analysis();
  const query = rule.query?.string();
  return {
    isRule: true,
    testCount: 0,
    ...(rule.name !== undefined && { name: rule.name }),
    ...(query && { queryRange: document.rangeOf(query.span) }),
  };
}

export async function testCases(_uri: string, _workspace: Workspace): Promise<TestFileOverview> {
  return { cases: [], error: notAvailable };
}

export async function runTests(
  _uri: string,
  _cases: readonly number[] | undefined,
  _workspace: Workspace,
): Promise<TestRun> {
  return { outcomes: [], error: notAvailable };
}

export async function runOnFixtures(_document: OpenDocument, _workspace: Workspace): Promise<FixtureRun> {
  return { files: 0, events: 0, alerts: [], notes: [], error: notAvailable };
}

export async function explain(
  _document: OpenDocument,
  _event: EventReference,
  _workspace: Workspace,
): Promise<Explanation> {
  return { matched: false, text: '', clauses: [], error: notAvailable };
}

export async function guide(
  _document: OpenDocument,
  _event: EventReference | undefined,
  _workspace: Workspace,
): Promise<GuidePreview> {
  return { title: '', html: '', error: notAvailable };
}

/** Files of the workspace changed: what was read from it must be read again. */
export function forgetFiles(): void {}
