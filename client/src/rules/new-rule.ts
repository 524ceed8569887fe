import * as vscode from 'vscode';
import type { NewRuleChoice } from '../../../server/src/lsp/messages.js';
import { asEventTarget } from '../alerts/event-target.js';
import type { Server } from '../server.js';

const types: readonly (vscode.QuickPickItem & { readonly type: string })[] = [
  {
    type: 'eql',
    label: 'Event correlation',
    description: 'EQL',
    detail: 'One event, a sequence or a sample',
  },
  { type: 'query', label: 'Custom query', description: 'KQL', detail: 'Every event that matches' },
  { type: 'threshold', label: 'Threshold', description: 'KQL', detail: 'Groups with enough events' },
  { type: 'new_terms', label: 'New terms', description: 'KQL', detail: 'Values never seen before' },
  {
    type: 'threat_match',
    label: 'Indicator match',
    description: 'KQL',
    detail: 'Values of threat indicators',
  },
  { type: 'esql', label: 'ES|QL', description: 'ES|QL', detail: 'Every row of the result' },
  { type: 'machine_learning', label: 'Machine learning', detail: 'Anomalies from jobs' },
];

/** The ATT&CK tactics in the order of an attack. */
const tactics: readonly (readonly [id: string, name: string])[] = [
  ['TA0043', 'Reconnaissance'],
  ['TA0042', 'Resource Development'],
  ['TA0001', 'Initial Access'],
  ['TA0002', 'Execution'],
  ['TA0003', 'Persistence'],
  ['TA0004', 'Privilege Escalation'],
  ['TA0005', 'Defense Evasion'],
  ['TA0006', 'Credential Access'],
  ['TA0007', 'Discovery'],
  ['TA0008', 'Lateral Movement'],
  ['TA0009', 'Collection'],
  ['TA0011', 'Command and Control'],
  ['TA0010', 'Exfiltration'],
  ['TA0040', 'Impact'],
];

/**
 * Registers the commands that create a rule, from a template or from an event, with a test file beside it.
 */
export function registerNewRule(context: vscode.ExtensionContext, server: Server): void {
  context.subscriptions.push(
    vscode.commands.registerCommand('rulewright.newRule', (choice?: GivenChoice) =>
      begin(server, choice ?? {}),
    ),
    vscode.commands.registerCommand('rulewright.newRuleFromEvent', (target?: unknown) => {
      const event = asEventTarget(target)?.event ?? eventOfEditor();
      if (event) return begin(server, { event });
      return vscode.window.showInformationMessage(
        'Put the cursor on an event in a JSON or NDJSON file first.',
      );
    }),
  );
}

function eventOfEditor(): NewRuleChoice['event'] {
  const editor = vscode.window.activeTextEditor;
  return editor && { text: editor.document.getText(), line: editor.selection.active.line };
}

/** The caller's choices; the user is asked for the rest. */
interface GivenChoice extends Partial<NewRuleChoice> {
  readonly folder?: vscode.Uri;
}

async function begin(server: Server, given: GivenChoice): Promise<vscode.Uri | undefined> {
  // A caller who chose the rule itself wants no questions about the rest.
  const asks = given.type === undefined || given.name === undefined || given.tactic === undefined;
  const suggested = given.folder ?? (await folderForRules());
  if (!suggested) return undefined;
  await server.start();
  const choice = await complete(given, (tactic) => (asks ? pickTechnique(server, tactic) : ''));
  if (!choice) return undefined;
  const folder = asks && !given.folder ? await pickFolder(suggested) : suggested;
  if (!folder) return undefined;
  const begun = await server.request('rulewright/newRule', choice);
  if (begun.error !== undefined) {
    void vscode.window.showErrorMessage(`The rule was not created: ${begun.error}.`);
    return undefined;
  }
  const rule = vscode.Uri.joinPath(folder, begun.fileName);
  const edit = new vscode.WorkspaceEdit();
  // An existing file is opened, never overwritten.
  for (const [file, content] of [
    [rule, begun.text],
    [vscode.Uri.joinPath(folder, begun.testFileName), begun.testText],
  ] as const) {
    edit.createFile(file, { ignoreIfExists: true, contents: new TextEncoder().encode(content) });
  }
  await vscode.workspace.applyEdit(edit);
  await showQuery(rule);
  return rule;
}

