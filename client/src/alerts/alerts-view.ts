import * as vscode from 'vscode';
import type { FoundEvent } from '../../../server/src/lsp/messages.js';
import { toRange } from '../convert.js';
import { alertsPage } from './alerts-page.js';
import { drawNothing, drawRun, rowEvents, type ShownRun } from './alerts-table.js';

/** A rule and the events it was run on; the rule is a URI. */
export interface ViewedRun extends ShownRun {
  readonly rule: string;
}

export interface AlertsView {
  /** Shows a run and brings the view to the front. */
  show(run: ViewedRun): Promise<void>;
  shown(): ViewedRun | undefined;
  /** Returns the current page, for tests. */
  html(): string;
  /** Runs the action of a button. */
  press(action: string, row?: string): Promise<void>;
}

const viewId = 'rulewright.alerts';

/**
 * Registers the view of a rule's result on events. Its buttons call commands: `rulewright.runAgain`,
 * `rulewright.runOnEvents`, `rulewright.runOnFixtures`, `rulewright.explainEvent`, `rulewright.addCase`,
 * `rulewright.showSequence`.
 */
export function registerAlertsView(context: vscode.ExtensionContext): AlertsView {
  let view: vscode.WebviewView | undefined;
  let current: ViewedRun | undefined;

  const html = () => (current ? drawRun(current, placeOf) : drawNothing());
  const update = () => {
    if (!view) return;
    view.description = current?.ruleName ?? '';
    void view.webview.postMessage({ kind: 'show', html: html() });
  };
  const press = async (action: string, row?: string): Promise<void> => {
    const rule = current?.rule;
    const uri = rule === undefined ? undefined : vscode.Uri.parse(rule);
    const events = current && row !== undefined ? rowEvents(current.run, row) : [];
    const [event] = events;
    switch (action) {
      case 'ready':
        return update();
      case 'again':
        return vscode.commands.executeCommand('rulewright.runAgain');
      case 'choose':
        return vscode.commands.executeCommand('rulewright.runOnEvents', uri);
      case 'fixtures':
        return vscode.commands.executeCommand('rulewright.runOnFixtures', uri);
      case 'sequence':
        return vscode.commands.executeCommand('rulewright.showSequence', event ? { rule, event } : uri);
      case 'open':
        return event && openEvent(event);
      case 'explain':
        return vscode.commands.executeCommand('rulewright.explainEvent', { rule, event });
      case 'add':
        return vscode.commands.executeCommand('rulewright.addCase', { rule, events });
      default:
        return undefined;
    }
  };
  context.subscriptions.push(
    vscode.window.registerWebviewViewProvider(viewId, {
      resolveWebviewView(resolved) {
        view = resolved;
        resolved.webview.options = { enableScripts: true, localResourceRoots: [] };
        resolved.webview.onDidReceiveMessage(({ kind, row }: { kind: string; row?: string }) =>
          press(kind, row),
        );
        resolved.onDidDispose(() => {
          view = undefined;
        });
        resolved.webview.html = alertsPage();
      },
    }),
  );
  return {
    html,
    press,
    shown: () => current,
    async show(run) {
      current = run;
      update();
      await vscode.commands.executeCommand(`${viewId}.focus`);
    },
  };
}

function placeOf({ uri, range }: FoundEvent): string {
  return `${vscode.workspace.asRelativePath(vscode.Uri.parse(uri))}:${range.start.line + 1}`;
}

/** Opens an event in its file, in the first column: views may be in the others. */
export async function openEvent({ uri, range }: FoundEvent): Promise<void> {
  await vscode.window.showTextDocument(vscode.Uri.parse(uri), {
    selection: toRange(range),
    viewColumn: vscode.ViewColumn.One,
  });
}
