import { analyse } from '../../analysis/analyse.js';
import { isSequence } from '../../analysis/parsed-query.js';
import { isTomlFile } from '../../files/file-names.js';
import { readRule } from '../../rule/rule.js';
import { rulePathOf, testFileOf, whyNotRead } from '../../testing/files.js';
import { parseTestFile } from '../../testing/parse-test-file.js';
import type { TestFile } from '../../testing/test-file.js';
import { indexLines, type LineIndex } from '../../text/lines.js';
import type { Problem } from '../../text/problem.js';
import { failure, type Result } from '../../text/result.js';
import type { Span } from '../../text/span.js';
import { parseToml } from '../../toml/document.js';
import type { RuleOverview, TestFileOverview, TestFileOwner, WireRange } from '../messages.js';
import type { OpenDocument } from '../session/documents.js';
import { isOutdated } from '../session/last-proofs.js';
import { pathOfUri } from '../session/uris.js';
import {
  readProjectFile,
  readWorkspaceFile,
  readWorkspaceUri,
  type Workspace,
  type WorkspaceFile,
} from '../session/workspace.js';
import { folderOf, projectOf } from '../session/workspace-folders.js';
import { scoreOf } from './proof-score.js';

/**
 * Returns the problems of a test file, including a rule that was not found. Other tools use the same file
 * names, so a file without a rule and without a usable case is ignored.
 */
export function testFileProblems(text: string, uri: string, workspace: Workspace): readonly Problem[] {
  const file = parseTestFile(text);
  const path = pathOfUri(uri);
  if (path === undefined || folderOf(path, workspace) === undefined) return file.problems;
  const rule = readRuleOf(path, file.rule?.path, workspace);
  if (rule.ok) return file.problems;
  if (!file.rule && file.cases.length === 0) return [];
  const span = file.rule?.span ?? { start: 0, end: 0 };
  const help = 'name the rule with "rule: <file>.toml"';
  return [...file.problems, { code: 'test-rule', severity: 'error', span, message: rule.error, help }];
}

/** Returns the content of the code lens above a rule's query. */
export function ruleOverview(document: OpenDocument, workspace: Workspace): RuleOverview {
  const analysis = document.analysis();
  const { rule } = analysis;
  const query = rule.query?.string();
  const testPath = testPathOf(document, workspace);
  const testFile = testPath === undefined ? undefined : readWorkspaceFile(testPath, workspace);
  const known = workspace.lastProofs.get(document.key);
  const proof = known &&
    known.report.problem === undefined && {
      ...scoreOf(known.report),
      outdated: isOutdated(known, document.text, testFile?.ok ? testFile.text : ''),
    };
  const lastRun = testFile?.ok ? workspace.lastRuns.of(testFile, document.text) : undefined;
  return {
    isRule: true,
    testCount: 0,
    ...(isSequence(analysis) && { isSequence: true }),
    ...(rule.name !== undefined && { name: rule.name }),
    ...(query && { queryRange: document.rangeOf(query.span) }),
    ...(testFile?.ok && {
      testFile: testFile.uri,
      testCount: parseTestFile(testFile.text).cases.length,
    }),
    ...(lastRun && { lastRun }),
    ...(proof && { proof }),
  };
}

/** Returns the path of a rule's test file in the workspace. */
export function testPathOf({ path }: OpenDocument, workspace: Workspace): string | undefined {
  const isRule = path !== undefined && isTomlFile(path) && folderOf(path, workspace) !== undefined;
  return isRule ? testFileOf(path) : undefined;
}

/** Returns the rule of each test file, in turns with other work: a workspace can have thousands. */
export async function testFileOwners(
  uris: readonly string[],
  workspace: Workspace,
): Promise<readonly TestFileOwner[]> {
  const owners: TestFileOwner[] = [];
  for (const uri of uris) {
    owners.push(ownerOf(uri, workspace));
    await new Promise((resolve) => setImmediate(resolve));
  }
  return owners;
}

function ownerOf(uri: string, workspace: Workspace): TestFileOwner {
  const read = readWorkspaceUri(uri, workspace);
  const rule = !read.ok ? read : ruleOf(namedRule(read.text), read, workspace);
  if (!rule.ok) return { uri };
  const { name } = readRule(parseToml(rule.text));
  const query = rule.text.search(/^[ \t]*query[ \t]*=/m);
  return {
    uri,
    rule: rule.uri,
    ...(name !== undefined && { ruleName: name }),
    ...(query >= 0 && { queryLine: indexLines(rule.text).positionAt(query).line }),
  };
}

/**
 * Returns the rule that a test file names. Most name none, and parsing them all as YAML would take longer
 * than everything else.
 */
export function namedRule(text: string): Pick<TestFile, 'rule'> {
  return /^[ \t{]*["']?rule["']?[ \t]*:/m.test(text) ? parseTestFile(text) : { rule: undefined };
}

/** Returns the cases of a test file, for the Test Explorer. */
export function testCases(uri: string, workspace: Workspace): TestFileOverview {
  const read = readWorkspaceUri(uri, workspace);
  if (!read.ok) return { cases: [], error: read.error };
  const file = parseTestFile(read.text);
  const lines = indexLines(read.text);
  const rule = ruleOf(file, read, workspace);
  const error = !rule.ok ? rule.error : problemSummary(file, lines);
  const cases = file.cases.map((one, index) => ({
    index,
    name: one.name,
    range: rangeOf(one.nameSpan, lines),
    ...(one.todo !== undefined && { todo: one.todo }),
  }));
  if (!rule.ok) return { cases, ...(error !== undefined && { error }) };
  const analysis = analyse(rule.text);
  const { name } = analysis.rule;
  return {
    rule: rule.uri,
    ...(isSequence(analysis) && { isSequence: true }),
    ...(name !== undefined && { ruleName: name }),
    cases,
    ...(error !== undefined && { error }),
  };
}

/** Returns the rule that a test file belongs to. */
export function ruleOf(
  file: Pick<TestFile, 'rule'>,
  { path }: WorkspaceFile,
  workspace: Workspace,
): Result<WorkspaceFile> {
  if (path === '') return failure('first save the test file next to its rule');
  return readRuleOf(path, file.rule?.path, workspace);
}

/**
 * Reads the rule that a test file names, within the same limits as on the command line, or the one beside it.
 */
function readRuleOf(
  testPath: string,
  named: string | undefined,
  workspace: Workspace,
): Result<WorkspaceFile> {
  if (named === undefined) return readWorkspaceFile(rulePathOf(testPath, named), workspace);
  const error = whyNotRead(testPath, named, projectOf(testPath, workspace));
  return error === undefined ? readProjectFile(rulePathOf(testPath, named), workspace) : failure(error);
}

/** Describes the problems of a test file in one line, or returns undefined if there are none. */
export function problemSummary({ problems }: TestFile, lines: LineIndex): string | undefined {
  const [first, ...more] = problems.filter(({ severity }) => severity === 'error');
  if (!first) return undefined;
  const rest = more.length === 0 ? '' : ` (and ${more.length} more)`;
  return `line ${lines.positionAt(first.span.start).line + 1}: ${first.message}${rest}`;
}

export function rangeOf({ start, end }: Span, lines: LineIndex): WireRange {
  const position = (offset: number) => {
    const { line, column } = lines.positionAt(offset);
    return { line, character: column };
  };
  return { start: position(start), end: position(end) };
}
