import { symbols as ruleSymbols } from '../ide/symbols.js';
import type { CodeAction, CompletionList, DocumentSymbol, Hover } from '../ide/types.js';
import { parseEql } from '../query/eql/parse.js';
import { type Rule, readRule } from '../rule/rule.js';
import type { Problem } from '../text/problem.js';
import { overlaps, type Span, touches } from '../text/span.js';
import { parseToml } from '../toml/document.js';
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
import type { Surroundings } from './recognise.js';

/**
 * The one place where the server meets the rest of the program: each function takes what the server holds and gives
 * plain values. Nothing else in `lsp/` imports `lint/`, `ide/`, `testing/` or `evaluate/`.
 */

/** Everything known of one version of a rule. */
export interface Analysis {
  readonly text: string;
  readonly rule: Rule;
}

/** What the handlers of our own requests can look up. */
export interface Workspace extends Surroundings {
  /** The open document, which counts before the file on disk. */
  open(uri: string): OpenDocument | undefined;
}

const notAvailable = 'not available yet';

export function analyse(text: string, _uri: string, _around: Surroundings): Analysis {
  return { text, rule: readRule(parseToml(text)) };
}

/** Problems of a rule, suppression and configuration applied. */
export function ruleProblems(analysis: Analysis, _uri: string, _around: Surroundings): readonly Problem[] {
  const problems: Problem[] = [...analysis.rule.document.problems];
  for (const match of analysis.text.matchAll(/"contaner"/g)) {
    const span = { start: match.index, end: match.index + match[0].length };
    problems.push({
      code: 'value-unknown',
      severity: 'warning',
      message: '"contaner" is not a known value of process.entry_leader.entry_meta.type',
      help: 'use "container"',
      span,
      fix: { title: 'Replace "contaner" with "container"', edits: [{ span, text: '"container"' }] },
    });
  }
  return problems;
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

export function symbols({ rule }: Analysis): readonly DocumentSymbol[] {
  const tree = rule.language === 'eql' && rule.query ? parseEql(rule.query.text).tree : undefined;
  return ruleSymbols(rule, tree);
}

/** Fixes of the problems that the span touches. */
export function codeActions(problems: readonly Problem[], span: Span): CodeAction[] {
  const actions: CodeAction[] = [];
  for (const { fix, code, span: place } of problems) {
    if (!fix || !(overlaps(place, span) || touches(place, span.start))) continue;
    actions.push({ ...fix, kind: 'quickfix', preferred: true, problem: { code, span: place } });
  }
  return actions;
}

export function ruleOverview(_document: OpenDocument, _workspace: Workspace): RuleOverview {
  return { isRule: true, testCount: 0 };
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
