import * as vscode from 'vscode';
import type { TestOutcome } from '../../../server/src/lsp/messages.js';
import { RuleCoverage } from '../proof/proof-coverage.js';
import { isTestPath, isTomlPath } from '../rules/paths.js';
import { testFileGlob } from '../rules/rules.js';
import type { Server } from '../server.js';
import { casesOf, createTestItems, type FindTestFiles } from './test-items.js';
import { reportOutcome } from './test-messages.js';

export interface TestExplorer {
  /** Runs all cases of a test file and shows the results. */
  runFile(uri: vscode.Uri): Promise<void>;
  /** Runs the tests of a rule or of fixtures whenever they are saved, like the view's button. */
  runOnSave(token: vscode.CancellationToken): Promise<void>;
  /** Returns the labels in the view: rules, below each its test files, below each its cases. */
  tree(): Promise<LabelTree>;
  readonly onDidFinishRun: vscode.Event<readonly FinishedTest[]>;
  /** Fired when a test run needs a rule's coverage; the run waits for it. */
  readonly onCoverage: (add: (wanted: WantedCoverage) => Promise<void>) => vscode.Disposable;
}

/** The coverage that a test run needs. */
export interface WantedCoverage {
  readonly run: vscode.TestRun;
  readonly rule: vscode.Uri;
  readonly token: vscode.CancellationToken;
}

export interface LabelTree {
  readonly [label: string]: LabelTree;
}

export interface FinishedTest extends TestOutcome {
  readonly name: string;
  readonly file: vscode.Uri;
}

/** Fills the Test Explorer and runs the chosen tests. */
export function registerTestExplorer(
  context: vscode.ExtensionContext,
  server: Server,
  findTestFiles: FindTestFiles,
): TestExplorer {
  const controller = vscode.tests.createTestController('rulewright', 'Rulewright');
  const items = createTestItems(controller, server, findTestFiles);
  const finished = new vscode.EventEmitter<readonly FinishedTest[]>();
  const coverers = new Set<(wanted: WantedCoverage) => Promise<void>>();
  let discovered: Promise<void> | undefined;
  const discover = (): Promise<void> => {
    discovered ??= items.discover();
    return discovered;
  };
  controller.resolveHandler = (item) => {
    if (!item) return discover();
    return item.canResolveChildren ? items.resolveCases(item) : undefined;
  };
  controller.refreshHandler = async () => {
    discovered = undefined;
    await discover();
  };

  /** Runs the chosen cases of some files, only those of `only` if given. */
  const runOnce = async (
    request: vscode.TestRunRequest,
    token: vscode.CancellationToken,
    {
      only,
      coverage = false,
    }: { readonly only?: ReadonlySet<vscode.TestItem>; readonly coverage?: boolean } = {},
  ) => {
    const run = controller.createTestRun(request);
    const done: FinishedTest[] = [];
    const files = [...items.files(request.include)].filter((file) => !only || only.has(file));
    for (const file of files) await items.resolveCases(file);
    for (const file of files) for (const test of casesOf(file, request).values()) run.enqueued(test);
    const stop = new vscode.CancellationTokenSource();
    for (const one of [token, run.token]) one.onCancellationRequested(() => stop.cancel());
    for (const file of files) {
      if (stop.token.isCancellationRequested || !file.uri) break;
      const tests = casesOf(file, request);
      for (const test of tests.values()) run.started(test);
      const { uri } = file;
      const answer = await server.requestInParts(
        'rulewright/runTests',
        { uri: file.id, cases: [...tests.keys()] },
        (outcomes: readonly TestOutcome[]) => {
          for (const outcome of outcomes) {
            const test = tests.get(outcome.index);
            if (!test) continue;
            reportOutcome(run, test, outcome, items.isSequence(file));
            done.push({ ...outcome, name: test.label, file: uri });
          }
        },
        stop.token,
      );
      if (answer.error) run.errored(file, new vscode.TestMessage(answer.error));
    }
    const rules = new Map(files.flatMap(({ parent }) => (parent?.uri ? [[parent.id, parent.uri]] : [])));
    for (const rule of coverage ? rules.values() : [])
      for (const add of coverers)
        if (!stop.token.isCancellationRequested) await add({ run, rule, token: stop.token });
    run.end();
    stop.dispose();
    finished.fire(done);
  };

  /**
   * Returns the test files whose outcome a saved document can change, or undefined for an unrelated document.
   */
  const filesChangedBy = ({ uri }: vscode.TextDocument): Set<vscode.TestItem> | undefined => {
    const all = [...items.files()];
    if (isTestPath(uri.path)) return new Set(all.filter((file) => file.id === uri.toString()));
    if (isTomlPath(uri.path))
      return new Set(all.filter((file) => file.parent?.uri?.toString() === uri.toString()));
    // Any test file may name an event file.
    return /\.(?:nd)?json$|\.jsonl$/i.test(uri.path) ? new Set(all) : undefined;
  };
  const runOnSave = (request: vscode.TestRunRequest, token: vscode.CancellationToken) => {
    const saved = vscode.workspace.onDidSaveTextDocument(async (document) => {
      if (isTestPath(document.uri.path)) await items.place([document.uri]);
      const changed = filesChangedBy(document);
      if (changed && changed.size > 0) await runOnce(request, token, { only: changed });
    });
    token.onCancellationRequested(() => saved.dispose());
  };
  const profile = controller.createRunProfile(
    'Run',
    vscode.TestRunProfileKind.Run,
    async (request, token) => {
      await discover();
      if (request.continuous) runOnSave(request, token);
      else await runOnce(request, token);
    },
    true,
    undefined,
    true,
  );

  const proving = controller.createRunProfile(
    'Prove',
    vscode.TestRunProfileKind.Coverage,
    async (request, token) => {
      await discover();
      await runOnce(request, token, { coverage: true });
    },
    true,
  );
  proving.loadDetailedCoverage = async (_, coverage) =>
    coverage instanceof RuleCoverage ? [...coverage.details] : [];

  const watcher = vscode.workspace.createFileSystemWatcher(testFileGlob);
  const refresh = async (uri: vscode.Uri) => {
    if (!discovered) return;
    await items.place([uri]);
    for (const file of items.files()) {
      if (file.id === uri.toString() && file.children.size > 0) await items.resolveCases(file);
    }
  };
  context.subscriptions.push(
    controller,
    finished,
    watcher,
    watcher.onDidCreate(refresh),
    watcher.onDidDelete((uri) => items.remove(uri)),
    watcher.onDidChange(refresh),
  );
  return {
    onDidFinishRun: finished.event,
    onCoverage(add) {
      coverers.add(add);
      return new vscode.Disposable(() => coverers.delete(add));
    },
    async runFile(uri) {
      await items.place([uri]);
      const file = [...items.files()].find(({ id }) => id === uri.toString());
      if (!file) return;
      const request = new vscode.TestRunRequest([file], undefined, profile);
      await runOnce(request, new vscode.CancellationTokenSource().token);
    },
    async runOnSave(token) {
      await discover();
      runOnSave(new vscode.TestRunRequest(undefined, undefined, profile, true), token);
    },
    async tree() {
      await discover();
      for (const file of items.files()) await items.resolveCases(file);
      return labelsOf(controller.items);
    },
  };
}

function labelsOf(items: vscode.TestItemCollection): LabelTree {
  return Object.fromEntries([...items].map(([, item]) => [item.label, labelsOf(item.children)]));
}
