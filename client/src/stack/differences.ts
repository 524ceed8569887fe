import * as vscode from 'vscode';
import type { StackState } from '../../../server/src/lsp/messages.js';
import { chosenDocument } from '../rules/choose-rule.js';
import type { Server } from '../server.js';
import type { ChosenStack, Stacks } from './choose-stack.js';
import { plainText } from './plain-text.js';

/** How rules differ from those in Kibana, for tests. */
export interface Differences {
  /** Returns the content of the status item. */
  shown(): { readonly text: string; readonly tooltip: string } | undefined;
  states(): readonly StackState[];
  readonly onDidCompare: vscode.Event<void>;
}

const scheme = 'rulewright-stack';
/** Milliseconds after the last save. */
const afterSave = 3_000;

const labels: Readonly<Record<string, string>> = {
  conflict: 'changed here and in Kibana',
  'changed-here': 'changed here',
  'changed-in-kibana': 'changed in Kibana',
  'deleted-here': 'deleted here',
  'deleted-in-kibana': 'deleted in Kibana',
  'only-here': 'only here',
  'only-in-kibana': 'only in Kibana',
};

/**
 * Registers the commands that compare the rules with Kibana. Nothing is requested before the user does so;
 * from then on the status bar item is updated when a rule is saved.
 */
export function registerDifferences(
  context: vscode.ExtensionContext,
  server: Server,
  stacks: Stacks,
  isRule: (document: vscode.TextDocument) => boolean,
): Differences {
  const compared = new vscode.EventEmitter<void>();
  let item: vscode.StatusBarItem | undefined;
  let used: { readonly uri: vscode.Uri; readonly stack: ChosenStack } | undefined;
  let states: readonly StackState[] = [];
  /** The stacks that rules are compared with, by the rule's URI. */
  const shown = new Map<string, ChosenStack>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  const different = () => states.filter(({ status }) => Object.hasOwn(labels, status));
  const update = async (token?: vscode.CancellationToken): Promise<void> => {
    if (!used) return;
    const { uri, stack } = used;
    const { rules, error } = await server.request(
      'rulewright/stackStates',
      { uri: uri.toString(), ...stack },
      token,
    );
    if (!item) {
      item = vscode.window.createStatusBarItem('rulewright.stack', vscode.StatusBarAlignment.Left);
      item.name = 'Rulewright: rules and Kibana';
      item.command = 'rulewright.showDifferences';
      context.subscriptions.push(item);
    }
    if (error === undefined) {
      states = rules;
      const count = different().length;
      item.text = `$(cloud) ${count === 0 ? `Same as ${stack.profile}` : `${count} ${count === 1 ? 'rule differs' : 'rules differ'} from ${stack.profile}`}`;
      item.tooltip = summary(different());
    } else {
      item.text = `$(cloud) ${stack.profile} does not respond`;
      item.tooltip = error;
    }
    item.show();
    compared.fire();
  };
  const compare = async (uri?: vscode.Uri): Promise<void> => {
    const place =
      uri ?? vscode.window.activeTextEditor?.document.uri ?? vscode.workspace.workspaceFolders?.[0]?.uri;
    const stack = place && (await stacks.choose(place));
    if (!place || !stack) return;
    used = { uri: place, stack };
    await vscode.window.withProgress(
      {
        location: vscode.ProgressLocation.Notification,
        title: `Comparing with ${stack.profile}`,
        cancellable: true,
      },
      (_, token) => update(token),
    );
  };
  const show = async (): Promise<void> => {
    const items = different().map(({ name, status, keys, uri }) => ({
      label: name,
      description: labels[status]!,
      detail: keys.join(', '),
      uri,
    }));
    const picked = await vscode.window.showQuickPick(items, {
      placeHolder: items.length === 0 ? 'All rules match Kibana' : 'Rules that differ',
      matchOnDescription: true,
    });
    if (picked?.uri !== undefined) await diff(vscode.Uri.parse(picked.uri));
    else if (picked)
      void vscode.window.showInformationMessage(
        `"${plainText(picked.label)}" has no file. "rulewright state pull --on ${used?.stack.profile}" creates it.`,
      );
  };
  const diff = async (uri?: vscode.Uri): Promise<void> => {
    const document = await chosenDocument(uri);
    if (!document) return;
    const isSameFolder =
      used !== undefined &&
      vscode.workspace.getWorkspaceFolder(used.uri) === vscode.workspace.getWorkspaceFolder(document.uri);
    const stack = isSameFolder ? used?.stack : await stacks.choose(document.uri);
    if (!stack) return;
    shown.set(document.uri.toString(), stack);
    // The text is requested each time, so that the page never shows an old response.
    const page = document.uri.with({ scheme, query: `${stack.profile}&${Date.now()}` });
    const title = `${vscode.workspace.asRelativePath(document.uri)} (${stack.profile} ↔ file)`;
    await vscode.commands.executeCommand('vscode.diff', page, document.uri, title);
  };
  const provider: vscode.TextDocumentContentProvider = {
    async provideTextDocumentContent(page) {
      const uri = page.with({ scheme: 'file', query: '' }).toString();
      const stack = shown.get(uri);
      if (!stack) return '';
      const { text, error } = await server.request('rulewright/ruleOnStack', { uri, ...stack });
      if (error !== undefined) void vscode.window.showErrorMessage(plainText(error));
      return text ?? '';
    },
  };
  const saved = (document: vscode.TextDocument): void => {
    if (!used || !isRule(document)) return;
    clearTimeout(timer);
    timer = setTimeout(() => void update(), afterSave);
  };
  context.subscriptions.push(
    compared,
    { dispose: () => clearTimeout(timer) },
    vscode.commands.registerCommand('rulewright.compareWithKibana', compare),
    vscode.commands.registerCommand('rulewright.showDifferences', show),
    vscode.commands.registerCommand('rulewright.diffWithKibana', diff),
    vscode.workspace.registerTextDocumentContentProvider(scheme, provider),
    vscode.workspace.onDidSaveTextDocument(saved),
  );
  return {
    shown: () => item && { text: item.text, tooltip: String(item.tooltip ?? '') },
    states: () => states,
    onDidCompare: compared.event,
  };
}

function summary(states: readonly StackState[]): string {
  const counts = new Map<string, number>();
  for (const { status } of states) counts.set(status, (counts.get(status) ?? 0) + 1);
  return [...counts].map(([status, count]) => `${count} ${labels[status]}`).join('\n');
}
