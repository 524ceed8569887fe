import * as vscode from 'vscode';
import type { SequencePicture, ViewSource } from '../../../server/src/lsp/messages.js';
import { openEvent } from '../alerts/alerts-view.js';
import { asEventTarget } from '../alerts/event-target.js';
import { latest } from '../latest.js';
import type { Server } from '../server.js';
import { testOfItem } from '../tests/test-items.js';
import { drawSequence } from './sequence-lanes.js';
import { sequencePage } from './sequence-page.js';

export interface SequenceView {
  /** Returns what the view shows now. */
  shown(): { readonly picture: SequencePicture; readonly html: string } | undefined;
  /** Opens an event of the picture in its file, as a click does. */
  open(lane: number, event: number): Promise<void>;
}

type PageMessage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'open'; readonly lane: number; readonly event: number };

/** Registers the picture of a sequence's result on events; it is updated while the rule is edited. */
export function registerSequenceView(context: vscode.ExtensionContext, server: Server): SequenceView {
  let panel: vscode.WebviewPanel | undefined;
  let subject: { readonly uri: string; readonly source: ViewSource } | undefined;
  let shown: { picture: SequencePicture; html: string } | undefined;

  const update = latest(async () => {
    if (!panel || !subject) return;
    const picture = await server.request('rulewright/sequence', subject);
    if (!panel) return;
    shown = { picture, html: drawSequence(picture) };
    panel.title = picture.title === '' ? 'Sequence' : `Sequence: ${picture.title}`;
    await panel.webview.postMessage(shown.html);
  });
  const openAt = async (lane: number, event: number) => {
    const found = shown?.picture.lanes[lane]?.events[event];
    if (!found) return;
    await openEvent(found);
  };
  const createPanel = (): vscode.WebviewPanel => {
    const created = vscode.window.createWebviewPanel(
      'rulewright.sequence',
      'Sequence',
      { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true },
      { enableScripts: true, localResourceRoots: [], retainContextWhenHidden: false },
    );
    // The page reports that it is ready, also each time it is recreated after being hidden.
    created.webview.onDidReceiveMessage((message: PageMessage) =>
      message.kind === 'open' ? openAt(message.lane, message.event) : update(),
    );
    created.webview.html = sequencePage();
    created.onDidDispose(() => {
      panel = undefined;
      shown = undefined;
    });
    return created;
  };
  const show = async (uri: string, source: ViewSource) => {
    // The server only handles open rules.
    await vscode.workspace.openTextDocument(vscode.Uri.parse(uri));
    subject = { uri, source };
    if (panel) {
      panel.reveal(undefined, true);
      await update();
    } else panel = createPanel();
  };

  context.subscriptions.push(
    vscode.commands.registerCommand('rulewright.showSequence', async (target?: unknown) => {
      const chosen = asEventTarget(target);
      if (chosen) return show(chosen.rule, { kind: 'event', event: chosen.event });
      const test = testOfItem(target);
      if (test) {
        const overview = await server.request('rulewright/testCases', { uri: test.testFile });
        if (overview.rule) return show(overview.rule, { kind: 'test', ...test });
        return;
      }
      if (target instanceof vscode.Uri) return show(target.toString(), { kind: 'fixtures' });
      const active = vscode.window.activeTextEditor?.document;
      const uri = active?.languageId === 'toml' ? active.uri.toString() : subject?.uri;
      if (uri) return show(uri, { kind: 'fixtures' });
      void vscode.window.showInformationMessage('Open a sequence rule first.');
    }),
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (!subject || contentChanges.length === 0) return;
      const uri = document.uri.toString();
      const isTest = subject.source.kind === 'test' && subject.source.testFile === uri;
      if (uri === subject.uri || isTest) void update();
    }),
    new vscode.Disposable(() => panel?.dispose()),
  );
  return { shown: () => shown, open: openAt };
}
