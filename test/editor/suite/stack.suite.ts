import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { closeAll, eventually, extension, fileUri, open } from './helpers.js';

const rule = 'rules/container_tool.toml';

describe('a stack', () => {
  afterEach(closeAll);

  it('runs a rule, and shows the events that it finds in the view of alerts', async () => {
    const { document } = await open(rule);
    const { alerts } = await extension();
    await vscode.commands.executeCommand('rulewright.runOnStack', document.uri, 3_600_000);
    const shown = await eventually('the run', () => {
      const run = alerts.shown();
      return run?.source === 'environment (1 alert)' ? run : undefined;
    });
    assert.equal(shown.run.alerts.length, 1);
    assert.match(alerts.html(), /kubectl/);
  });

  it('says how many rules differ from Kibana, and shows one side by side', async () => {
    await open(rule);
    const { differences } = await extension();
    await vscode.commands.executeCommand('rulewright.compareWithKibana');
    const item = await eventually('the status item', () => differences.shown());
    assert.match(item.tooltip, /1 changed here and in Kibana/);
    const different = differences.states().filter(({ status }) => status !== 'same');
    assert.equal(item.text, `$(cloud) ${different.length} rules differ from environment`);
    // Rules that other suites create exist only in the workspace.
    const found = new Map(different.map(({ name, status }) => [name, status]));
    assert.equal(found.get('Container Tool Started in a Container'), 'conflict');
    assert.equal(found.get('Account on Many Hosts'), 'only-here');
    assert.equal(found.get('Made in Kibana'), 'only-in-kibana');
    assert.equal(found.has('Password Guessed'), false);
    await vscode.commands.executeCommand('rulewright.diffWithKibana', fileUri(rule));
    const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
    assert(input instanceof vscode.TabInputTextDiff);
    const there = await vscode.workspace.openTextDocument(input.original);
    assert.match(there.getText(), /severity = "critical"/);
    assert.equal(input.modified.toString(), fileUri(rule).toString());
  });
});
