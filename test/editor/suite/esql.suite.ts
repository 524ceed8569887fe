import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import type { Explanation } from '../../../server/src/lsp/messages.js';
import { closeAll, eventually, extension, fileUri, open, positionOf, rangeOf } from './helpers.js';

const rule = 'rules/many_hosts.toml';
const events = 'samples/sign_ins.ndjson';

describe('an ES|QL rule', () => {
  afterEach(closeAll);

  it('completes the columns that there are behind STATS, and explains one', async () => {
    const { document } = await open(rule);
    await extension();
    const at = positionOf(document, 'Esql.hosts >=', 'Esql.'.length);
    const list = await eventually('columns', async () => {
      const found = await vscode.commands.executeCommand<vscode.CompletionList>(
        'vscode.executeCompletionItemProvider',
        document.uri,
        at,
      );
      return found.items.length > 0 ? found : undefined;
    });
    const labels = list.items.map(({ label }) => (typeof label === 'string' ? label : label.label));
    assert.deepEqual(labels.slice(0, 3).sort(), ['Esql.account', 'Esql.addresses', 'Esql.hosts']);
    const [hover] = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      at,
    );
    const text = hover!.contents.map((content) => (content as vscode.MarkdownString).value).join('\n');
    assert.match(text, /`long`[\s\S]*Created by STATS on line 23/);
  });

  it('renames a column everywhere in the query', async () => {
    const { document } = await open(rule);
    await extension();
    const edit = await vscode.commands.executeCommand<vscode.WorkspaceEdit>(
      'vscode.executeDocumentRenameProvider',
      document.uri,
      positionOf(document, 'Esql.account', 6),
      'Esql.user',
    );
    assert.equal(edit.get(document.uri).length, 2);
  });

  it('reports a list that is compared with one value', async () => {
    const editor = await open(rule);
    const { document } = editor;
    await extension();
    const end = positionOf(document, '>= 2', '>= 2'.length);
    await editor.edit((edit) => edit.insert(end, ' and Esql.addresses == "192.0.2.7"'));
    await eventually('a finding', () =>
      vscode.languages
        .getDiagnostics(document.uri)
        .some(({ code }) => (typeof code === 'object' ? code.value : code) === 'esql-multivalue'),
    );
    await vscode.commands.executeCommand('undo');
  });

  it('explains an event in its group, with the rows of each command, and follows the cursor', async () => {
    const editor = await open(rule);
    const { document } = editor;
    const { explainer, rows } = await extension();
    const target = {
      rule: document.uri.toString(),
      event: { uri: fileUri(events).toString(), index: 4 },
    };
    await vscode.commands.executeCommand('rulewright.explainEvent', target);
    const bob = await eventually<Explanation>('an explanation', () => explainer.shown());
    assert.equal(bob.matched, false);
    assert.deepEqual(
      bob.pipeline?.map(({ rowsOut }) => rowsOut),
      [6, 4, 4, 2, 1, 1],
    );
    assert.deepEqual(
      bob.clauses.filter(({ result }) => result === 'not-matched').map(({ note }) => note),
      ['Esql.hosts is 1'],
    );
    editor.selection = new vscode.Selection(
      positionOf(document, 'stats Esql'),
      positionOf(document, 'stats Esql'),
    );
    await vscode.commands.executeCommand('rulewright.showRows');
    const groups = await eventually('rows', () => rows.shown()?.rows);
    assert.match(groups.title, /^STATS in line 23$/);
    assert.equal(groups.total, 2);
    editor.selection = new vscode.Selection(
      positionOf(document, 'where event'),
      positionOf(document, 'where event'),
    );
    const before = await eventually('the rows before', () =>
      rows.shown()?.rows.title.startsWith('WHERE') ? rows.shown() : undefined,
    );
    assert.equal(before.rows.total, 4);
    assert.match(before.html, /<strong>4 rows<\/strong>/);
    await editor.edit((edit) => edit.replace(rangeOf(document, '"success"'), '"failure"'));
    await eventually('the rows of what was typed', () => rows.shown()?.rows.total === 1);
    await vscode.commands.executeCommand('undo');
    await vscode.commands.executeCommand('rulewright.clearExplanation');
  });
});
