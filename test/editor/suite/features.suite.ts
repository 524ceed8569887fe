import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import type { EventRun } from '../../../server/src/lsp/messages.js';
import { closeAll, eventually, extension, fileUri, open, positionOf, rangeOf } from './helpers.js';

const rule = 'rules/container_tool.toml';

/** Returns the completion items at a position by their labels. */
async function itemsAt(
  document: vscode.TextDocument,
  position: vscode.Position,
): Promise<ReadonlyMap<string, vscode.CompletionItem>> {
  const list = await vscode.commands.executeCommand<vscode.CompletionList>(
    'vscode.executeCompletionItemProvider',
    document.uri,
    position,
  );
  return new Map(
    list.items.map((item) => [typeof item.label === 'string' ? item.label : item.label.label, item]),
  );
}

/** Types into the query of the sample rule and returns the completions. */
async function completionsAfter(typed: string): Promise<ReadonlyMap<string, vscode.CompletionItem>> {
  const editor = await open(rule);
  const { document } = editor;
  const end = positionOf(document, '"runc")', '"runc")'.length);
  await editor.edit((edit) => edit.insert(end, typed));
  return itemsAt(document, document.positionAt(document.offsetAt(end) + typed.length));
}

describe('while a rule is written', () => {
  afterEach(closeAll);

  // The goal is 10 ms. A shared machine can take longer, so the figure is logged and only ten times the goal
  // fails.
  it('activation is quick', async function () {
    const { activationTime } = await extension();
    if (this.test) this.test.title += `: ${activationTime.toFixed(1)} ms`;
    assert(activationTime < 100, `it took ${activationTime.toFixed(1)} ms`);
  });

  it('fields are completed, with their type', async () => {
    const items = await completionsAfter(' and process.entry_leader.entry_m');
    const item = items.get('process.entry_leader.entry_meta.type');
    // The editor also offers words of the document, but as text and without a type.
    assert.equal(item?.kind, vscode.CompletionItemKind.Field, [...items.keys()].slice(0, 10).join(', '));
    assert.equal(item.detail, 'keyword');
  });

  it('values of a field are completed with their meaning', async () => {
    const items = await completionsAfter(' and process.entry_leader.entry_meta.type == "');
    for (const value of ['container', 'sshd']) {
      assert.equal(items.get(value)?.kind, vscode.CompletionItemKind.EnumMember, value);
    }
    const { documentation } = items.get('sshd')!;
    assert.match((documentation as vscode.MarkdownString).value, /SSH/);
    assert.equal(items.get('container')?.detail, 'used by integrations');
  });

  it('a field explains itself', async () => {
    const { document } = await open(rule);
    const hovers = await eventually('a hover', async () => {
      const found = await vscode.commands.executeCommand<vscode.Hover[]>(
        'vscode.executeHoverProvider',
        document.uri,
        positionOf(document, 'entry_meta.type', 3),
      );
      return found.length > 0 ? found : undefined;
    });
    const text = hovers.flatMap(({ contents }) =>
      contents.map((part) => (part as vscode.MarkdownString).value),
    );
    assert.match(text.join('\n'), /process\.entry_leader\.entry_meta\.type/);
    assert.match(text.join('\n'), /keyword/);
  });

  it('the outline shows tables and guide headings', async () => {
    const { document } = await open(rule);
    const outline = await eventually('an outline', async () => {
      const found = await vscode.commands.executeCommand<vscode.DocumentSymbol[] | undefined>(
        'vscode.executeDocumentSymbolProvider',
        document.uri,
      );
      return found?.length ? found : undefined;
    });
    assert.deepEqual(
      outline.map(({ name }) => name),
      ['metadata', 'rule', 'Execution', 'transform.osquery', 'transform.investigate'],
    );
  });

  it('lenses above the query run it', async () => {
    const { document } = await open(rule);
    const lenses = await eventually('the lenses', async () => {
      const found = await vscode.commands.executeCommand<vscode.CodeLens[]>(
        'vscode.executeCodeLensProvider',
        document.uri,
      );
      return found.length > 0 ? found : undefined;
    });
    assert.deepEqual(
      lenses.map(({ command }) => command?.title),
      ['Prove', 'Run 2 tests', 'Explain with event…', 'Preview guide'],
    );
    for (const { range } of lenses) assert.equal(range.start.line, positionOf(document, 'query = ').line);
  });
});

