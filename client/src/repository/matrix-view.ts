import * as vscode from 'vscode';
import type { BacktestMatrix, EventSource } from '../../../server/src/lsp/messages.js';
import type { Server } from '../server.js';
import { matrixPage } from './matrix-page.js';
import { drawMatrix } from './matrix-table.js';

export interface MatrixView {
  shown(): { readonly matrix: BacktestMatrix; readonly html: string } | undefined;
  /** Runs the action of a click on a rule, or on the cell of a file in its row. */
  press(row: number, column?: number): Promise<void>;
}

type PageMessage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'press'; readonly row: number; readonly column?: number };

/** Registers the command that runs all rules on event files, and its table of rules by files. */
export function registerMatrixView(context: vscode.ExtensionContext, server: Server): MatrixView {
  let panel: vscode.WebviewPanel | undefined;
  let shown: { readonly matrix: BacktestMatrix; readonly html: string } | undefined;

  const press = async (row: number, column?: number): Promise<void> => {
    const rule = shown?.matrix.rules[row];
    if (!shown || !rule) return;
    const uri = vscode.Uri.parse(rule.uri);
    const file = column === undefined ? undefined : shown.matrix.files[column];
    if (!file) {
      await vscode.window.showTextDocument(uri, { viewColumn: vscode.ViewColumn.One });
      return;
    }
    // The alerts view explains each of them.
    const source: EventSource = { kind: 'files', uris: [file.uri] };
    await vscode.commands.executeCommand('rulewright.runOnEvents', uri, source, file.shown);
  };
  const createPanel = (): vscode.WebviewPanel => {
    const created = vscode.window.createWebviewPanel(
      'rulewright.backtest',
      'Backtest',
      vscode.ViewColumn.Active,
      {
        enableScripts: true,
        localResourceRoots: [],
      },
    );
    created.webview.onDidReceiveMessage((message: PageMessage) => {
      if (message.kind === 'press') return press(message.row, message.column);
      return shown && created.webview.postMessage(shown.html);
    });
    created.webview.html = matrixPage();
    created.onDidDispose(() => {
      panel = undefined;
    });
    return created;
  };
  const run = async (given?: EventSource): Promise<void> => {
    const source = given ?? (await chooseSource());
    if (!source) return;
    const matrix = await vscode.window.withProgress(
      {
        location: vscode.ProgressLocation.Notification,
        title: 'Running all rules on events',
        cancellable: true,
      },
      (_, token) => server.request('rulewright/backtest', { source }, token),
    );
    shown = { matrix, html: drawMatrix(matrix) };
    panel ??= createPanel();
    panel.reveal();
    await panel.webview.postMessage(shown.html);
  };
  context.subscriptions.push(
    vscode.commands.registerCommand('rulewright.backtest', run),
    new vscode.Disposable(() => panel?.dispose()),
  );
  return { press, shown: () => shown };
}

async function chooseSource(): Promise<EventSource | undefined> {
  const folder = { label: '$(folder) A folder or files…', description: 'each file is a time slice' };
  const fixtures = {
    label: '$(beaker) Fixtures',
    description: 'files that match rulewright.fixtures',
  };
  const choice = await vscode.window.showQuickPick([folder, fixtures], {
    placeHolder: 'Run all rules on which events?',
  });
  if (choice === fixtures) return { kind: 'fixtures' };
  if (choice !== folder) return undefined;
  const uris = await vscode.window.showOpenDialog({
    canSelectFiles: true,
    canSelectFolders: true,
    canSelectMany: true,
    openLabel: 'Run on these',
  });
  return uris && { kind: 'files', uris: uris.map((uri) => uri.toString()) };
}
