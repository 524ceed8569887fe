import * as vscode from 'vscode';
import type { GuidePreview } from '../../server/src/lsp/messages.js';
import { guidePage } from './guide-page.js';
import type { Server } from './server.js';

export interface GuidePreviewState {
  /** What the preview shows now. */
  shown(): GuidePreview | undefined;
  readonly onDidUpdate: vscode.Event<GuidePreview>;
}

/** Registers the preview of the investigation guide, which follows the rule while it is typed. */
export function registerGuidePreview(context: vscode.ExtensionContext, server: Server): GuidePreviewState {
  const updated = new vscode.EventEmitter<GuidePreview>();
  let panel: vscode.WebviewPanel | undefined;
  let rule: string | undefined;
  let shown: GuidePreview | undefined;
  let state: 'idle' | 'asking' | 'asking, outdated' = 'idle';

  const update = async () => {
    if (!panel || !rule) return;
    if (state !== 'idle') {
      state = 'asking, outdated';
      return;
    }
    state = 'asking';
    try {
      const preview = await server.request('rulewright/guide', { uri: rule });
      shown = preview;
      if (panel) {
        panel.title = preview.title === '' ? 'Investigation guide' : `Guide: ${preview.title}`;
        await panel.webview.postMessage(preview);
      }
      updated.fire(preview);
    } finally {
      const again = (state as string) === 'asking, outdated';
      state = 'idle';
      if (again) void update();
    }
  };
  const open = (): vscode.WebviewPanel => {
    const created = vscode.window.createWebviewPanel(
      'rulewright.guide',
      'Investigation guide',
      { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true },
      { enableScripts: true, localResourceRoots: [], retainContextWhenHidden: false },
    );
    // The page says when it is ready, also after it was hidden and made anew.
    created.webview.onDidReceiveMessage(() => void update());
    created.webview.html = guidePage();
    created.onDidDispose(() => {
      panel = undefined;
      shown = undefined;
    });
    return created;
  };

  context.subscriptions.push(
    updated,
    vscode.commands.registerCommand('rulewright.previewGuide', async (uri?: vscode.Uri) => {
      const document = uri ?? vscode.window.activeTextEditor?.document.uri;
      if (!document) return;
      rule = document.toString();
      if (panel) {
        panel.reveal(undefined, true);
        await update();
      } else panel = open();
    }),
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      if (document.uri.toString() === rule) void update();
    }),
    vscode.window.onDidChangeActiveTextEditor(async (editor) => {
      const uri = editor?.document.uri.toString();
      if (!panel || editor?.document.languageId !== 'toml' || uri === undefined || uri === rule) return;
      if (!(await server.request('rulewright/rule', { uri })).isRule) return;
      rule = uri;
      await update();
    }),
    new vscode.Disposable(() => panel?.dispose()),
  );
  return { shown: () => shown, onDidUpdate: updated.event };
}
