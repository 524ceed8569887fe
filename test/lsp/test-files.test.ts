import { afterEach, beforeEach, expect, it } from 'vitest';
import type { LanguageClient } from '../helpers/language-client.js';
import { readMarkers } from '../helpers/markers.js';
import { createWorkspace, type TestWorkspace } from '../helpers/workspace.js';
import { openRule, pull, pulling, startSession } from './session.js';

const rule = `[rule]
name = "Listener"
type = "eql"
language = "eql"
query = 'process where process.name in ("nc", "socat") and vendor.kind == "x"'
`;

let workspace: TestWorkspace;
let client: LanguageClient;
let uri: string;

beforeEach(async () => {
  workspace = createWorkspace({ 'rules/listener.toml': rule });
  uri = workspace.uri('rules/listener.tests.yaml');
  client = await startSession(pulling, { workspaceFolders: [{ uri: workspace.uri(), name: 'test' }] });
});
afterEach(() => {
  client.kill();
  workspace.remove();
});

interface Item {
  readonly label: string;
  readonly sortText?: string;
  readonly detail?: string;
  readonly documentation?: { readonly value: string };
}

/** Opens a test file and returns the position of its `$0`. */
function openAt(written: string): { line: number; character: number } {
  const { text, cursor } = readMarkers(written);
  openRule(client, uri, text, 'yaml');
  const before = text.slice(0, cursor).split('\n');
  return { line: before.length - 1, character: before.at(-1)!.length };
}

async function itemsAt(written: string): Promise<Item[]> {
  const position = openAt(written);
  const { items } = await client.request<{ items: Item[] }>('textDocument/completion', {
    textDocument: { uri },
    position,
  });
  const order = ({ sortText, label }: Item) => sortText ?? label;
  return [...items].sort((a, b) => (order(a) < order(b) ? -1 : 1));
}

it('completes keys of a case with their meaning', async () => {
  const items = await itemsAt('tests:\n  - name: a\n    $0');
  expect(items.map(({ label }) => label).slice(0, 3)).toEqual(['events', 'events_from', 'expect']);
  expect(items[0]?.documentation?.value).toContain('in order');
});

it('completes fields and values of events, those of the query first', async () => {
  const fields = await itemsAt('tests:\n  - name: a\n    events: [{$0}]\n');
  expect(fields.slice(0, 2).map(({ label, detail }) => [label, detail])).toEqual([
    ['event.category', 'keyword · in the query'],
    ['process.name', 'keyword · in the query'],
  ]);
  const resolved = await client.request<Item>('completionItem/resolve', fields[1]);
  expect(resolved.documentation?.value).toContain('Process name');
});

it('completes the values that the rule compares a field to', async () => {
  const values = await itemsAt('tests:\n  - name: a\n    events: [{process.name: $0}]\n');
  expect(values.map(({ label }) => label)).toEqual(['nc', 'socat']);
});

it('explains a field', async () => {
  const position = openAt('tests:\n  - name: a\n    events: [{process: {na$0me: nc}}]\n    expect: alert\n');
  const hover = await client.request<{ contents: { value: string }; range: object }>('textDocument/hover', {
    textDocument: { uri },
    position,
  });
  expect(hover.contents.value).toContain('**process.name** `keyword`');
  expect(hover.range).toEqual({ start: { line: 2, character: 24 }, end: { line: 2, character: 28 } });
});

it.each([
  ['an unknown key', 'tests:\n  - nmae: a\n    events: []\n    expect: alert\n', 'nmae'],
  ['an expectation', 'tests:\n  - name: a\n    events: []\n    expect: alrt\n', 'alrt'],
  [
    'a name that needs quotes',
    'tests:\n  - name: a\n    events: [{@timestamp: x}]\n    expect: alert\n',
    '@timestamp',
  ],
  [
    'a second name',
    'tests:\n  - {name: a, events: [], expect: alert}\n  - {name: "a", events: [], expect: 1}\n',
    '"a"',
  ],
  ['events twice', 'tests:\n  - {name: a, events: [], events_from: b, expect: 1}\n', 'events_from'],
  [
    'a misspelt field',
    'tests:\n  - name: a\n    events: [{process: {nmae: nc}}]\n    expect: alert\n',
    'nmae',
  ],
  ['a time', 'now: soon\ntests: []\n', 'soon'],
])('marks %s where it stands', async (_name, text, marked) => {
  openRule(client, uri, text, 'yaml');
  const { items } = await pull(client, uri);
  const lines = text.split('\n');
  expect(
    items.map(({ range }) => lines[range.start.line]!.slice(range.start.character, range.end.character)),
  ).toContain(marked);
});

it('names a rule anywhere in the project, as on the command line, when a folder of it is open', async () => {
  const project = createWorkspace({
    'repo/.git/HEAD': 'ref: refs/heads/main',
    'repo/shared.toml': rule,
    'repo/rules/a.toml': rule,
    'outside.toml': rule,
  });
  const folderClient = await startSession(pulling, {
    workspaceFolders: [{ uri: project.uri('repo/rules'), name: 'rules' }],
  });
  try {
    const problemsOf = async (named: string): Promise<readonly string[]> => {
      const name = named.replace(/\W/g, '');
      const testUri = project.uri(`repo/rules/${name}.tests.yaml`);
      const text = `rule: ${named}\ntests:\n  - name: a\n    events: [{process.name: nc}]\n    expect: no alert\n`;
      openRule(folderClient, testUri, text, 'yaml');
      return (await pull(folderClient, testUri)).items.map(({ message }) => message);
    };
    expect(await problemsOf('../shared.toml')).toEqual([]);
    expect(await problemsOf('../../outside.toml')).toEqual([
      expect.stringContaining('is outside the project, so it is not read'),
    ]);
    expect(await problemsOf('../nowhere.toml')).toEqual([expect.stringContaining('does not exist')]);
  } finally {
    folderClient.kill();
    project.remove();
  }
});