/** Asks for missing choices. Returns undefined if the user cancelled. */
async function complete(
  given: GivenChoice,
  askTechnique: (tactic: string) => string | undefined | Promise<string | undefined>,
): Promise<NewRuleChoice | undefined> {
  const { event } = given;
  const type = given.type ?? (await vscode.window.showQuickPick(types, { title: 'Type of the rule' }))?.type;
  if (type === undefined) return undefined;
  const name =
    given.name ??
    (await vscode.window.showInputBox({ title: 'Name of the rule', prompt: 'The name that analysts see' }));
  if (name === undefined || name.trim() === '') return undefined;
  const tactic = given.tactic ?? (await pickTactic());
  if (tactic === undefined) return undefined;
  const technique = given.technique ?? (tactic === '' ? '' : await askTechnique(tactic));
  if (technique === undefined) return undefined;
  return {
    type,
    name: name.trim(),
    ...(tactic === '' ? {} : { tactic }),
    ...(technique === '' ? {} : { technique }),
    ...(event ? { event } : {}),
  };
}

/** Asks for a tactic. An empty string means none. */
async function pickTactic(): Promise<string | undefined> {
  const items = [
    ...tactics.map(([id, label]) => ({ label, description: id, id })),
    { label: 'None', description: '', id: '' },
  ];
  return (await vscode.window.showQuickPick(items, { title: 'Tactic of MITRE ATT&CK' }))?.id;
}

/** Asks for a technique. An empty string means none. */
async function pickTechnique(server: Server, tactic: string): Promise<string | undefined> {
  const techniques = await server.request('rulewright/techniques', { tactic });
  const items = [
    { label: 'None', description: '', id: '' },
    ...techniques.map(({ id, name }) => ({ label: name, description: id, id })),
  ];
  const options = { title: 'Technique of MITRE ATT&CK', matchOnDescription: true };
  return (await vscode.window.showQuickPick(items, options))?.id;
}

/** Limit of folders to offer below the suggested one; there can be thousands. */
const mostFolders = 50;

/** Asks for the folder: the suggested one, one below it, or any other. */
async function pickFolder(suggested: vscode.Uri): Promise<vscode.Uri | undefined> {
  const entries = await vscode.workspace.fs.readDirectory(suggested);
  const below = entries
    .filter(([name, type]) => type === vscode.FileType.Directory && !name.startsWith('.'))
    .map(([name]) => vscode.Uri.joinPath(suggested, name))
    .slice(0, mostFolders);
  const items = [
    ...[suggested, ...below].map((folder) => ({
      label: vscode.workspace.asRelativePath(folder),
      folder,
    })),
    { label: 'Other folder…', folder: undefined },
  ];
  const picked = await vscode.window.showQuickPick(items, { title: 'Folder of the rule' });
  if (!picked || picked.folder) return picked?.folder;
  const [other] =
    (await vscode.window.showOpenDialog({
      canSelectFolders: true,
      canSelectFiles: false,
      defaultUri: suggested,
      openLabel: 'Create the rule here',
    })) ?? [];
  return other;
}

/** Returns the open rule's folder, or the first existing folder in the settings, or the workspace's. */
async function folderForRules(): Promise<vscode.Uri | undefined> {
  const active = vscode.window.activeTextEditor?.document;
  if (active?.languageId === 'toml' && !active.isUntitled) return vscode.Uri.joinPath(active.uri, '..');
  const workspace =
    (active && vscode.workspace.getWorkspaceFolder(active.uri)) ??
    ((vscode.workspace.workspaceFolders?.length ?? 0) > 1
      ? await vscode.window.showWorkspaceFolderPick()
      : vscode.workspace.workspaceFolders?.[0]);
  if (!workspace) {
    void vscode.window.showInformationMessage('Open a folder for the rule first.');
    return undefined;
  }
  const settings = vscode.workspace.getConfiguration('rulewright', workspace.uri);
  for (const name of settings.get<string[]>('ruleFolders', [])) {
    const folder = vscode.Uri.joinPath(workspace.uri, name.replaceAll('\\', '/'));
    const isFolder = await vscode.workspace.fs.stat(folder).then(
      ({ type }) => type === vscode.FileType.Directory,
      () => false,
    );
    if (isFolder) return folder;
  }
  return workspace.uri;
}

/** Opens the rule with the cursor at the end of its query's first line. */
async function showQuery(rule: vscode.Uri): Promise<void> {
  const document = await vscode.workspace.openTextDocument(rule);
  const editor = await vscode.window.showTextDocument(document);
  const at = document.getText().indexOf('\nquery = ');
  if (at < 0) return;
  const line = document.lineAt(document.positionAt(at + 1).line + 1).range;
  editor.selection = new vscode.Selection(line.end, line.end);
  editor.revealRange(line, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}
