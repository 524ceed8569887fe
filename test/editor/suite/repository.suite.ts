import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { closeAll, eventually, extension, open } from './helpers.js';

const rule = 'rules/container_tool.toml';

describe('all rules of the workspace', () => {
  afterEach(closeAll);

  it('stand in a tree below their tactics and techniques, with how well each is proved', async () => {
    await open(rule);
    const { coverage } = await extension();
    await coverage.refresh();
    const lines = coverage.lines();
    assert.match(lines[0]!, /^Execution \(\d+ rules?/);
    assert(
      lines.some((line) =>
        /^ {4}Container Tool Started in a Container \((?:tests pass|proved.*|tests fail)\)$/.test(line),
      ),
      lines.join('\n'),
    );
    await vscode.commands.executeCommand('rulewright.proveAllRules');
    assert.match(coverage.lines().join('\n'), /Container Tool Started in a Container \((?:proved|tests)/);
    await vscode.commands.executeCommand('rulewright.coverage.focus');
  });

  it('run on files of events as a matrix, whose cells show alerts that are explained', async () => {
    await open(rule);
    const { matrix, alerts } = await extension();
    await vscode.commands.executeCommand('rulewright.backtest', { kind: 'fixtures' });
    const shown = matrix.shown();
    assert(shown);
    assert.match(shown.html, /processes\.ndjson/);
    const row = shown.matrix.rules.findIndex(({ name }) => name === 'Container Tool Started in a Container');
    const column = shown.matrix.rules[row]!.alerts.findIndex((count) => count > 0);
    assert(row >= 0 && column >= 0);
    await matrix.press(row, column);
    const run = await eventually('the alerts of the cell', () => {
      const now = alerts.shown();
      return now?.source === shown.matrix.files[column]!.shown ? now : undefined;
    });
    assert.equal(run.run.alerts.length, shown.matrix.rules[row]!.alerts[column]);
    await matrix.press(row);
    assert.match(vscode.window.activeTextEditor?.document.uri.path ?? '', /container_tool\.toml$/);
  });
});
