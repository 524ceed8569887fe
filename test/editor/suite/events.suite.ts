import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import type { EventRun, EventSource, Explanation } from '../../../server/src/lsp/messages.js';
import { closeAll, eventually, extension, fileUri, open, positionOf, rangeOf } from './helpers.js';

const rule = 'rules/container_tool.toml';
const processes = 'fixtures/processes.ndjson';

const run = (source: EventSource): Thenable<EventRun> =>
  vscode.commands.executeCommand('rulewright.runOnEvents', fileUri(rule), source);

describe('a rule on events', () => {
  afterEach(closeAll);

  it('shows alerts with the decisive values, and near misses', async () => {
    await open(rule);
    const { alerts } = await extension();
    const result = await run({ kind: 'files', uris: [fileUri(processes).toString()] });
    assert.equal(result.alerts.length, 2);
    const html = alerts.html();
    assert.match(html, /<strong>2 alerts<\/strong> on \d+ events in 1 file/);
    assert.match(html, /<span class="field">process\.name<\/span> <code>kubectl<\/code>/);
    assert.match(
      html,
      /<caption>Near misses<\/caption>.*1 condition fails:.*process\.name is &quot;bash&quot;/s,
    );
  });

  it('opens the event of a row in its file', async () => {
    await open(rule);
    const { alerts } = await extension();
    await run({ kind: 'fixtures' });
    await alerts.press('open', 'a-1-0');
    const editor = vscode.window.activeTextEditor;
    assert.equal(editor?.document.uri.toString(), fileUri(processes).toString());
    assert.equal(editor.selection.active.line, 2);
  });

  it('reads events from an unsaved editor, and runs again while typing', async () => {
    await open(rule);
    const { alerts } = await extension();
    const event = (name: string) =>
      `{"event": {"category": "process", "type": "start", "action": "exec"}, "host": {"os": {"type": "linux"}}, "process": {"name": "${name}", "entry_leader": {"entry_meta": {"type": "container"}}}}`;
    const document = await vscode.workspace.openTextDocument({
      language: 'json',
      content: `[${event('bash')}]`,
    });
    const editor = await vscode.window.showTextDocument(document);
    const first = await run({ kind: 'text', uri: document.uri.toString(), text: document.getText() });
    assert.equal(first.alerts.length, 0);
    await editor.edit((edit) => edit.replace(rangeOf(document, '"bash"'), '"runc"'));
    const second = await vscode.commands.executeCommand<EventRun>('rulewright.runAgain');
    assert.equal(second.alerts.length, 1);
    await alerts.press('explain', 'a-0-0');
    const { explainer } = await extension();
    assert.equal((await eventually('an explanation', () => explainer.shown())).matched, true);
    await vscode.commands.executeCommand('rulewright.clearExplanation');
  });

  it('makes a test file of an event, and adds another one to it', async () => {
    await open('rules/misspelt.toml');
    const tests = fileUri('rules/misspelt.tests.yaml');
    const event = { uri: fileUri(processes).toString(), index: 0 };
    const target = { rule: fileUri('rules/misspelt.toml').toString(), events: [event] };
    await vscode.commands.executeCommand('rulewright.addCase', target);
    const made = vscode.window.activeTextEditor?.document;
    assert.equal(made?.uri.toString(), tests.toString());
    assert.match(made.getText(), /^tests:\n {2}- name: exec process kubectl \(host web-1\)\n/);
    assert.match(made.getText(), /\n {4}expect: no alert\n$/);
    await vscode.commands.executeCommand('rulewright.addCase', {
      ...target,
      events: [{ ...event, index: 1 }],
    });
    assert.equal(made.getText().match(/- name: /g)?.length, 2);
    await made.save();
    const { tests: explorer } = await extension();
    await eventually('the tests in the explorer', async () => {
      const labels = Object.values(await explorer.tree()).flatMap((files) => Object.keys(files));
      return labels.includes('misspelt.tests.yaml') ? true : undefined;
    });
    await closeAll();
    await vscode.workspace.fs.delete(tests);
  });
});

describe('an explanation in place', () => {
  afterEach(closeAll);

  const results = ({ clauses }: Explanation) => clauses.map(({ result, seen }) => `${result} ${seen}`);

  it('marks each clause with its result, follows typing, and ends on command', async () => {
    const editor = await open(rule);
    const { document } = editor;
    const { explainer } = await extension();
    const event = { uri: fileUri(processes).toString(), index: 1 };
    await vscode.commands.executeCommand('rulewright.explainEvent', { rule: document.uri.toString(), event });
    const first = await eventually('an explanation', () => explainer.shown());
    assert.equal(first.matched, false);
    assert.deepEqual(results(first), [
      'matched ',
      'matched ',
      'matched ',
      'matched ',
      'matched ',
      'not-matched "bash"',
    ]);
    await editor.edit((edit) => edit.replace(rangeOf(document, '"docker"'), '"bash"'));
    await eventually('the new verdict', () => (explainer.shown()?.matched ? true : undefined));
    // A half-typed query explains nothing; the next complete one does again.
    await editor.edit((edit) => edit.insert(positionOf(document, '"runc")', '"runc")'.length), ' and '));
    await eventually('the error', () => explainer.shown()?.error);
    await editor.edit((edit) => edit.replace(rangeOf(document, '"runc") and '), '"runc")'));
    await eventually('the verdict again', () => (explainer.shown()?.matched ? true : undefined));
    await vscode.commands.executeCommand('rulewright.clearExplanation');
    assert.equal(explainer.shown(), undefined);
  });

  it('follows the event of a test that is edited', async () => {
    await open(rule);
    const tests = await open('rules/container_tool.tests.yaml');
    const { explainer } = await extension();
    const event = { uri: tests.document.uri.toString(), case: 1, index: 0 };
    await vscode.commands.executeCommand('rulewright.explainEvent', {
      rule: fileUri(rule).toString(),
      event,
    });
    assert.equal((await eventually('an explanation', () => explainer.shown())).matched, false);
    const edit = new vscode.WorkspaceEdit();
    edit.replace(tests.document.uri, rangeOf(tests.document, 'bash'), 'kubectl');
    await vscode.workspace.applyEdit(edit);
    await eventually('the new verdict', () => (explainer.shown()?.matched ? true : undefined));
    await vscode.commands.executeCommand('rulewright.clearExplanation');
    await open('rules/container_tool.tests.yaml');
  });
});
