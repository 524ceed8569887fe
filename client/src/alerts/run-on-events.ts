import * as vscode from 'vscode';
import type { EventRun, EventSource } from '../../../server/src/lsp/messages.js';
import { chooseRule, chosenDocument } from '../rules/choose-rule.js';
import type { Server } from '../server.js';
import type { AlertsView } from './alerts-view.js';

/** A rule and the events it runs on, repeated by "Run again". */
interface Running {
  readonly rule: string;
  readonly source: EventSource;
  /** The source of the events, for people. */
  readonly title?: string;
}

const eventFile = /\.(?:json|ndjson|jsonl|csv)$/i;

/**
 * Registers the commands that run a rule on fixtures, on chosen files, or on the events in the active editor.
 */
export function registerRunOnEvents(
  context: vscode.ExtensionContext,
  server: Server,
  view: AlertsView,
): void {
  let last: Running | undefined;
  let cancelRun: vscode.CancellationTokenSource | undefined;

  const run = async (running: Running): Promise<EventRun> => {
    last = running;
    // A view shows a single run: a new one cancels the previous one.
    cancelRun?.cancel();
    const token = new vscode.CancellationTokenSource();
    cancelRun = token;
    const { rule: uri, source, title } = running;
    // The server only handles open rules.
    await vscode.workspace.openTextDocument(vscode.Uri.parse(uri));
    const result = await vscode.window.withProgress(
      { location: vscode.ProgressLocation.Window, title: 'Running the rule on events' },
      () => server.request('rulewright/runOnEvents', { uri, source }, token.token),
    );
    if (cancelRun !== token) return result;
    const { isSequence = false, name } = await server.request('rulewright/rule', { uri });
    const ruleName = name ?? vscode.workspace.asRelativePath(vscode.Uri.parse(uri));
    await view.show({
      rule: uri,
      ruleName,
      isSequence,
      source: title ?? describeSource(source),
      run: result,
    });
    return result;
  };

  const register = (name: string, callback: (...args: never[]) => unknown) =>
    context.subscriptions.push(vscode.commands.registerCommand(`rulewright.${name}`, callback));
  register('runOnFixtures', async (uri?: vscode.Uri) => {
    const document = await chosenDocument(uri);
    return document && run({ rule: document.uri.toString(), source: { kind: 'fixtures' } });
  });
  register('runOnEvents', async (uri?: vscode.Uri, chosen?: EventSource, title?: string) => {
    const active = vscode.window.activeTextEditor?.document;
    const events = active && holdsEvents(active) ? active : undefined;
    const rule = uri ?? (await chooseRule(server, events ? last?.rule : undefined));
    if (!rule) return undefined;
    const source = chosen ?? (await chooseSource(events));
    return source && run({ rule: rule.toString(), source, ...(title !== undefined && { title }) });
  });
  register('runAgain', () => last && run(refreshed(last)));
}

function holdsEvents({ languageId, uri }: vscode.TextDocument): boolean {
  return languageId === 'json' || languageId === 'jsonl' || eventFile.test(uri.path);
}

/** Returns the same with the current text of the editor. */
function refreshed(running: Running): Running {
  const { rule, source } = running;
  if (source.kind !== 'text') return running;
  const open = vscode.workspace.textDocuments.find(({ uri }) => uri.toString() === source.uri);
  return { rule, source: open ? { ...source, text: open.getText() } : source };
}

function describeSource(source: EventSource): string {
  const shown = (uri: string) => vscode.workspace.asRelativePath(vscode.Uri.parse(uri));
  switch (source.kind) {
    case 'fixtures':
      return 'fixtures';
    case 'text':
      return `${shown(source.uri)} in the editor`;
    case 'files':
      return source.uris.map(shown).join(', ');
  }
}

type Choice = vscode.QuickPickItem & { readonly source: () => Promise<EventSource | undefined> };

/** Asks the user for the events to run on. `active` is an editor with events. */
async function chooseSource(active: vscode.TextDocument | undefined): Promise<EventSource | undefined> {
  const open = new Map<string, vscode.TextDocument>();
  for (const document of [
    ...(active ? [active] : []),
    ...vscode.window.visibleTextEditors.map((one) => one.document),
  ])
    if (holdsEvents(document)) open.set(document.uri.toString(), document);
  const choices: Choice[] = [
    ...[...open.values()].map(
      (document): Choice => ({
        label: `$(edit) Events in ${vscode.workspace.asRelativePath(document.uri)}`,
        description: 'with unsaved changes',
        source: async () => ({ kind: 'text', uri: document.uri.toString(), text: document.getText() }),
      }),
    ),
    {
      label: '$(file) Files…',
      description: 'NDJSON, a JSON array, Elasticsearch hits, bulk files',
      source: () => chooseFiles({ canSelectFiles: true, canSelectFolders: false }),
    },
    {
      label: '$(folder) A folder…',
      description: 'all event files in it and its subfolders',
      source: () => chooseFiles({ canSelectFiles: false, canSelectFolders: true }),
    },
    {
      label: '$(beaker) Fixtures',
      description: 'files that match rulewright.fixtures',
      source: async () => ({ kind: 'fixtures' }),
    },
  ];
  const choice = await vscode.window.showQuickPick(choices, { placeHolder: 'Run the rule on which events?' });
  return choice?.source();
}

async function chooseFiles(
  options: Pick<vscode.OpenDialogOptions, 'canSelectFiles' | 'canSelectFolders'>,
): Promise<EventSource | undefined> {
  const uris = await vscode.window.showOpenDialog({
    ...options,
    canSelectMany: true,
    openLabel: 'Run on these',
    filters: { Events: ['ndjson', 'jsonl', 'json', 'csv', 'gz', 'zst'], 'All files': ['*'] },
  });
  return uris && { kind: 'files', uris: uris.map((uri) => uri.toString()) };
}
