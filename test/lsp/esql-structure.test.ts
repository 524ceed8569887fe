import { afterAll, beforeAll, expect, it } from 'vitest';
import { esqlRule } from '../helpers/esql-rule.js';
import type { LanguageClient } from '../helpers/language-client.js';
import { createWorkspace, type TestWorkspace } from '../helpers/workspace.js';
import { openRule, pulling, type Range, startSession } from './session.js';

const text = esqlRule(`from logs-*
| eval length = length(process.name)
| where length > 3
| stats events = count(*) by length`);

let client: LanguageClient;
let workspace: TestWorkspace;
let uri: string;

beforeAll(async () => {
  workspace = createWorkspace({ 'rules/a.toml': text });
  uri = workspace.uri('rules/a.toml');
  client = await startSession(pulling, { workspaceFolders: [{ uri: workspace.uri(), name: 'w' }] });
  openRule(client, uri, text);
});

afterAll(() => {
  client.kill();
  workspace.remove();
});

interface Edit {
  readonly range: Range;
  readonly newText: string;
}

const columnUse = { textDocument: { uri: '' }, position: { line: 6, character: 9 } };
const at = () => ({ ...columnUse, textDocument: { uri } });

it('goes from a column to the command that makes it', async () => {
  const found = await client.request<{ range: Range }>('textDocument/definition', at());
  expect(found.range.start).toEqual({ line: 5, character: 7 });
});

it('finds and highlights all places of a column', async () => {
  const lines = (places: readonly { range: Range }[]): number[] =>
    places.map(({ range }) => range.start.line);
  const highlights = await client.request<{ range: Range }[]>('textDocument/documentHighlight', at());
  expect(lines(highlights)).toEqual([5, 6, 7]);
  const context = { includeDeclaration: true };
  const references = await client.request<{ range: Range }[]>('textDocument/references', {
    ...at(),
    context,
  });
  expect(lines(references)).toEqual([5, 6, 7]);
});

it('renames a column, and says why a name cannot be', async () => {
  const range = await client.request<Range>('textDocument/prepareRename', at());
  expect(range.start).toEqual({ line: 6, character: 8 });
  const { changes } = await client.request<{ changes: Record<string, Edit[]> }>('textDocument/rename', {
    ...at(),
    newName: 'letters',
  });
  expect(changes[uri]!.map(({ newText }) => newText)).toEqual(['letters', 'letters', 'letters']);
  await expect(client.request('textDocument/rename', { ...at(), newName: 'events' })).rejects.toThrow(
    'The column "events" already exists.',
  );
});

it('hovers, and helps with arguments', async () => {
  const hover = await client.request<{ contents: { value: string } }>('textDocument/hover', at());
  expect(hover.contents.value).toContain('Created by EVAL on line 6');
  const position = { line: 5, character: 24 };
  const help = await client.request<{ signatures: { label: string }[] }>('textDocument/signatureHelp', {
    textDocument: { uri },
    position,
  });
  expect(help.signatures[0]!.label).toBe('LENGTH(text: string): integer');
});
