import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { RulewrightApi } from '../../../client/src/start-extension.js';

/** Returns the URI of a file of the sample workspace. */
export function fileUri(relative: string): vscode.Uri {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  assert(folder, 'the sample workspace is open');
  return vscode.Uri.joinPath(folder.uri, relative);
}

export async function open(relative: string): Promise<vscode.TextEditor> {
  const document = await vscode.workspace.openTextDocument(fileUri(relative));
  return vscode.window.showTextDocument(document, { preview: false, viewColumn: vscode.ViewColumn.One });
}

export async function extension(): Promise<RulewrightApi> {
  const found = vscode.extensions.getExtension<RulewrightApi>('rulewright.rulewright');
  assert(found, 'the extension is installed');
  return found.activate();
}

/** Calls a function until it returns an answer, every 50 ms for at most ten seconds. */
export async function eventually<Answer>(
  what: string,
  ask: () => Answer | undefined | Promise<Answer | undefined>,
): Promise<Answer> {
  for (let attempt = 0; attempt < 200; attempt++) {
    const answer = await ask();
    if (answer !== undefined && answer !== false) return answer;
    await pause(50);
  }
  throw new assert.AssertionError({ message: `waited in vain for ${what}` });
}

export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** Returns the position `offset` characters into `needle` in a document. */
export function positionOf(document: vscode.TextDocument, needle: string, offset = 0): vscode.Position {
  const index = document.getText().indexOf(needle);
  assert(index >= 0, `the document holds ${needle}`);
  return document.positionAt(index + offset);
}

export function rangeOf(document: vscode.TextDocument, needle: string): vscode.Range {
  return new vscode.Range(positionOf(document, needle), positionOf(document, needle, needle.length));
}

export async function closeAll(): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
}
