import * as vscode from 'vscode';
import type { RowsBehind, ViewSource } from '../../../server/src/lsp/messages.js';
import { openEvent } from '../alerts/alerts-view.js';
import { latest } from '../latest.js';
import type { Server } from '../server.js';
import { rowsPage } from './rows-page.js';
import { drawRows } from './rows-table.js';

export interface RowsView {
  /** Returns what the view shows now. */
  shown(): { readonly rows: RowsBehind; readonly html: string } | undefined;
}

type PageMessage = { readonly kind: 'ready' } | { readonly kind: 'open'; readonly row: number };

/**
 * Registers the table of an ES|QL rule's rows after the command at the cursor. It follows the cursor and
 * typing.
 *
 * @param explained returns the event that a rule is explained with now: its file is the source of the events,
 * else the fixtures.
 */
export function registerRowsView(
  context: vscode.ExtensionContext,
  server: Server,
  explained: (rule: string) => ViewSource | undefined,
): RowsView {
  let panel: vscode.WebviewPanel | undefined;
  let subject: { readonly uri: string; position: vscode.Position } | undefined;
  let shown: { rows: RowsBehind; html: string } | undefined;

  const update = latest(async () => {
    if (!panel || !subject) return;
    const { uri, position } = subject;
    const source = explained(uri) ?? { kind: 'fixtures' };
    const { line, character } = position;
    const rows = await server.request('rulewright/rowsBehind', {
      uri,
      source,
      position: { line, character },
    });
    if (!panel) return;
    shown = { rows, html: drawRows(rows) };
    panel.title = rows.title === '' ? 'Rows' : `Rows after ${rows.title}`;
    await panel.webview.postMessage(shown.html);
  });
  const createPanel = (): vscode.WebviewPanel => {
    const created = vscode.window.createWebviewPanel(
      'rulewright.rows',
      'Rows',
      { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true },
      { enableScripts: true, localResourceRoots: [], retainContextWhenHidden: false },
    );
    // The page reports that it is ready, also each time it is recreated after being hidden.
    created.webview.onDidReceiveMessage((message: PageMessage) => {
      if (message.kind === 'ready') return update();
      const event = shown?.rows.rows[message.row]?.event;
      return event && openEvent(event);
    });
    created.webview.html = rowsPage();
    created.onDidDispose(() => {
      panel = undefined;
      subject = undefined;
      shown = undefined;
    });
    return created;
  };
  const follow = ({ document, selection }: vscode.TextEditor) => {
    if (subject?.uri !== document.uri.toString()) return;
    subject.position = selection.active;
    void update();
  };

  context.subscriptions.push(
    vscode.commands.registerCommand('rulewright.showRows', async (uri?: string, line?: number) => {
      const editor = vscode.window.visibleTextEditors.find(({ document }) =>
        uri === undefined
          ? document === vscode.window.activeTextEditor?.document
          : document.uri.toString() === uri,
      );
      if (editor?.document.languageId !== 'toml') {
        void vscode.window.showInformationMessage('Open an ES|QL rule first.');
        return;
      }
      const position = line === undefined ? editor.selection.active : new vscode.Position(line, 0);
      subject = { uri: editor.document.uri.toString(), position };
      if (panel) {
        panel.reveal(undefined, true);
        await update();
      } else panel = createPanel();
    }),
    vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => follow(textEditor)),
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (contentChanges.length > 0 && document.uri.toString() === subject?.uri) void update();
    }),
    new vscode.Disposable(() => panel?.dispose()),
  );
  return { shown: () => shown };
}
