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
  { type: 'threshold', label: 'Threshold', description: 'KQL', detail: 'Groups of events that reach a size' },
  { type: 'new_terms', label: 'New terms', description: 'KQL', detail: 'Values never seen before' },
  {
    type: 'threat_match',
    label: 'Indicator match',
    description: 'KQL',
    detail: 'Values of threat indicators',
  },
  { type: 'esql', label: 'ES|QL', description: 'ES|QL', detail: 'Every row of the result' },
  { type: 'machine_learning', label: 'Machine learning', detail: 'Anomalies of jobs' },
];

/** The tactics of ATT&CK in the order of an attack. */
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

/** Registers the commands that begin a rule, from a template or from an event, with a test file beside it. */
export function registerNewRule(context: vscode.ExtensionContext, server: Server): void {
  context.subscriptions.push(
    vscode.commands.registerCommand('rulewright.newRule', (choice?: Partial<NewRuleChoice>) =>
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

async function begin(server: Server, given: Partial<NewRuleChoice>): Promise<vscode.Uri | undefined> {
  const folder = await folderForRules();
  if (!folder) return undefined;
  const choice = await complete(given);
  if (!choice) return undefined;
  await server.start();
  const begun = await server.request('rulewright/newRule', choice);
  if (begun.error !== undefined) {
    void vscode.window.showErrorMessage(`The rule was not begun: ${begun.error}.`);
    return undefined;
  }
  const rule = vscode.Uri.joinPath(folder, begun.fileName);
  const edit = new vscode.WorkspaceEdit();
  // What is there already is opened, never written over.
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

/** Asks for what was not given; undefined when the user gave up. */
async function complete(given: Partial<NewRuleChoice>): Promise<NewRuleChoice | undefined> {
  const { event } = given;
  const type = given.type ?? (await vscode.window.showQuickPick(types, { title: 'Type of the rule' }))?.type;
  if (type === undefined) return undefined;
  const name =
    given.name ??
    (await vscode.window.showInputBox({ title: 'Name of the rule', prompt: 'As analysts will see it' }));
  if (name === undefined || name.trim() === '') return undefined;
  const tactic = given.tactic ?? (await pickTactic());
  if (tactic === undefined) return undefined;
  return { type, name: name.trim(), ...(tactic === '' ? {} : { tactic }), ...(event ? { event } : {}) };
}

/** An empty text stands for no tactic. */
async function pickTactic(): Promise<string | undefined> {
  const items = [
    ...tactics.map(([id, label]) => ({ label, description: id, id })),
    { label: 'None', description: '', id: '' },
  ];
  return (await vscode.window.showQuickPick(items, { title: 'Tactic of MITRE ATT&CK' }))?.id;
}

/** The folder of the rule that is open, or the first folder of the settings that exists, or that of the workspace. */
async function folderForRules(): Promise<vscode.Uri | undefined> {
  const active = vscode.window.activeTextEditor?.document;
  if (active?.languageId === 'toml' && !active.isUntitled) return vscode.Uri.joinPath(active.uri, '..');
  const workspace =
    (active && vscode.workspace.getWorkspaceFolder(active.uri)) ??
    ((vscode.workspace.workspaceFolders?.length ?? 0) > 1
      ? await vscode.window.showWorkspaceFolderPick()
      : vscode.workspace.workspaceFolders?.[0]);
  if (!workspace) {
    void vscode.window.showInformationMessage('Open the folder that the rule is to lie in first.');
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

/** Opens the rule with the cursor at the end of the first line of its query. */
async function showQuery(rule: vscode.Uri): Promise<void> {
  const document = await vscode.workspace.openTextDocument(rule);
  const editor = await vscode.window.showTextDocument(document);
  const at = document.getText().indexOf('\nquery = ');
  if (at < 0) return;
  const line = document.lineAt(document.positionAt(at + 1).line + 1).range;
  editor.selection = new vscode.Selection(line.end, line.end);
  editor.revealRange(line, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}
