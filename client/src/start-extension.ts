import * as vscode from 'vscode';
import { type AlertsView, registerAlertsView } from './alerts/alerts-view.js';
import { registerRunOnEvents } from './alerts/run-on-events.js';
import { markDecidingClauses } from './explain/deciding-clauses.js';
import { type Explainer, registerExplainer } from './explain/explainer.js';
import { type GuidePreviewState, registerGuidePreview } from './guide/guide-preview.js';
import { type Proofs, registerProofs } from './proof/proof.js';
import { type CoverageTree, registerCoverageTree } from './repository/coverage-tree.js';
import { type MatrixView, registerMatrixView } from './repository/matrix-view.js';
import { type RowsView, registerRowsView } from './rows/rows-view.js';
import { type ChecksStatus, registerChecksStatus } from './rules/checks-status.js';
import { chosenDocument } from './rules/choose-rule.js';
import { registerCodeLenses } from './rules/code-lenses.js';
import { type Comparisons, registerComparisons } from './rules/comparisons.js';
import { registerNewRule } from './rules/new-rule.js';
import { registerPasteRule } from './rules/paste-rule.js';
import { registerPayload } from './rules/payload.js';
import { isRule, isTestFile } from './rules/rules.js';
import { registerSequenceView, type SequenceView } from './sequence/sequence-view.js';
import { createServer, type LoadServerHost, type Server } from './server.js';
import { registerStacks } from './stack/choose-stack.js';
import { type Differences, registerDifferences } from './stack/differences.js';
import { registerRunOnStack } from './stack/run-on-stack.js';
import { registerAcceptActual } from './tests/accept-actual.js';
import { registerAddCase } from './tests/add-case.js';
import { registerTestExplorer, type TestExplorer } from './tests/test-explorer.js';
import type { FindTestFiles } from './tests/test-items.js';

/** The API of the extension for other extensions and for its own tests. */
export interface RulewrightApi {
  readonly server: Pick<Server, 'isRunning' | 'request'>;
  readonly tests: Pick<TestExplorer, 'onDidFinishRun' | 'runOnSave' | 'tree'>;
  readonly guide: GuidePreviewState;
  readonly explainer: Explainer;
  readonly sequence: SequenceView;
  readonly rows: RowsView;
  readonly checks: ChecksStatus;
  readonly proofs: Proofs;
  readonly comparisons: Comparisons;
  readonly differences: Differences;
  readonly coverage: CoverageTree;
  readonly matrix: MatrixView;
  readonly alerts: Pick<AlertsView, 'shown' | 'html' | 'press'>;
  /** Duration of `activate` in milliseconds. */
  readonly activationTime: number;
}

const treatedKey = 'rulewright.treatedAsRules';

/** The differences between Node.js and a browser. */
export interface Platform {
  readonly loadServerHost: LoadServerHost;
  readonly findTestFiles: FindTestFiles;
}

/**
 * Registers all features, and starts the server with the first rule. Called for any TOML file, so it does
 * almost nothing.
 */
export function startExtension(
  context: vscode.ExtensionContext,
  { loadServerHost, findTestFiles }: Platform,
): RulewrightApi {
  const begin = performance.now();
  const treatedAsRules = new Set(context.workspaceState.get<string[]>(treatedKey, []));
  const server = createServer(context, treatedAsRules, loadServerHost);
  const tests = registerTestExplorer(context, server, findTestFiles);
  const guide = registerGuidePreview(context, server);
  const explainer = registerExplainer(context, server);
  const sequence = registerSequenceView(context, server);
  const rows = registerRowsView(context, server, (rule) => {
    const event = explainer.eventOf(rule);
    return event && { kind: 'event', event };
  });
  const alerts = registerAlertsView(context);
  registerRunOnEvents(context, server, alerts);
  registerAddCase(context, server);
  registerAcceptActual(context, server);
  registerNewRule(context, server);
  const checks = registerChecksStatus(context, server, (document) => isRule(document, treatedAsRules));
  markDecidingClauses(context, tests.onDidFinishRun);
  const proofs = registerProofs(context, server, tests, (document) => isRule(document, treatedAsRules));
  const comparisons = registerComparisons(context, server, (document) => isRule(document, treatedAsRules));
  registerPayload(context, server);
  registerPasteRule(context, server);
  const stacks = registerStacks(context, server);
  registerRunOnStack(context, server, stacks);
  const differences = registerDifferences(context, server, stacks, (document) =>
    isRule(document, treatedAsRules),
  );
  const coverage = registerCoverageTree(context, server);
  const matrix = registerMatrixView(context, server);
  registerCodeLenses(context, server, (document) => isRule(document, treatedAsRules), comparisons, [
    tests.onDidFinishRun,
    proofs.onDidProve,
    comparisons.onDidCompare,
  ]);

  const startFor = (document: vscode.TextDocument) => {
    if (server.isRunning() || !(isRule(document, treatedAsRules) || isTestFile(document))) return;
    server.start().catch((error: unknown) => {
      void vscode.window.showErrorMessage(`The Rulewright language server did not start: ${String(error)}`);
    });
  };
  const command = (name: string, run: (...args: never[]) => unknown) =>
    context.subscriptions.push(vscode.commands.registerCommand(`rulewright.${name}`, run));

  command('treatAsRule', async (uri?: vscode.Uri) => {
    const document = await chosenDocument(uri);
    if (!document) return;
    treatedAsRules.add(document.uri.toString());
    await context.workspaceState.update(treatedKey, [...treatedAsRules]);
    if (document.languageId !== 'toml') await vscode.languages.setTextDocumentLanguage(document, 'toml');
    await server.treatAsRule(document.uri.toString());
  });
  command('runTests', async (testFile?: vscode.Uri) => {
    const file = testFile ?? (await testFileOfActiveRule(server));
    if (file) await tests.runFile(file);
  });
  command('restartServer', () => server.restart());
  command('showOutput', () => server.showOutput());

  context.subscriptions.push(
    server,
    vscode.workspace.onDidOpenTextDocument(startFor),
    vscode.workspace.onDidChangeTextDocument(({ document }) => startFor(document)),
  );
  for (const document of vscode.workspace.textDocuments) startFor(document);
  return {
    server,
    tests,
    guide,
    explainer,
    sequence,
    rows,
    alerts,
    checks,
    proofs,
    comparisons,
    differences,
    coverage,
    matrix,
    activationTime: performance.now() - begin,
  };
}

async function testFileOfActiveRule(server: Server): Promise<vscode.Uri | undefined> {
  const document = await chosenDocument(undefined);
  if (!document) return undefined;
  if (isTestFile(document)) return document.uri;
  const overview = await server.request('rulewright/rule', { uri: document.uri.toString() });
  if (overview.testFile) return vscode.Uri.parse(overview.testFile);
  const beside = document.uri.path.replace(/^.*\/|\.toml$/gi, '');
  void vscode.window.showInformationMessage(
    overview.isRule
      ? `This rule has no tests yet. Write them in ${beside}.tests.yaml.`
      : 'This file is not a rule: it has neither a [metadata] nor a [rule] table.',
  );
  return undefined;
}
