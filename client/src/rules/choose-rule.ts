import * as vscode from 'vscode';
import type { Server } from '../server.js';

/** Returns the document of a URI, or that of the active editor; shows a message if there is none. */
export async function chosenDocument(uri: vscode.Uri | undefined): Promise<vscode.TextDocument | undefined> {
  if (uri) return vscode.workspace.openTextDocument(uri);
  const document = vscode.window.activeTextEditor?.document;
  if (!document) void vscode.window.showInformationMessage('Open a rule first.');
  return document;
}

/**
 * Returns the rule in the active editor, or one that the user picks from the other open editors, with
 * `preferred` first. Shows a message and returns undefined if there is none.
 */
export async function chooseRule(server: Server, preferred?: string): Promise<vscode.Uri | undefined> {
  const isRule = async (document: vscode.TextDocument) =>
    document.languageId === 'toml' &&
    (await server.request('rulewright/rule', { uri: document.uri.toString() })).isRule;
  const active = vscode.window.activeTextEditor?.document;
  if (active && (await isRule(active))) return active.uri;
  const rules: vscode.Uri[] = [];
  for (const document of vscode.workspace.textDocuments)
    if (!document.isClosed && (await isRule(document))) rules.push(document.uri);
  rules.sort((a, b) => Number(b.toString() === preferred) - Number(a.toString() === preferred));
  if (rules.length <= 1) {
    if (rules.length === 0) void vscode.window.showInformationMessage('Open a rule first.');
    return rules[0];
  }
  const picked = await vscode.window.showQuickPick(
    rules.map((uri) => ({ label: vscode.workspace.asRelativePath(uri), uri })),
    { placeHolder: 'Which rule?' },
  );
  return picked?.uri;
}
