import * as vscode from 'vscode';
import type { Proof } from '../../../server/src/lsp/messages.js';
import { chosenDocument } from '../rules/choose-rule.js';
import { isTestPath } from '../rules/paths.js';
import type { Server } from '../server.js';
import type { TestExplorer } from '../tests/test-explorer.js';
import { registerProofActions } from './proof-actions.js';
import { coverageOf } from './proof-coverage.js';
import { clearProofMarks, createProofMark, showProofMarks } from './proof-marks.js';

/** The proofs of rules, as the editors show them. */
export interface Proofs {
  /** Returns the proof shown for a rule, or undefined once the rule was edited. */
  of(rule: vscode.Uri): Proof | undefined;
  readonly onDidProve: vscode.Event<vscode.Uri>;
}

/**
 * Registers the features that show which rule changes the tests notice: marks, hovers, code actions and test
 * coverage.
 */
export function registerProofs(
  context: vscode.ExtensionContext,
  server: Server,
  tests: Pick<TestExplorer, 'onCoverage'>,
  isRule: (document: vscode.TextDocument) => boolean,
): Proofs {
  const proved = new vscode.EventEmitter<vscode.Uri>();
  const known = new Map<string, Proof>();
  /** Rules that were proved once are proved again when they or their tests are saved. */
  const followed = new Set<string>();
  let mark: vscode.TextEditorDecorationType | undefined;

  const draw = () => {
    for (const editor of vscode.window.visibleTextEditors) {
      const proof = known.get(editor.document.uri.toString());
      if (proof) {
        mark ??= createProofMark();
        showProofMarks(editor, proof, mark);
      } else if (mark) clearProofMarks(editor, mark);
    }
  };
  const prove = async (uri: vscode.Uri, token?: vscode.CancellationToken): Promise<Proof> => {
    await vscode.workspace.openTextDocument(uri);
    const proof = await server.request('rulewright/prove', { uri: uri.toString() }, token);
    followed.add(uri.toString());
    if (proof.error === undefined) known.set(uri.toString(), proof);
    draw();
    proved.fire(uri);
    return proof;
  };
  const proveChosen = async (uri?: vscode.Uri): Promise<void> => {
    const document = await chosenDocument(uri);
    if (!document) return;
    const { error, noticed, counted, failing } = await vscode.window.withProgress(
      { location: vscode.ProgressLocation.Window, title: 'Proving the tests' },
      () => prove(document.uri),
    );
    if (error !== undefined) void vscode.window.showWarningMessage(`The tests were not proved: ${error}.`);
    else if (failing.length > 0)
      void vscode.window.showWarningMessage(
        `Tests that fail prove nothing: ${failing.join(', ')}. The others notice ${noticed} of ${counted} changes.`,
      );
  };
  // A mark shows the current state, which is unknown after an edit of the rule.
  const forget = ({ document, contentChanges }: vscode.TextDocumentChangeEvent) => {
    if (contentChanges.length > 0 && known.delete(document.uri.toString())) draw();
  };
  const follow = async ({ uri }: vscode.TextDocument) => {
    const all = isTestPath(uri.path) ? [...followed] : [uri.toString()].filter((one) => followed.has(one));
    for (const rule of all) await prove(vscode.Uri.parse(rule));
  };
  context.subscriptions.push(
    proved,
    vscode.commands.registerCommand('rulewright.prove', proveChosen),
    vscode.workspace.onDidChangeTextDocument(forget),
    vscode.workspace.onDidSaveTextDocument(follow),
    vscode.window.onDidChangeVisibleTextEditors(draw),
    tests.onCoverage(async ({ run, rule, token }) => {
      const proof = await prove(rule, token);
      if (proof.error === undefined) run.addCoverage(coverageOf(rule, proof));
    }),
  );
  registerProofActions(context, server, isRule, (uri) => known.get(uri.toString()));
  return { of: (rule) => known.get(rule.toString()), onDidProve: proved.event };
}
