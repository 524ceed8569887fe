import * as vscode from 'vscode';
import type { Comparison, LastRun, RuleOverview } from '../../../server/src/lsp/messages.js';
import type { Server } from '../server.js';
import type { Comparisons } from './comparisons.js';

/**
 * Registers the lenses above a rule's query: its tests, its proof and its changes, and what can be run and
 * shown.
 */
export function registerCodeLenses(
  context: vscode.ExtensionContext,
  server: Server,
  isRule: (document: vscode.TextDocument) => boolean,
  comparisons: Pick<Comparisons, 'of'>,
  changes: readonly vscode.Event<unknown>[],
): void {
  const changed = new vscode.EventEmitter<void>();
  const provider: vscode.CodeLensProvider = {
    onDidChangeCodeLenses: changed.event,
    async provideCodeLenses(document) {
      if (!isRule(document)) return [];
      const overview = await server.request('rulewright/rule', { uri: document.uri.toString() });
      if (!overview.isRule || !overview.queryRange) return [];
      const { line, character } = overview.queryRange.start;
      const range = new vscode.Range(line, character, line, character);
      const lens = (title: string, command: string, argument?: vscode.Uri) =>
        new vscode.CodeLens(range, { title, command, arguments: argument ? [argument] : [] });
      const { testCount, testFile, lastRun, proof, isSequence } = overview;
      const hasTests = testFile !== undefined && testCount > 0;
      const comparison = comparisons.of(document.uri);
      // The rule's state first, then the actions. More are in the context menu.
      return [
        ...(hasTests && lastRun ? [lens(verdictOf(lastRun), 'workbench.panel.testResults.view.focus')] : []),
        ...(hasTests ? [lens(proofOf(proof), 'rulewright.prove', document.uri)] : []),
        ...(comparison?.differs
          ? [lens(differenceOf(comparison), 'rulewright.showChanges', document.uri)]
          : []),
        hasTests
          ? lens(
              `Run ${testCount} ${testCount === 1 ? 'test' : 'tests'}`,
              'rulewright.runTests',
              vscode.Uri.parse(testFile),
            )
          : lens('Run on fixtures', 'rulewright.runOnFixtures', document.uri),
        lens('Explain with event…', 'rulewright.explainWithEvent', document.uri),
        lens('Preview guide', 'rulewright.previewGuide', document.uri),
        ...(isSequence ? [lens('Show sequence', 'rulewright.showSequence', document.uri)] : []),
      ];
    },
  };
  context.subscriptions.push(
    changed,
    server.onDidStart(() => changed.fire()),
    ...changes.map((onDidChange) => onDidChange(() => changed.fire())),
    vscode.languages.registerCodeLensProvider({ language: 'toml' }, provider),
  );
}

/** Describes the effect of changes since the last commit: `vs HEAD: +2 −1`. */
function differenceOf({ gained, lost }: Comparison): string {
  return gained + lost === 0 ? 'vs HEAD: changed' : `vs HEAD: +${gained} −${lost}`;
}

/** Describes the last proof of the tests: `proved 7/9`. */
function proofOf(proof: RuleOverview['proof']): string {
  if (!proof) return 'Prove';
  return `proved ${proof.noticed}/${proof.counted}${proof.outdated ? ', edited since' : ''}`;
}

/** Describes the result of the last run in a few words. */
function verdictOf({ passed, failed, todo, outdated }: LastRun): string {
  const all = passed + failed + todo;
  const told = failed > 0 ? `✗ ${failed} of ${all} failed` : `✓ ${passed} passed`;
  return [told, ...(todo > 0 ? [`${todo} to do`] : []), ...(outdated ? ['edited since'] : [])].join(', ');
}
