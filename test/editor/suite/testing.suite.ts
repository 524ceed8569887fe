import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import type { FinishedTest } from '../../../client/src/tests/test-explorer.js';
import { closeAll, eventually, extension, fileUri, open, positionOf, rangeOf } from './helpers.js';

const rule = 'rules/container_tool.toml';
const tests = 'rules/container_tool.tests.yaml';
const failing = 'a shell in a container is expected to alert, wrongly';

/** Starts a run of tests with `begin` and returns its results. */
async function finishedRun(begin: () => unknown): Promise<readonly FinishedTest[]> {
  const { tests: explorer } = await extension();
  const finished = new Promise<readonly FinishedTest[]>((resolve) => {
    const listener = explorer.onDidFinishRun((results) => {
      listener.dispose();
      resolve(results);
    });
  });
  await begin();
  return finished;
}

const statuses = (results: readonly FinishedTest[]) => results.map(({ name, status }) => [name, status]);

async function lensTitles(document: vscode.TextDocument): Promise<readonly (string | undefined)[]> {
  const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
    'vscode.executeCodeLensProvider',
    document.uri,
  );
  return lenses.map(({ command }) => command?.title);
}

describe('tests of a rule', () => {
  afterEach(closeAll);

  it('stand in the Test Explorer below their file and their rule', async () => {
    const { tests: explorer } = await extension();
    const tree = await explorer.tree();
    assert.deepEqual(tree['Container Tool Started in a Container'], {
      'container_tool.tests.yaml': { 'kubectl in a container': {}, [failing]: {} },
    });
  });

  it('run from the command and report a passing and a failing case', async () => {
    const { document } = await open(rule);
    const results = await finishedRun(() => vscode.commands.executeCommand('rulewright.runTests'));
    assert.deepEqual(statuses(results), [
      ['kubectl in a container', 'passed'],
      [failing, 'failed'],
    ]);
    const failure = results[1];
    assert.match(failure?.message ?? '', /process\.name/);
    assert.match(failure?.message ?? '', /bash/);
    assert.equal(failure?.location?.uri, document.uri.toString());
    const clause = rangeOf(document, 'process.name in ("docker", "kubectl", "runc")');
    assert.deepEqual(
      failure?.location?.range,
      JSON.parse(JSON.stringify({ start: clause.start, end: clause.end })),
    );
    assert.equal(failure?.difference?.expected, 'alert');
    assert.equal(failure.difference.actual, 'no alert');
  });

  it('show their verdict above the query, and that it is outdated once the rule is edited', async () => {
    const editor = await open(rule);
    await finishedRun(() => vscode.commands.executeCommand('rulewright.runTests'));
    const verdict = () => eventually('the lenses', async () => (await lensTitles(editor.document))[0]);
    assert.equal(await verdict(), '✗ 1 of 2 failed');
    await editor.edit((edit) => edit.replace(rangeOf(editor.document, '"docker"'), '"bash"'));
    assert.equal(await verdict(), '✗ 1 of 2 failed, edited since');
    await finishedRun(() => vscode.commands.executeCommand('rulewright.runTests'));
    assert.equal(await verdict(), '✓ 2 passed');
  });

  it('run again when the rule is saved, those of that rule alone', async () => {
    const editor = await open(rule);
    const { tests: explorer } = await extension();
    const source = new vscode.CancellationTokenSource();
    await explorer.runOnSave(source.token);
    const change = async (from: string, to: string) => {
      await editor.edit((edit) => edit.replace(rangeOf(editor.document, from), to));
      return finishedRun(() => editor.document.save());
    };
    assert.deepEqual(statuses(await change('"docker"', '"bash"')), [
      ['kubectl in a container', 'passed'],
      [failing, 'passed'],
    ]);
    assert.deepEqual(statuses(await change('"bash"', '"docker"')), [
      ['kubectl in a container', 'passed'],
      [failing, 'failed'],
    ]);
    source.cancel();
  });

  it('take over what the rule raises', async () => {
    const { document } = await open(tests);
    await vscode.commands.executeCommand('rulewright.acceptActual', { id: `${fileUri(tests)}#1` });
    assert.match(document.getText(), /wrongly\n +events:\n.*\n +expect: no alert\n$/);
    assert.equal(document.isDirty, true);
    await vscode.commands.executeCommand('rulewright.acceptActual', { id: `${fileUri(tests)}#0` });
    assert.match(document.getText(), /container \}\n +expect: alert\n/);
  });

  it('offer the same as a code action on the failed case', async () => {
    const { document } = await open(tests);
    await finishedRun(() => vscode.commands.executeCommand('rulewright.runTests'));
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      rangeOf(document, failing),
    );
    assert.deepEqual(
      actions.map(({ title }) => title),
      ['Accept actual result: no alert'],
    );
  });

  it('have their mistakes marked in the test file', async () => {
    const editor = await open(tests);
    const { document } = editor;
    await editor.edit((edit) => edit.replace(rangeOf(document, 'expect: alert'), 'expect: alrt'));
    const found = await eventually('a diagnostic', () =>
      vscode.languages.getDiagnostics(document.uri).find(({ source }) => source === 'rulewright'),
    );
    assert.equal(found.range.start.line, positionOf(document, 'alrt').line);
  });
});
