import * as vscode from 'vscode';
import type { FoundEvent } from '../../../server/src/lsp/messages.js';
import type { Server } from '../server.js';

interface Item extends vscode.QuickPickItem {
  readonly event?: FoundEvent;
}

/** Asks the user for an event of the rule's tests or the fixtures. Returns undefined if none was chosen. */
export async function chooseEvent(
  server: Server,
  rule: string,
  placeHolder: string,
): Promise<FoundEvent | undefined> {
  const groups = await server.request('rulewright/events', { uri: rule });
  const items = groups.flatMap(({ title, events }): Item[] => [
    { label: title, kind: vscode.QuickPickItemKind.Separator },
    ...events.map((event) => ({ label: event.label, description: `event ${event.index} · ${title}`, event })),
  ]);
  const others: Item = {
    label: '$(folder-opened) Events of other files…',
    description: 'runs the rule on them first',
  };
  const chosen = await vscode.window.showQuickPick([...items, others], {
    placeHolder,
    matchOnDescription: true,
  });
  if (chosen === others)
    await vscode.commands.executeCommand('rulewright.runOnEvents', vscode.Uri.parse(rule));
  return chosen?.event;
}
