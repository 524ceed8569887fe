import * as vscode from 'vscode';
import type { Comparison } from '../../../server/src/lsp/messages.js';
import type { Server } from '../server.js';
import { chosenDocument } from './choose-rule.js';

/** The effect of rule changes since the last commit, as of when they were last saved or opened. */
export interface Comparisons {
  /** Returns undefined if the rule was edited since. */
  of(rule: vscode.Uri): Comparison | undefined;
  readonly onDidCompare: vscode.Event<vscode.Uri>;
}

const scheme = 'rulewright-comparison';
/** Suffix of the page's name: it is text, not a rule. */
const suffix = '.changes';

/**
 * Compares rules with their last commit when they are opened and saved, and registers the command that shows
 * the result. Disabled in untrusted workspaces, where git must not run.
 */
export function registerComparisons(
  context: vscode.ExtensionContext,
  server: Server,
  isRule: (document: vscode.TextDocument) => boolean,
): Comparisons {
  const compared = new vscode.EventEmitter<vscode.Uri>();
  const known = new Map<string, Comparison>();
  const compare = async (document: vscode.TextDocument): Promise<Comparison | undefined> => {
    if (!vscode.workspace.isTrusted || document.uri.scheme !== 'file' || !isRule(document)) return undefined;
    const { version } = document;
    const comparison = await server.request('rulewright/compare', { uri: document.uri.toString() });
    if (document.version !== version) return undefined;
    known.set(document.uri.toString(), comparison);
    compared.fire(document.uri);
    return comparison;
  };
  const show = async (uri?: vscode.Uri): Promise<void> => {
    const document = await chosenDocument(uri);
    const comparison = document && (known.get(document.uri.toString()) ?? (await compare(document)));
    if (!document || !comparison?.differs) {
      void vscode.window.showInformationMessage(
        'The rule has not changed since the last commit, or is not in git.',
      );
      return;
    }
    const page = document.uri.with({ scheme, path: document.uri.path + suffix, query: String(Date.now()) });
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(page), { preview: true });
  };
  const provider: vscode.TextDocumentContentProvider = {
    provideTextDocumentContent: (page) => {
      const rule = page.with({ scheme: 'file', path: page.path.slice(0, -suffix.length), query: '' });
      const lines = known.get(rule.toString())?.lines ?? [];
      return [`${vscode.workspace.asRelativePath(rule)} since the last commit`, '', ...lines, ''].join('\n');
    },
  };
  const forget = ({ document, contentChanges }: vscode.TextDocumentChangeEvent) => {
    if (contentChanges.length > 0) known.delete(document.uri.toString());
  };
  const shown = (editor: vscode.TextEditor | undefined) => {
    if (editor && !editor.document.isDirty && !known.has(editor.document.uri.toString()))
      void compare(editor.document);
  };
  context.subscriptions.push(
    compared,
    vscode.commands.registerCommand('rulewright.showChanges', show),
    vscode.workspace.registerTextDocumentContentProvider(scheme, provider),
    vscode.workspace.onDidChangeTextDocument(forget),
    vscode.workspace.onDidSaveTextDocument((document) => void compare(document)),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => known.delete(uri.toString())),
    vscode.window.onDidChangeActiveTextEditor(shown),
  );
  return { of: (rule) => known.get(rule.toString()), onDidCompare: compared.event };
}
