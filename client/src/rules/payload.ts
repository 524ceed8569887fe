import * as vscode from 'vscode';
import { latest } from '../latest.js';
import type { Server } from '../server.js';
import { chosenDocument } from './choose-rule.js';

const scheme = 'rulewright-payload';

/**
 * Registers the command that shows a rule as the payload for Kibana, in a document beside the rule that is
 * updated on edits.
 */
export function registerPayload(context: vscode.ExtensionContext, server: Server): void {
  const changed = new vscode.EventEmitter<vscode.Uri>();
  /** The content of open payload documents, by the rule's URI. */
  const shown = new Map<string, string>();
  const outdated = new Set<string>();
  const read = async (rule: string): Promise<string> => {
    const { text, error } = await server.request('rulewright/payload', { uri: rule });
    return error === undefined ? text : `// ${error}\n`;
  };
  const update = latest(async () => {
    for (const rule of outdated) {
      outdated.delete(rule);
      const text = await read(rule);
      if (!shown.has(rule) || shown.get(rule) === text) continue;
      shown.set(rule, text);
      changed.fire(pageOf(vscode.Uri.parse(rule)));
    }
  });
  const show = async (uri?: vscode.Uri): Promise<void> => {
    const document = await chosenDocument(uri);
    if (!document) return;
    await server.start();
    const page = await vscode.workspace.openTextDocument(pageOf(document.uri));
    await vscode.window.showTextDocument(page, {
      viewColumn: vscode.ViewColumn.Beside,
      preserveFocus: true,
      preview: true,
    });
  };
  const provider: vscode.TextDocumentContentProvider = {
    onDidChange: changed.event,
    async provideTextDocumentContent({ query: rule }) {
      const text = shown.get(rule) ?? (await read(rule));
      shown.set(rule, text);
      return text;
    },
  };
  context.subscriptions.push(
    changed,
    vscode.commands.registerCommand('rulewright.showPayload', show),
    vscode.workspace.registerTextDocumentContentProvider(scheme, provider),
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      const rule = document.uri.toString();
      if (contentChanges.length === 0 || !shown.has(rule)) return;
      outdated.add(rule);
      void update();
    }),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => {
      if (uri.scheme === scheme) shown.delete(uri.query);
    }),
  );
}

/** Returns the document that shows a rule's payload: its name has the extension of JSON files. */
function pageOf(rule: vscode.Uri): vscode.Uri {
  return vscode.Uri.from({ scheme, path: `${rule.path}.json`, query: rule.toString() });
}
