import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { closeAll, fileUri } from './helpers.js';

describe('a rule of an export of Kibana', () => {
  const line = JSON.stringify({
    rule_id: '33333333-3333-4333-8333-333333333333',
    name: 'Pasted from Kibana',
    description: 'Looks for it.',
    type: 'query',
    language: 'kuery',
    query: 'process.name : "cat"',
    index: ['logs-*'],
    severity: 'low',
    risk_score: 21,
    revision: 4,
  });
  afterEach(closeAll);

  it('becomes a file in the folder that it is pasted into', async () => {
    await vscode.env.clipboard.writeText(line);
    await vscode.commands.executeCommand('rulewright.pasteRule', fileUri('rules'));
    const shown = vscode.window.activeTextEditor?.document;
    assert.equal(shown?.uri.toString(), fileUri('rules/pasted_from_kibana.toml').toString());
    assert.match(shown.getText(), /^process\.name : "cat"'''$/m);
    assert.doesNotMatch(shown.getText(), /revision/);
    await vscode.workspace.fs.delete(shown.uri);
  });
});
