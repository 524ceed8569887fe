import * as vscode from 'vscode';
import type { StackRun } from '../../../server/src/lsp/messages.js';
import { chooseRule } from '../rules/choose-rule.js';
import type { Server } from '../server.js';
import type { Stacks } from './choose-stack.js';
import { plainText } from './plain-text.js';

/** How far back a run can search. */
const times: readonly (vscode.QuickPickItem & { readonly last?: number })[] = [
  { label: 'One run of the rule', description: 'the window of the rule' },
  { label: 'Last hour', last: 3_600_000 },
  { label: 'Last 24 hours', last: 86_400_000 },
  { label: 'Last 7 days', last: 604_800_000 },
];

/**
 * Registers the commands that run a rule on Elasticsearch and preview it in Kibana. The events found are
 * stored in a file of the extension, on which the alerts view runs the rule: there each one can be explained
 * and added to the tests.
 */
export function registerRunOnStack(context: vscode.ExtensionContext, server: Server, stacks: Stacks): void {
  const run = async (
    isPreview: boolean,
    given?: vscode.Uri,
    last?: number,
  ): Promise<StackRun | undefined> => {
    const rule = given ?? (await chooseRule(server));
    const stack = rule && (await stacks.choose(rule));
    const time =
      stack &&
      (last === undefined
        ? await vscode.window.showQuickPick(times, { placeHolder: 'Which events?' })
        : { last });
    if (!rule || !stack || !time) return undefined;
    await vscode.workspace.openTextDocument(rule);
    const title = isPreview
      ? `Previewing the rule on ${stack.profile}`
      : `Running the rule on ${stack.profile}`;
    const result = await vscode.window.withProgress(
      { location: vscode.ProgressLocation.Notification, title, cancellable: true },
      (_, token) =>
        server.request(
          'rulewright/runOnStack',
          { uri: rule.toString(), ...stack, isPreview, ...(time.last !== undefined && { last: time.last }) },
          token,
        ),
    );
    tell(stack.profile, result);
    if (result.error === undefined && result.events !== '') {
      const file = await keep(context, stack.profile, result.events);
      const source = { kind: 'files', uris: [file.toString()] };
      await vscode.commands.executeCommand(
        'rulewright.runOnEvents',
        rule,
        source,
        `${stack.profile} (${count(result.alerts)})`,
      );
    }
    return result;
  };
  context.subscriptions.push(
    vscode.commands.registerCommand('rulewright.runOnStack', (uri?: vscode.Uri, last?: number) =>
      run(false, uri, last),
    ),
    vscode.commands.registerCommand('rulewright.previewOnStack', (uri?: vscode.Uri, last?: number) =>
      run(true, uri, last),
    ),
  );
}

function tell(profile: string, { alerts, events, notes, error }: StackRun): void {
  if (error !== undefined) {
    void vscode.window.showErrorMessage(plainText(error));
    return;
  }
  const without = alerts > 0 && events === '' ? ['They have no events.'] : [];
  const text = [`${count(alerts)} on ${profile}.`, ...without, ...notes.map((note) => `${note}.`)].join(' ');
  if (notes.length > 0) void vscode.window.showWarningMessage(plainText(text));
  else if (events === '') void vscode.window.showInformationMessage(plainText(text));
}

function count(alerts: number): string {
  return alerts === 0 ? 'No alert' : `${alerts.toLocaleString('en')} ${alerts === 1 ? 'alert' : 'alerts'}`;
}

/** Stores a stack's events outside the workspace, because they are private to the user. */
async function keep(context: vscode.ExtensionContext, profile: string, events: string): Promise<vscode.Uri> {
  const folder = vscode.Uri.joinPath(context.globalStorageUri, 'stack-events');
  await vscode.workspace.fs.createDirectory(folder);
  const file = vscode.Uri.joinPath(folder, `${profile}.ndjson`);
  await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(events));
  return file;
}
