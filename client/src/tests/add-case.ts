import * as vscode from 'vscode';
import type { EventReference } from '../../../server/src/lsp/messages.js';
import { asEventTarget } from '../alerts/event-target.js';
import { toWorkspaceEdit } from '../convert.js';
import type { Server } from '../server.js';

/**
 * Registers the command that adds events as a case to the test file of a rule, which is made when there is none. The file is
 * shown; an existing one is left unsaved, so that name and expectation can be looked at.
 */
export function registerAddCase(context: vscode.ExtensionContext, server: Server): void {
  const add = async (target: unknown): Promise<void> => {
    const single = asEventTarget(target);
    const { rule, events } = single
      ? { rule: single.rule, events: [single.event] }
      : (target as { rule: string; events: readonly EventReference[] });
    await vscode.workspace.openTextDocument(vscode.Uri.parse(rule));
    const references = events.map(({ uri, index, case: ofCase }) =>
      ofCase === undefined ? { uri, index } : { uri, index, case: ofCase },
    );
    const added = await server.request('rulewright/addCase', { uri: rule, events: references });
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
  };
  context.subscriptions.push(vscode.commands.registerCommand('rulewright.addCase', add));
}
