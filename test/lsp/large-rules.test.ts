import { afterEach, describe, expect, it } from 'vitest';
import type { LanguageClient } from '../helpers/language-client.js';
import { ruleText } from '../systems/project-files.js';
import { openRule, type Published, pull, pulling, type Report, startSession, waiting } from './session.js';

let client: LanguageClient;
afterEach(() => client.kill());

/** A rule of 1 MB with a duplicate value in its list. */
const values = Array.from({ length: 40_000 }, (_, index) => `"tool-${index}-abcdefghij"`);
const large = ruleText(1).replace('== "kubectl"', `in (${[...values, values[0]].join(', ')})`);
const lastValue = `, ${values[0]})`;
/**
 * The edit that removes the second of the two values. It is small: the server gets it before the check ends.
 */
const withoutLastValue = (() => {
  const before = large.slice(0, large.indexOf(lastValue)).split('\n');
  const start = { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
  const end = { ...start, character: start.character + lastValue.length };
  return { range: { start, end }, text: ')' };
})();
const other = ruleText(2);
const [uri, otherUri] = ['file:///nowhere/rules/large.toml', 'file:///nowhere/rules/other.toml'];

function hover(): Promise<unknown> {
  const line = other.split('\n').findIndex((one) => one.startsWith('process where'));
  return client.request('textDocument/hover', {
    textDocument: { uri: otherUri },
    position: { line, character: 16 },
  });
}

const codes = ({ items }: Pick<Report, 'items'>) => items.map(({ code }) => code);

describe('while a rule of 1 MB is checked on request', () => {
  it('other requests are answered', async () => {
    client = await startSession(pulling);
    openRule(client, otherUri, other);
    await pull(client, otherUri);
    openRule(client, uri, large);
    const order: string[] = [];
    const [report, hovered] = client.together(() => [
      pull(client, uri).finally(() => order.push('diagnostics')),
      hover().finally(() => order.push('hover')),
    ]);
    expect(await hovered).not.toBeNull();
    expect(codes(await report)).toContain('dup-literal');
    expect(order).toEqual(['hover', 'diagnostics']);
  });

  it('the check can be cancelled', async () => {
    client = await startSession(pulling);
    openRule(client, uri, large);
    const first = client.together(() => {
      const begun = client.begin<Report>('textDocument/diagnostic', { textDocument: { uri } });
      client.notify('$/cancelRequest', { id: begun.id });
      return begun;
    });
    await expect(first.answer).rejects.toThrow('-32800');
    expect(codes(await pull(client, uri))).toContain('dup-literal');
  });

  it('edits in the meantime count', async () => {
    client = await startSession(pulling);
    openRule(client, uri, large);
    const report = await client.together(() => {
      const pulled = pull(client, uri);
      client.notify('textDocument/didChange', {
        textDocument: { uri, version: 2 },
        contentChanges: [withoutLastValue],
      });
      return pulled;
    });
    expect(codes(report)).not.toContain('dup-literal');
    client.notify('textDocument/didChange', {
      textDocument: { uri, version: 3 },
      contentChanges: [{ text: other }],
    });
    expect(codes(await pull(client, uri))).toEqual([]);
  });

  it('code actions wait for it', async () => {
    client = await startSession(pulling);
    openRule(client, uri, large);
    const start = { line: 0, character: 0 };
    const actions = await client.request<{ title: string }[]>('textDocument/codeAction', {
      textDocument: { uri },
      range: { start, end: { line: 100, character: 0 } },
      context: { diagnostics: [] },
    });
    expect(actions.length).toBeGreaterThan(0);
  });
});

it('while a rule of 1 MB is checked for a client that waits, other requests are answered', async () => {
  client = await startSession(waiting);
  openRule(client, otherUri, other);
  await client.next('textDocument/publishDiagnostics');
  openRule(client, uri, large);
  expect(await hover()).not.toBeNull();
  expect(client.received('textDocument/publishDiagnostics')).toEqual([]);
  const published = await client.next<Published>('textDocument/publishDiagnostics');
  expect(published.uri).toBe(uri);
  expect(published.diagnostics.map(({ code }) => code)).toContain('dup-literal');
});
