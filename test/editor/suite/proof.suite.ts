import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { closeAll, eventually, extension, fileUri, open, rangeOf } from './helpers.js';

const rule = 'rules/container_tool.toml';
const tests = 'rules/container_tool.tests.yaml';
const condition = 'process.entry_leader.entry_meta.type == "container"';
const unnoticed = `Add a test that notices a rule that ignores the condition: ${condition}`;

async function lensTitles(document: vscode.TextDocument): Promise<readonly (string | undefined)[]> {
  const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
    'vscode.executeCodeLensProvider',
    document.uri,
  );
  return lenses.map(({ command }) => command?.title);
}

async function actionsAt(document: vscode.TextDocument): Promise<vscode.CodeAction[]> {
  return vscode.commands.executeCommand(
    'vscode.executeCodeActionProvider',
    document.uri,
    rangeOf(document, condition),
    'refactor.rewrite.tests',
  );
}

describe('the proof of a rule', () => {
  afterEach(closeAll);

  it('shows its score above the query, and marks the conditions that no test proves', async () => {
    const { document } = await open(rule);
    const { proofs } = await extension();
    await vscode.commands.executeCommand('rulewright.prove');
    const places = proofs.of(document.uri)?.places ?? [];
    assert(places.some((place) => place.unnoticed.length > 0));
    const titles = await eventually('the score', async () => {
      const all = await lensTitles(document);
      return all.some((title) => /^proved \d+\/\d+$/.test(title ?? '')) ? all : undefined;
    });
    assert.equal(titles.includes('Prove'), false);
  });

  it('is forgotten with an edit of the rule, and made again when it is saved', async () => {
    const editor = await open(rule);
    const { document } = editor;
    const { proofs } = await extension();
    await vscode.commands.executeCommand('rulewright.prove');
    await editor.edit((edit) => edit.insert(document.positionAt(0), '# a comment\n'));
    assert.equal(proofs.of(document.uri), undefined);
    await document.save();
    await eventually('the proof', () => proofs.of(document.uri));
    await vscode.commands.executeCommand('undo');
    await document.save();
  });

  it('offers the test that is missing, and adds it', async () => {
    const { document } = await open(rule);
    await vscode.commands.executeCommand('rulewright.prove');
    const actions = await actionsAt(document);
    assert.deepEqual(
      actions.map(({ title }) => title).filter((title) => !title.startsWith('Add a test that notices')),
      ['Add a matching event to the tests', 'Add a near miss for this condition'],
    );
    const action = actions.find(({ title }) => title === unnoticed);
    assert(action?.command, 'the action is offered');
    await vscode.commands.executeCommand(action.command.command, ...(action.command.arguments ?? []));
    const shown = vscode.window.activeTextEditor?.document;
    assert.equal(shown?.uri.toString(), fileUri(tests).toString());
    assert.match(shown.getText(), /- name: .*entry_meta\.type == "container"/);
    assert.equal(shown.isDirty, true);
  });

  it('is the coverage of the tests of the rule', async () => {
    const { document } = await open(rule);
    const { proofs } = await extension();
    const proved = new Promise<vscode.Uri>((resolve) => {
      const listener = proofs.onDidProve((uri) => {
        listener.dispose();
        resolve(uri);
      });
    });
    await vscode.commands.executeCommand('rulewright.runTests');
    await vscode.commands.executeCommand('testing.coverageAll');
    await proved;
    await eventually('the proof', () => proofs.of(document.uri));
  });
});
