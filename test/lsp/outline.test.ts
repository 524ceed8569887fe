import { afterEach, expect, it } from 'vitest';
import type { LanguageClient } from '../helpers/language-client.js';
import { openRule, pulling, startSession } from './session.js';

let client: LanguageClient;

afterEach(() => client.kill());

const uri = 'file:///nowhere/rules/outline.toml';
const text = '[metadata]\nmaturity = "production"\n\n[rule]\nname = "A"\n';

it('is a tree for clients that know trees', async () => {
  const documentSymbol = { hierarchicalDocumentSymbolSupport: true };
  client = await startSession({ textDocument: { ...pulling.textDocument, documentSymbol } });
  openRule(client, uri, text);
  const outline = await client.request('textDocument/documentSymbol', { textDocument: { uri } });
  expect(outline).toMatchObject([
    { name: 'metadata', children: [{ name: 'maturity', detail: 'production' }] },
    {
      name: 'rule',
      detail: 'A',
      children: [{ name: 'name', selectionRange: { start: { line: 4, character: 0 } } }],
    },
  ]);
});

it('is a list for clients that do not', async () => {
  client = await startSession(pulling);
  openRule(client, uri, text);
  const outline = await client.request('textDocument/documentSymbol', { textDocument: { uri } });
  expect(outline).toMatchObject([
    { name: 'metadata', location: { uri } },
    { name: 'maturity', containerName: 'metadata' },
    { name: 'rule' },
    { name: 'name', containerName: 'rule' },
  ]);
});
