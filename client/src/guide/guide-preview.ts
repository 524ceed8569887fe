import * as vscode from 'vscode';
import type { EventReference, GuidePreview } from '../../../server/src/lsp/messages.js';
import { chooseEvent } from '../alerts/choose-event.js';
import { latest } from '../latest.js';
import type { Server } from '../server.js';
import { guidePage } from './guide-page.js';
import { openLink } from './open-link.js';

export interface GuidePreviewState {
  /** Returns what the preview shows now. */
  shown(): GuidePreview | undefined;
  readonly onDidUpdate: vscode.Event<GuidePreview>;
  /** Handles a message from the page. */
  receive(message: GuideMessage): Promise<void>;
}

/** A message from the page. Lines are in the rule, from 0. */
export type GuideMessage =
  | { readonly kind: 'ready' | 'choose' | 'clear' }
  | { readonly kind: 'scrolled' | 'source'; readonly line: number }
  | { readonly kind: 'link'; readonly address: string };

/** The page ignores the editor for this many milliseconds after the page scrolled it. */
const quiet = 250;

/** Registers the preview of the investigation guide, which follows typing and scrolling in the rule. */
export function registerGuidePreview(context: vscode.ExtensionContext, server: Server): GuidePreviewState {
  const updated = new vscode.EventEmitter<GuidePreview>();
  let panel: vscode.WebviewPanel | undefined;
  let rule: string | undefined;
  /** The event that fills in the rule's guide. */
  let event: EventReference | undefined;
  let shown: GuidePreview | undefined;
  let movedAt = 0;

  const update = latest(async () => {
    if (!panel || !rule) return;
    const preview = await server.request('rulewright/guide', { uri: rule, ...(event && { event }) });
    shown = preview;
    if (panel) {
      panel.title = preview.title === '' ? 'Investigation guide' : `Guide: ${preview.title}`;
      await panel.webview.postMessage({ kind: 'show', preview });
    }
    updated.fire(preview);
  });
  const follow = async (uri: string) => {
    if (uri !== rule) event = undefined;
    rule = uri;
    await update();
  };
  const editorOfRule = () =>
    vscode.window.visibleTextEditors.find(({ document }) => document.uri.toString() === rule);
  const fill = async () => {
    if (!rule) return;
    const chosen = await chooseEvent(server, rule, 'Fill in the guide from which event?');
    if (!chosen) return;
    const { uri, index, case: ofCase } = chosen;
    event = { uri, index, ...(ofCase !== undefined && { case: ofCase }) };
    await update();
  };
  const receive = async (message: GuideMessage): Promise<void> => {
    switch (message.kind) {
      case 'ready':
        return update();
      case 'choose':
        return fill();
      case 'clear':
        event = undefined;
        return update();
      case 'link':
        return openLink(message.address);
      case 'scrolled': {
        movedAt = Date.now();
        const range = new vscode.Range(message.line, 0, message.line, 0);
        editorOfRule()?.revealRange(range, vscode.TextEditorRevealType.AtTop);
        return;
      }
      case 'source': {
        if (!rule) return;
        movedAt = Date.now();
        const viewColumn = editorOfRule()?.viewColumn ?? vscode.ViewColumn.One;
        const selection = new vscode.Range(message.line, 0, message.line, 0);
        await vscode.window.showTextDocument(vscode.Uri.parse(rule), { viewColumn, selection });
      }
    }
  };
  const open = (): vscode.WebviewPanel => {
    const created = vscode.window.createWebviewPanel(
      'rulewright.guide',
      'Investigation guide',
      { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true },
      { enableScripts: true, localResourceRoots: [], retainContextWhenHidden: false },
    );
    // The page reports that it is ready, also each time it is recreated after being hidden.
    created.webview.onDidReceiveMessage(receive);
    created.webview.html = guidePage();
    created.onDidDispose(() => {
      panel = undefined;
      shown = undefined;
      event = undefined;
    });
    return created;
  };
  const tell = (kind: 'scroll' | 'select', editor: vscode.TextEditor, line: number | undefined) => {
    if (!panel || line === undefined || editor.document.uri.toString() !== rule) return;
    if (Date.now() - movedAt > quiet) void panel.webview.postMessage({ kind, line });
  };

  context.subscriptions.push(
    updated,
    vscode.commands.registerCommand('rulewright.previewGuide', async (uri?: vscode.Uri) => {
      const document = uri ?? vscode.window.activeTextEditor?.document.uri;
      if (!document) return;
      if (panel) {
        panel.reveal(undefined, true);
        await follow(document.toString());
      } else {
        rule = document.toString();
        panel = open();
      }
    }),
    vscode.commands.registerCommand('rulewright.fillGuide', async (chosen?: EventReference) => {
      if (!panel) await vscode.commands.executeCommand('rulewright.previewGuide');
      if (!chosen) return fill();
      event = chosen;
      await update();
    }),
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      const uri = document.uri.toString();
      if (uri === rule || (event?.case !== undefined && uri === event.uri)) void update();
    }),
    vscode.window.onDidChangeTextEditorVisibleRanges(({ textEditor, visibleRanges }) =>
      tell('scroll', textEditor, visibleRanges[0]?.start.line),
    ),
    vscode.window.onDidChangeTextEditorSelection(({ textEditor, selections }) =>
      tell('select', textEditor, selections[0]?.active.line),
    ),
    vscode.window.onDidChangeActiveTextEditor(async (editor) => {
      const uri = editor?.document.uri.toString();
      if (!panel || editor?.document.languageId !== 'toml' || uri === undefined || uri === rule) return;
      if ((await server.request('rulewright/rule', { uri })).isRule) await follow(uri);
    }),
    new vscode.Disposable(() => panel?.dispose()),
  );
  return { shown: () => shown, onDidUpdate: updated.event, receive };
}