describe('sample events', () => {
  afterEach(closeAll);

  const run = async (): Promise<EventRun> => {
    const result = await vscode.commands.executeCommand<EventRun>('rulewright.runOnFixtures', fileUri(rule));
    assert.equal(result.error, undefined);
    return result;
  };
  const lines = ({ alerts }: EventRun): (number | undefined)[] =>
    alerts.map(({ events }) => events[0]?.range.start.line);

  it('show what a rule matches, with the line of each event', async () => {
    await open(rule);
    const result = await run();
    assert.deepEqual(lines(result), [0, 2]);
    assert.equal(result.events, 16);
    assert.equal(result.alerts[0]?.events[0]?.uri, fileUri('fixtures/processes.ndjson').toString());
  });

  it('are matched by the text in the editor, saved or not', async () => {
    const editor = await open(rule);
    await editor.edit((edit) => edit.replace(rangeOf(editor.document, '"docker"'), '"bash"'));
    assert.deepEqual(lines(await run()), [0, 1, 2]);
  });

  it('explain themselves in the query', async () => {
    const { document } = await open(rule);
    const result = await run();
    const { server } = await extension();
    const event = result.alerts[0]?.events[0];
    assert(event);
    const explanation = await server.request('rulewright/explain', { uri: document.uri.toString(), event });
    assert.equal(explanation.matched, true);
    assert(explanation.clauses.length >= 5, `${explanation.clauses.length} clauses`);
  });

  it('show near misses with the conditions that fail', async () => {
    await open(rule);
    const { nearest } = await run();
    const [first] = nearest;
    assert.equal(first?.failing, 1);
    assert.equal(first.event.range.start.line, 1);
    assert.match(first.reason, /process\.name in .*, but process\.name is "bash"/);
    assert(nearest.length <= 5, `${nearest.length} events`);
  });
});

describe('a sequence', () => {
  const sequenceRule = 'rules/guessed_password.toml';
  afterEach(closeAll);

  const show = async (target: unknown, isWanted: (html: string) => boolean) => {
    const { sequence } = await extension();
    await vscode.commands.executeCommand('rulewright.showSequence', target);
    return eventually('the picture', () => {
      const shown = sequence.shown();
      return shown && isWanted(shown.html) ? shown : undefined;
    });
  };

  it('is shown in lanes, one for each key, and follows typing', async () => {
    const { document } = await open(sequenceRule);
    const { sequence } = await extension();
    const { picture, html } = await show(document.uri, (text) => text.includes('bob'));
    assert.equal(picture.error, undefined);
    assert.deepEqual(
      picture.lanes.map(({ key, complete }) => [key, complete]),
      [
        ['alice, 192.0.2.5', true],
        ['bob, 192.0.2.9', false],
        ['carol, 192.0.2.31', false],
        ['dave, 198.51.100.7', false],
        ['dave, 203.0.113.80', false],
      ],
    );
    assert.match(
      html,
      /event 12 of logins\.ndjson matches step 3, but came 48s after the maxspan of 2m had ended/,
    );
    assert.match(html, /maxspan ends 2026-01-12 09:02:12Z/);
    const edit = new vscode.WorkspaceEdit();
    edit.replace(document.uri, rangeOf(document, 'maxspan=2m'), 'maxspan=5m');
    await vscode.workspace.applyEdit(edit);
    const next = await eventually('the new picture', () => {
      const shown = sequence.shown();
      return shown?.picture.maxspan === '5m' ? shown : undefined;
    });
    assert.equal(next.picture.lanes.filter(({ complete }) => complete).length, 2);
  });

  it('opens an event in its file', async () => {
    const { document } = await open(sequenceRule);
    const { sequence } = await extension();
    const { picture } = await show(document.uri, (text) => text.includes('bob'));
    const lane = picture.lanes.findIndex(({ key }) => key.startsWith('bob'));
    await sequence.open(lane, picture.lanes[lane]!.events.length - 1);
    const editor = vscode.window.activeTextEditor;
    assert.equal(editor?.document.uri.toString(), fileUri('fixtures/logins.ndjson').toString());
    assert.equal(editor.selection.active.line, 12);
  });

  it('of a failed test is shown from the test', async () => {
    await open(sequenceRule);
    const item = { id: `${fileUri('rules/guessed_password.tests.yaml')}#1` };
    const { picture } = await show({ test: item }, (text) => text.includes('test: the login'));
    assert.deepEqual(
      picture.lanes.map(({ key, reason }) => [key, reason]),
      [['alice, 192.0.2.5', 'event 2 matches step 3, but came 1m after the maxspan of 2m had ended']],
    );
  });

  it('is offered above the query', async () => {
    const { document } = await open(sequenceRule);
    const titles = await eventually('the lenses', async () => {
      const found = await vscode.commands.executeCommand<vscode.CodeLens[]>(
        'vscode.executeCodeLensProvider',
        document.uri,
      );
      return found.length > 0 ? found.map(({ command }) => command?.title) : undefined;
    });
    assert.deepEqual(titles, [
      'Prove',
      'Run 2 tests',
      'Explain with event…',
      'Preview guide',
      'Show sequence',
    ]);
  });
});
