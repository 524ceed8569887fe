import { afterEach, describe, expect, it } from 'vitest';
import type { LanguageClient } from '../helpers/language-client.js';
import { endSession, openRule, pulling, startSession } from './session.js';

let client: LanguageClient;

afterEach(() => client.kill());

describe('the life of a server', () => {
  it('ends with 0 after shutdown and exit', async () => {
    client = await startSession(pulling);
    expect(await endSession(client)).toBe(0);
  });

  it('ends with 1 after exit without shutdown', async () => {
    client = await startSession(pulling);
    client.notify('exit');
    expect(await client.exited).toBe(1);
  });

  it('ends when the client closes the stream', async () => {
    client = await startSession(pulling);
    client.process.stdin?.end();
    expect(await client.exited).toBe(1);
  });

  it('requests settings from a client that supports it', async () => {
    const session = await startSession({ ...pulling, workspace: { configuration: true } });
    client = session;
    const asked = new Promise((resolve) => {
      client.answer('workspace/configuration', (params) => {
        resolve(params);
        return [null];
      });
    });
    client.notify('workspace/didChangeConfiguration', { settings: null });
    expect(await asked).toMatchObject({ items: [{ section: 'rulewright' }] });
  });

  it('answers every announced request for a document without content', async () => {
    client = await startSession(pulling);
    const uri = 'untitled:empty';
    openRule(client, uri, '[rule]\n');
    const place = { textDocument: { uri }, position: { line: 9, character: 9 } };
    await client.request('textDocument/hover', place);
    await client.request('textDocument/completion', place);
    await client.request('textDocument/documentSymbol', { textDocument: { uri } });
    const range = { start: { line: 0, character: 0 }, end: { line: 5, character: 0 } };
    await client.request('textDocument/codeAction', {
      textDocument: { uri },
      range,
      context: { diagnostics: [] },
    });
    const status = await client.request<{ openRules: number }>('rulewright/status');
    expect(status.openRules).toBe(1);
  });
});
