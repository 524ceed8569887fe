import * as vscode from 'vscode';
import type { NewCase } from '../../../server/src/lsp/messages.js';
import { toWorkspaceEdit } from '../convert.js';

/**
 * Adds a case to a rule's test file, which is created if missing, and shows it. An existing file is left
 * unsaved, so that name and expectation can be reviewed.
 */
export async function showNewCase(added: NewCase): Promise<void> {
  if (added.error !== undefined) {
    void vscode.window.showWarningMessage(`The case was not added: ${added.error}.`);
    return;
  }
  const uri = vscode.Uri.parse(added.uri);
  const edit = added.create ? new vscode.WorkspaceEdit() : toWorkspaceEdit(added);
  if (added.create)
    edit.createFile(uri, { contents: new TextEncoder().encode(added.edits[0]?.newText ?? '') });
  await vscode.workspace.applyEdit(edit);
  const document = await vscode.workspace.openTextDocument(uri);
  const at = document.positionAt(Math.max(0, document.getText().lastIndexOf(`name: ${added.name}`)));
  await vscode.window.showTextDocument(document, {
    viewColumn: vscode.ViewColumn.One,
    selection: new vscode.Range(at, at),
  });
}
