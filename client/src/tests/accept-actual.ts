import * as vscode from 'vscode';
import { toWorkspaceEdit } from '../convert.js';
import type { Server } from '../server.js';
import { testOfItem } from './test-items.js';

/**
 * Registers the command that writes what failed cases raise now into their test file, which is left unsaved
 * for review. It is called on a case, a failure, or a selection of cases in the Test Explorer.
 */
export function registerAcceptActual(context: vscode.ExtensionContext, server: Server): void {
  const accept = async (target: unknown, selected?: unknown): Promise<void> => {
    const targets = Array.isArray(selected) && selected.length > 0 ? selected : [target];
    const byFile = new Map<string, number[]>();
    for (const { testFile, index } of targets.flatMap((one) => testOfItem(one) ?? []))
      byFile.set(testFile, [...(byFile.get(testFile) ?? []), index]);
    for (const [uri, cases] of byFile) {
      const answer = await server.request('rulewright/acceptActual', { uri, cases });
      if (answer.edits.length === 0) {
        const reason = answer.error ?? 'the test already expects what the rule raises';
        void vscode.window.showInformationMessage(`Nothing to accept: ${reason}.`);
        continue;
      }
      await vscode.workspace.applyEdit(toWorkspaceEdit(answer));
      const range = answer.edits[0]!.range.start;
      const position = new vscode.Position(range.line, range.character);
      await vscode.window.showTextDocument(vscode.Uri.parse(answer.uri), {
        selection: new vscode.Range(position, position),
        preserveFocus: true,
      });
    }
  };
  context.subscriptions.push(vscode.commands.registerCommand('rulewright.acceptActual', accept));
}
