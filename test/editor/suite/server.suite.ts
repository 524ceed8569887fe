import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { afterEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { closeAll, eventually, extension, fileUri, open, pause, positionOf, rangeOf } from './helpers.js';
import { serverProcesses } from './server-processes.js';

const ours = (uri: vscode.Uri): vscode.Diagnostic[] =>
  vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'rulewright');

describe('the language server', () => {
  afterEach(closeAll);

  // This test comes first, since no rule may have been opened before.
  it('is not started for another TOML file, which gets nothing', async () => {
    const { document } = await open('Cargo.toml');
    assert.equal(document.languageId, 'toml');
    const { server } = await extension();
    await pause(1000);
    assert.equal(server.isRunning(), false);
    assert.deepEqual(serverProcesses() ?? [], []);
    assert.deepEqual(ours(document.uri), []);
  });

  it('starts for a rule and reports a problem at its exact range', async () => {
    const { document } = await open('rules/misspelt.toml');
    const found = await eventually('a diagnostic', () =>
      ours(document.uri).find(({ message }) => message.includes('contaner')),
    );
    assert.deepEqual(found.range, rangeOf(document, '"contaner"'));
    assert.equal(found.severity, vscode.DiagnosticSeverity.Warning);
    const processes = serverProcesses();
    if (processes) {
      assert.equal(processes.length, 1);
      // The option that saves memory reaches the process.
      assert.match(readFileSync(`/proc/${processes[0]}/cmdline`, 'utf8'), /--v8-pool-size=1/);
    }
  });

  it('does nothing in another TOML file while it runs', async () => {
    const { document } = await open('Cargo.toml');
    await pause(500);
    assert.deepEqual(ours(document.uri), []);
  });

  it('follows typing', async () => {
    const editor = await open('rules/misspelt.toml');
    const { document } = editor;
    await eventually('a diagnostic', () => ours(document.uri)[0]);
    await editor.edit((edit) => edit.insert(positionOf(document, 'contaner', 'conta'.length), 'i'));
    await eventually(
      'the end of the diagnostic',
      () => !ours(document.uri).some(({ message }) => message.includes('contaner')),
    );
  });

  it('offers the fix as a code action', async () => {
    const { document } = await open('rules/misspelt.toml');
    await eventually('a diagnostic', () => ours(document.uri)[0]);
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      rangeOf(document, '"contaner"'),
    );
    const fix = actions.find(({ edit }) => edit);
    assert(fix?.edit, 'a code action with an edit');
    await vscode.workspace.applyEdit(fix.edit);
    assert(document.getText().includes('entry_meta.type == "container"'));
  });

  it('treats a file as a rule when the user says so', async () => {
    const document = await vscode.workspace.openTextDocument({
      language: 'toml',
      content: 'query = \'x == "contaner"\'\n',
    });
    await vscode.window.showTextDocument(document);
    await pause(500);
    assert.deepEqual(ours(document.uri), []);
    await vscode.commands.executeCommand('rulewright.treatAsRule');
    await eventually('a diagnostic', () => ours(document.uri)[0]);
  });

  it('comes back after a crash', async () => {
    const { document } = await open('rules/misspelt.toml');
    const { server } = await extension();
    const { processId } = await server.request('rulewright/status', null);
    process.kill(processId, 'SIGKILL');
    const again = await eventually('another process', async () => {
      const status = await server.request('rulewright/status', null).catch(() => undefined);
      return status && status.processId !== processId ? status : undefined;
    });
    assert.equal(again.openRules >= 1, true);
    await eventually('a diagnostic', () => ours(document.uri)[0]);
  });
});

describe('Problems', () => {
  const typo = 'rules/not_open.toml';
  const write = (text: string) =>
    vscode.workspace.fs.writeFile(fileUri(typo), new TextEncoder().encode(text));
  afterEach(async () => {
    await closeAll();
    await vscode.workspace.fs.delete(fileUri(typo)).then(undefined, () => {});
  });

  it('list a typo in a rule that is not open, until it is fixed', async () => {
    const { document } = await open('rules/container_tool.toml');
    await extension();
    const copy = document
      .getText()
      .replace(/^rule_id = .*/m, 'rule_id = "5f3f6c4e-1a52-4f0a-9a55-3d1b6a0c7e21"')
      .replace(/^name = .*/m, 'name = "Not Open"');
    await write(copy.replace(/^ *process\.name in/m, '  proces.name in'));
    const codes = () => ours(fileUri(typo)).map(({ code }) => (typeof code === 'object' ? code.value : code));
    await eventually('a finding', () => codes().includes('field-unknown'));
    await write(copy);
    await eventually('none', () => !codes().includes('field-unknown'));
  });
});
