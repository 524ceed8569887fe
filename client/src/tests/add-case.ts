import * as vscode from 'vscode';
import type { EventReference } from '../../../server/src/lsp/messages.js';
import { asEventTarget } from '../alerts/event-target.js';
import type { Server } from '../server.js';
import { showNewCase } from './show-new-case.js';

/** Registers the command that adds events as a case to a rule's test file. */
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
    await showNewCase(added);
  };
  context.subscriptions.push(vscode.commands.registerCommand('rulewright.addCase', add));
}
