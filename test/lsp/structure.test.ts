import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { LanguageClient } from '../helpers/language-client.js';
import { createWorkspace, type TestWorkspace } from '../helpers/workspace.js';
import { openRule, pulling, type Range, startSession } from './session.js';

const text = `[metadata]
maturity = "production"
[rule]
name = "Odd Curl"
language = "eql"
type = "eql"
note = "See $osquery_0 and $osquery_0, or the rule Even Wget."
query = '''
process where process.name == "curl" and
  startsWith(process.name, "c")
'''
[[rule.threat]]
framework = "MITRE ATT&CK"
[[rule.threat.technique]]
id = "T1105"
[[transform.osquery]]
label = "L"
query = "SELECT 1"
`;

const other = `[metadata]
maturity = "production"
[rule]
name = "Even Wget"
rule_id = "5f0a3d1c-0d9b-4c39-8a52-0d5d0d0e7b11"
language = "kuery"
type = "query"
query = 'process.name: (wget or fetch) and not host.id: "1"'
[[rule.threat]]
framework = "MITRE ATT&CK"
[[rule.threat.technique]]
id = "T1105"
`;

let client: LanguageClient;
let workspace: TestWorkspace;
let uri: string;

beforeEach(async () => {
  workspace = createWorkspace({ 'rules/a.toml': text, 'rules/b.toml': other });
  uri = workspace.uri('rules/a.toml');
  client = await startSession(pulling, {
    workspaceFolders: [{ uri: workspace.uri(), name: 'w' }],
    initializationOptions: { inlayHints: true },
  });
  openRule(client, uri, text);
});

afterEach(() => {
  client.kill();
  workspace.remove();
});

/** Returns the position of a string in the document. */
function positionOf(wanted: string): { line: number; character: number } {
  const before = text.slice(0, text.indexOf(wanted)).split('\n');
  return { line: before.length - 1, character: before.at(-1)!.length };
}

const at = (wanted: string): object => ({ textDocument: { uri }, position: positionOf(wanted) });

it('goes from a placeholder to its entry, and back to all placeholders', async () => {
  const definition = await client.request<{ uri: string; range: Range }>(
    'textDocument/definition',
    at('$osquery_0'),
  );
  expect(definition.range.start).toEqual(positionOf('[[transform.osquery]]'));
  const references = await client.request<unknown[]>('textDocument/references', {
    ...at('SELECT'),
    context: { includeDeclaration: false },
  });
  expect(references).toHaveLength(2);
});

it('highlights a field, and shows the signature of a function', async () => {
  expect(await client.request<unknown[]>('textDocument/documentHighlight', at('process.name'))).toHaveLength(
    2,
  );
  const help = await client.request<{ activeParameter: number; signatures: { label: string }[] }>(
    'textDocument/signatureHelp',
    at('"c")'),
  );
  expect(help.signatures[0]!.label).toContain('startsWith(');
  expect(help.activeParameter).toBe(1);
});

it('folds, selects, links and returns tokens', async () => {
  const document = { textDocument: { uri } };
  expect((await client.request<unknown[]>('textDocument/foldingRange', document)).length).toBeGreaterThan(2);
  const [selection] = await client.request<{ range: Range; parent?: object }[]>(
    'textDocument/selectionRange',
    {
      ...document,
      positions: [positionOf('curl')],
    },
  );
  expect(selection!.parent).toBeDefined();
  const { data } = await client.request<{ data: number[] }>('textDocument/semanticTokens/full', document);
  expect(data.length % 5).toBe(0);
  expect(data.length).toBeGreaterThan(10);
});

it('finds rules of the workspace by letters of their name', async () => {
  await vi.waitFor(async () => {
    const found = await client.request<{ name: string }[]>('workspace/symbol', { query: 'oddcur' });
    expect(found.map(({ name }) => name)).toEqual(['Odd Curl']);
  });
});

interface Place {
  readonly uri: string;
  readonly range: Range;
}

it('finds all rules that use a field, in the query of any language', async () => {
  await vi.waitFor(async () => {
    const found = await client.request<Place[]>('textDocument/references', {
      ...at('process.name =='),
      context: { includeDeclaration: true },
    });
    expect(found.map((place) => place.uri)).toEqual([uri, uri, workspace.uri('rules/b.toml')]);
    expect(found.at(-1)!.range.start).toEqual({ line: 7, character: 9 });
  });
});

it('finds all rules that name a technique', async () => {
  await vi.waitFor(async () => {
    const found = await client.request<Place[]>('textDocument/references', {
      ...at('T1105'),
      context: { includeDeclaration: true },
    });
    expect(found.map((place) => place.uri)).toEqual([uri, workspace.uri('rules/b.toml')]);
  });
});

it('goes to a rule that the guide speaks of, and back', async () => {
  const otherUri = workspace.uri('rules/b.toml');
  await vi.waitFor(async () => {
    const definition = await client.request<Place | null>('textDocument/definition', at('Even Wget'));
    expect(definition).toMatchObject({ uri: otherUri, range: { start: { line: 3, character: 8 } } });
  });
  openRule(client, otherUri, other);
  const found = await client.request<Place[]>('textDocument/references', {
    textDocument: { uri: otherUri },
    position: { line: 3, character: 10 },
    context: { includeDeclaration: true },
  });
  expect(found.map((place) => place.uri)).toEqual([otherUri, otherUri, uri]);
});

it('offers the values that other rules look for', async () => {
  await vi.waitFor(async () => {
    const { items } = await client.request<{ items: { label: string; detail?: string }[] }>(
      'textDocument/completion',
      { textDocument: { uri }, position: positionOf('curl"') },
    );
    expect(items.find(({ label }) => label === 'wget')?.detail).toBe('in 1 other rule');
  });
});
