import * as vscode from 'vscode';
import type { TestOutcome } from '../../server/src/lsp/messages.js';
import { toLocation, toRange } from './convert.js';
import { testFileGlob } from './rules.js';
import type { Server } from './server.js';

export interface TestExplorer {
  /** Runs all cases of a test file and shows the results. */
  runFile(uri: vscode.Uri): Promise<void>;
  readonly onDidFinishRun: vscode.Event<readonly FinishedTest[]>;
}

export interface FinishedTest extends TestOutcome {
  readonly name: string;
  readonly file: vscode.Uri;
}

/** Fills the Test Explorer: one item for each test file, below it one for each case. */
export function registerTestExplorer(context: vscode.ExtensionContext, server: Server): TestExplorer {
  const controller = vscode.tests.createTestController('rulewright', 'Rulewright');
  /** Test files of sequences, whose cases can be shown as pictures. */
  const sequences = new Set<string>();
  const finished = new vscode.EventEmitter<readonly FinishedTest[]>();

  const fileItem = (uri: vscode.Uri): vscode.TestItem => {
    const id = uri.toString();
    const known = controller.items.get(id);
    if (known) return known;
    const item = controller.createTestItem(id, vscode.workspace.asRelativePath(uri), uri);
    item.canResolveChildren = true;
    controller.items.add(item);
    return item;
  };
  const resolveCases = async (item: vscode.TestItem): Promise<void> => {
    const overview = await server.request('rulewright/testCases', { uri: item.id });
    describe(item, overview.ruleName, overview.error);
    if (overview.isSequence) sequences.add(item.id);
    else sequences.delete(item.id);
    item.children.replace(
      overview.cases.map(({ index, name, range, todo }) => {
        const test = controller.createTestItem(caseId(item, index), name, item.uri);
        test.range = toRange(range);
        test.sortText = String(index).padStart(6, '0');
        if (todo !== undefined) test.description = `todo: ${todo}`;
        return test;
      }),
    );
    const ids = [...controller.items].flatMap(([, file]) =>
      sequences.has(file.id) ? [...file.children].map(([id]) => id) : [],
    );
    await vscode.commands.executeCommand('setContext', 'rulewright.sequenceTests', ids);
  };
  const discover = async () => {
    for (const uri of await vscode.workspace.findFiles(testFileGlob, '**/node_modules/**')) fileItem(uri);
  };
  controller.resolveHandler = (item) => (item ? resolveCases(item) : discover());
  controller.refreshHandler = async () => {
    controller.items.replace([]);
    await discover();
  };

  const runOnce = async (request: vscode.TestRunRequest, token: vscode.CancellationToken) => {
    const run = controller.createTestRun(request);
    const done: FinishedTest[] = [];
    for (const file of filesOf(request, controller)) {
      if (token.isCancellationRequested) break;
      await resolveCases(file);
      const tests = casesOf(file, request);
      for (const test of tests.values()) run.started(test);
      const cases = [...tests.keys()];
      const answer = await server.request('rulewright/runTests', { uri: file.id, cases });
      if (answer.error) run.errored(file, new vscode.TestMessage(answer.error));
      for (const outcome of answer.outcomes) {
        const test = tests.get(outcome.index);
        if (!test || !file.uri) continue;
        report(run, test, outcome, sequences.has(file.id));
        done.push({ ...outcome, name: test.label, file: file.uri });
      }
    }
    run.end();
    finished.fire(done);
  };
  const profile = controller.createRunProfile(
    'Run',
    vscode.TestRunProfileKind.Run,
    async (request, token) => {
      if (controller.items.size === 0) await discover();
      if (!request.continuous) return runOnce(request, token);
      const saved = vscode.workspace.onDidSaveTextDocument(({ uri }) => {
        if (/\.toml$|\.tests\.(ya?ml|json)$/i.test(uri.path)) void runOnce(request, token);
      });
      token.onCancellationRequested(() => saved.dispose());
    },
    true,
  );
  profile.supportsContinuousRun = true;

  const watcher = vscode.workspace.createFileSystemWatcher(testFileGlob);
  const refresh = (uri: vscode.Uri) => {
    const item = controller.items.get(uri.toString());
    if (item && item.children.size > 0) void resolveCases(item);
  };
  context.subscriptions.push(
    controller,
    finished,
    watcher,
    watcher.onDidCreate((uri) => fileItem(uri)),
    watcher.onDidDelete((uri) => controller.items.delete(uri.toString())),
    watcher.onDidChange(refresh),
  );

  return {
    onDidFinishRun: finished.event,
    async runFile(uri) {
      const request = new vscode.TestRunRequest([fileItem(uri)], undefined, profile);
      await runOnce(request, new vscode.CancellationTokenSource().token);
    },
  };
}

function describe(item: vscode.TestItem, description: string | undefined, error: string | undefined): void {
  if (description !== undefined) item.description = description;
  if (error !== undefined) item.error = error;
}

function caseId(file: vscode.TestItem, index: number): string {
  return `${file.id}#${index}`;
}

/** The case that a menu of the Test Explorer, or of a failure in it, was opened on. */
export function testOfItem(
  target: unknown,
): { readonly testFile: string; readonly index: number } | undefined {
  const item = (target as { readonly test?: vscode.TestItem } | undefined)?.test ?? target;
  const id = (item as { readonly id?: unknown } | undefined)?.id;
  const match = typeof id === 'string' ? /^(.+)#(\d+)$/.exec(id) : null;
  return match ? { testFile: match[1]!, index: Number(match[2]) } : undefined;
}

/** The test files that a request touches. */
function filesOf(request: vscode.TestRunRequest, controller: vscode.TestController): Set<vscode.TestItem> {
  const files = new Set<vscode.TestItem>();
  if (request.include) for (const item of request.include) files.add(item.parent ?? item);
  else for (const [, item] of controller.items) files.add(item);
  return files;
}

/** The cases of a file that a request includes and does not exclude, by index. */
function casesOf(file: vscode.TestItem, request: vscode.TestRunRequest): Map<number, vscode.TestItem> {
  const ids = (items: readonly vscode.TestItem[]) => new Set(items.map((item) => item.id));
  const included = request.include && ids(request.include);
  const excluded = ids(request.exclude ?? []);
  const cases = new Map<number, vscode.TestItem>();
  for (const [id, item] of file.children) {
    const wanted = !included || included.has(file.id) || included.has(id);
    if (wanted && !excluded.has(id)) cases.set(Number(id.slice(id.lastIndexOf('#') + 1)), item);
  }
  return cases;
}

function report(run: vscode.TestRun, test: vscode.TestItem, outcome: TestOutcome, isSequence: boolean): void {
  const text = outcome.message ?? '';
  const message = new vscode.TestMessage(new vscode.MarkdownString(text));
  if (isSequence) message.contextValue = 'rulewright.sequence';
  if (outcome.location) message.location = toLocation(outcome.location);
  else if (test.uri && test.range) message.location = new vscode.Location(test.uri, test.range);
  const { status, milliseconds } = outcome;
  if (status === 'passed') run.passed(test, milliseconds);
  else if (status === 'failed') run.failed(test, message, milliseconds);
  else if (status === 'error') run.errored(test, message, milliseconds);
  else {
    run.appendOutput(`${test.label}: todo\r\n${text.replace(/\r?\n/g, '\r\n')}\r\n`, undefined, test);
    run.skipped(test);
  }
}
