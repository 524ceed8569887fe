import { afterAll, beforeAll, expect, it } from 'vitest';
import type { LanguageClient } from '../helpers/language-client.js';
import { createWorkspace, type TestWorkspace } from '../helpers/workspace.js';
import { ruleText } from '../systems/project-files.js';
import { openRule, pull, pulling, startSession } from './session.js';

/** The server reads the fields learned from data, and reads them again when the file changes. */

const file = '.rulewright/fields.json';
const inventory = (...fields: string[]): string =>
  JSON.stringify({
    version: 1,
    sources: {
      'logs-doors-default': {
        documents: 5_000,
        fields: Object.fromEntries(
          fields.map((name) => [
            name,
            { type: 'keyword', documents: 5_000, distinct: 2, values: { Open: 4_000, Closed: 1_000 } },
          ]),
        ),
      },
    },
  });
const text = ruleText(1)
  .replace(/query = (?:'''[\s\S]*?'''|".*")/, `query = 'process where door.stat == "Open"'`)
  .replace('[rule]', '[rule]\nindex = ["logs-doors-*"]');

let workspace: TestWorkspace;
let client: LanguageClient;
let uri: string;
beforeAll(async () => {
  workspace = createWorkspace({ 'rules/a.toml': text, [file]: inventory('door.state') });
  client = await startSession(pulling, { workspaceFolders: [{ uri: workspace.uri(), name: 'test' }] });
  uri = workspace.uri('rules/a.toml');
  openRule(client, uri, text);
});
afterAll(() => {
  client.kill();
  workspace.remove();
});

const unknown = async (): Promise<string[]> =>
  (await pull(client, uri)).items
    .filter(({ code }) => code === 'field-unknown')
    .map(({ message }) => message);
const change = (type: number): void =>
  client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: workspace.uri(file), type }] });

it('reports a field that no event has, until one was learned', async () => {
  expect(await unknown()).toEqual([
    'Unknown field "door.stat": never seen in 5,000 events of "logs-doors-default".\nDid you mean "door.state"?',
  ]);
  workspace.write(file, inventory('door.stat'));
  change(2);
  expect(await unknown()).toEqual([]);
});

it('goes on with a broken file, and without one', async () => {
  workspace.write(file, '{');
  change(2);
  expect(await unknown()).toEqual([]);
  expect(await client.next('window/showMessage')).toMatchObject({
    message: expect.stringMatching(
      /^\.rulewright\/fields\.json: This file cannot be used: it is not valid JSON/,
    ),
  });
  workspace.removeFile(file);
  change(3);
  expect(await unknown()).toEqual([]);
  workspace.write(file, inventory('door.state'));
  change(1);
  expect(await unknown()).toHaveLength(1);
});

it('completes values that occur, with their counts', async () => {
  const offset = text.indexOf('"Open"') + 1;
  const before = text.slice(0, offset).split('\n');
  workspace.write(file, inventory('door.stat'));
  change(2);
  const list = await client.request<{ items: { label: string; detail?: string }[] }>(
    'textDocument/completion',
    {
      textDocument: { uri },
      position: { line: before.length - 1, character: before.at(-1)!.length },
    },
  );
  expect(list.items.slice(0, 2)).toEqual([
    expect.objectContaining({ label: 'Open', detail: 'in 4,000 events' }),
    expect.objectContaining({ label: 'Closed', detail: 'in 1,000 events' }),
  ]);
});
