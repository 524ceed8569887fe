import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { closeAll, eventually, extension, fileUri, open, pause, positionOf } from './helpers.js';

const begun = ['rules/execution_begun_here.toml', 'rules/execution_begun_here.tests.yaml'];

const mine = 'rules/execution_mine.toml';

const textOf = async (relative: string): Promise<string> =>
  (await vscode.workspace.openTextDocument(fileUri(relative))).getText();

describe('a new rule', () => {
  afterEach(async () => {
    await closeAll();
    for (const file of [...begun, mine, mine.replace('.toml', '.tests.yaml')])
      await vscode.workspace.fs.delete(fileUri(file)).then(undefined, () => {});
  });

  it('from a template: opened at its query, without findings, tests next to it', async () => {
    await open('rules/container_tool.toml');
    await extension();
    const choice = { type: 'eql', name: 'Begun Here', tactic: 'TA0002' };
    await vscode.commands.executeCommand('rulewright.newRule', choice);
    const editor = vscode.window.activeTextEditor;
    assert.equal(editor?.document.uri.toString(), fileUri(begun[0]!).toString());
    assert.match(editor.document.lineAt(editor.selection.active.line).text, /^process where /);
    assert.match(await textOf(begun[1]!), /name: Begun Here/);
    // The server has to check it first; until then, no diagnostics would not mean that there is no problem.
    await editor.edit((edit) => edit.insert(editor.selection.active, ' and proces.name : "x"'));
    await eventually('a finding', () => vscode.languages.getDiagnostics(editor.document.uri).length === 1);
    await vscode.commands.executeCommand('undo');
    await eventually('none', () => vscode.languages.getDiagnostics(editor.document.uri).length === 0);
  });

  it('from the event under the cursor: it finds it', async () => {
    const editor = await open('fixtures/processes.ndjson');
    editor.selection = new vscode.Selection(0, 0, 0, 0);
    const { server } = await extension();
    await vscode.commands.executeCommand('rulewright.newRule', {
      type: 'eql',
      name: 'Begun Here',
      tactic: 'TA0002',
      event: { text: editor.document.getText(), line: 0 },
    });
    await textOf(begun[1]!);
    const run = await eventually('a run', async () => {
      const answer = await server.request('rulewright/runTests', { uri: fileUri(begun[1]!).toString() });
      return answer.outcomes.length > 0 ? answer : undefined;
    });
    assert.deepEqual(
      run.outcomes.map(({ status }) => status),
      ['passed', 'passed'],
    );
  });

  it('in the folder and with the technique that were chosen', async () => {
    await open('rules/container_tool.toml');
    await vscode.commands.executeCommand('rulewright.newRule', {
      type: 'eql',
      name: 'Begun Elsewhere',
      tactic: 'TA0002',
      technique: 'T1059',
      folder: fileUri('rules/elsewhere'),
    });
    const path = 'rules/elsewhere/execution_begun_elsewhere.toml';
    assert.match(await textOf(path), /id = "T1059"/);
    await closeAll();
    await vscode.workspace.fs.delete(fileUri('rules/elsewhere'), { recursive: true });
  });

  it('never writes over a file that is there', async () => {
    await open('rules/container_tool.toml');
    await vscode.workspace.fs.writeFile(fileUri(mine), new TextEncoder().encode('# mine\n'));
    await vscode.commands.executeCommand('rulewright.newRule', {
      type: 'eql',
      name: 'Mine',
      tactic: 'TA0002',
    });
    assert.equal(vscode.window.activeTextEditor?.document.getText(), '# mine\n');
  });
});

describe('the language status', () => {
  afterEach(closeAll);

  it('says how the rule is checked', async () => {
    await open('rules/container_tool.toml');
    const { checks } = await extension();
    const { text, detail } = await eventually('the number of rules', () => {
      const shown = checks.shown();
      return shown && /^\d+ rules$/.test(shown.text) ? shown : undefined;
    });
    assert.match(text, /^[1-9]/);
    assert.equal(detail, 'profile default, Elastic Common Schema');
  });
});

describe('inside a query', () => {
  afterEach(closeAll);

  /** Makes a change at the start of the line with `needle`, and returns that line. */
  async function lineAfter(needle: string, change: () => Thenable<unknown>): Promise<string> {
    const editor = await open('rules/container_tool.toml');
    const at = positionOf(editor.document, needle);
    editor.selection = new vscode.Selection(at, at);
    // The editor tokenizes a line before it knows the language at that position.
    await pause(300);
    await change();
    return editor.document.lineAt(at.line).text;
  }

  const toggle = () => vscode.commands.executeCommand('editor.action.commentLine');
  const type = (text: string) => () => vscode.commands.executeCommand('type', { text });

  it('lines become comments of the language of the query, outside of it those of TOML', async () => {
    assert.match(await lineAfter('  process.entry_leader', toggle), /^ *\/\/ process\.entry_leader/);
    await closeAll();
    assert.match(await lineAfter('severity = ', toggle), /^# severity = /);
  });

  it('brackets and quotes are closed', async () => {
    assert.match(await lineAfter(' and event.action', type('(')), /"start"\(\) and event/);
    await closeAll();
    assert.match(await lineAfter(' and event.action', type(' "')), /"start" "" and event/);
  });
});

describe('the payload of a rule', () => {
  afterEach(closeAll);

  it('is shown next to the rule, and follows edits', async () => {
    const editor = await open('rules/container_tool.toml');
    await extension();
    await vscode.commands.executeCommand('rulewright.showPayload', editor.document.uri);
    const page = await eventually('the payload', () =>
      vscode.workspace.textDocuments.find(({ uri }) => uri.scheme === 'rulewright-payload'),
    );
    assert.equal(page.languageId, 'json');
    const nameIn = (): unknown => JSON.parse(page.getText()).name;
    const before = nameIn();
    assert.equal(typeof before, 'string');
    const at = positionOf(editor.document, `name = "${String(before)}"`, 'name = "'.length);
    await editor.edit((edit) => edit.insert(at, 'Very '));
    await eventually('the change', () => nameIn() === `Very ${String(before)}`);
  });
});
