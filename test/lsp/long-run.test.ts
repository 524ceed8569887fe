import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { EventRun } from '../../server/src/lsp/messages.js';
import type { LanguageClient } from '../helpers/language-client.js';
import { createWorkspace, type TestWorkspace } from '../helpers/workspace.js';
import { openRule, pulling, startSession } from './session.js';

// The optional field can have any value, so no literal excludes a line and each event is parsed.
const rule = `[metadata]
maturity = "development"

[rule]
name = "Long names"
type = "eql"
language = "eql"
query = '''
process where length(process.command_line) > 900 or process.name == "needle"
'''
`;
const events = 120_000;

let workspace: TestWorkspace;
let client: LanguageClient;
let uri: string;

beforeEach(async () => {
  workspace = createWorkspace({ 'rules/long.toml': rule, 'fixtures/many.ndjson': '' });
  writeEvents(join(workspace.folder, 'fixtures/many.ndjson'));
  const folders = [{ uri: workspace.uri(), name: 'test' }];
  client = await startSession(
    { ...pulling, window: { workDoneProgress: true } },
    { workspaceFolders: folders },
  );
  uri = workspace.uri('rules/long.toml');
  openRule(client, uri, rule);
});
afterEach(() => {
  client.kill();
  workspace.remove();
});

/** Writes about 30 MB; only the last event matches. */
function writeEvents(file: string): void {
  const filler = '-'.repeat(120);
  for (let start = 0; start < events; start += 10_000) {
    const lines = Array.from({ length: 10_000 }, (_, offset) => {
      const number = start + offset;
      const name = number === events - 1 ? 'needle' : `tool-${number}`;
      return `{"event":{"category":"process"},"process":{"name":"${name}","command_line":"run ${filler}"},"host":{"id":"h${number % 100}"}}`;
    });
    appendFileSync(file, `${lines.join('\n')}\n`);
  }
}

const place = () => ({ textDocument: { uri }, position: { line: 8, character: 30 } });

/** Resolves when the server first reports progress of the run. */
function underWay(): Promise<{ token: string | number }> {
  return new Promise((resolve) => {
    const listen = async (): Promise<void> => {
      const { token, value } = await client.next<{ token: string | number; value: { kind: string } }>(
        '$/progress',
      );
      if (value.kind === 'report') resolve({ token });
      else await listen();
    };
    void listen();
  });
}

it('answers while a large file runs, and reports progress', async () => {
  const order: string[] = [];
  const run = client
    .request<EventRun>('rulewright/runOnEvents', { uri, source: { kind: 'fixtures' } })
    .then((result) => {
      order.push('run');
      return result;
    });
  await underWay();
  for (let round = 0; round < 3; round++) {
    expect(await client.request('textDocument/hover', place())).not.toBeNull();
    order.push('hover');
    await client.request('textDocument/completion', place());
    order.push('completion');
  }
  const result = await run;
  expect(order.at(-1)).toBe('run');
  expect(order).toHaveLength(7);
  expect(result).toMatchObject({ files: 1, events });
  expect(result.alerts.map(({ events: [found] }) => found?.index)).toEqual([events - 1]);
  expect(result.stopped).toBeUndefined();
});

it('ends a run when its progress is cancelled, and says so', async () => {
  const run = client.request<EventRun>('rulewright/runOnEvents', { uri, source: { kind: 'fixtures' } });
  client.notify('window/workDoneProgress/cancel', await underWay());
  const result = await run;
  expect(result.stopped).toBe(true);
  expect(result.events).toBeLessThan(events);
  expect(result.notes[0]).toMatch(/^stopped after \d+ events/);
});

it('ends a run when the request is cancelled', async () => {
  const started = client.begin<EventRun>('rulewright/runOnEvents', { uri, source: { kind: 'fixtures' } });
  await underWay();
  client.notify('$/cancelRequest', { id: started.id });
  expect((await started.answer).stopped).toBe(true);
});

it('shows the events that nearly match', async () => {
  const { nearest } = await client.request<EventRun>('rulewright/runOnEvents', {
    uri,
    source: { kind: 'fixtures' },
  });
  expect(nearest).toHaveLength(5);
  expect(nearest[0]).toMatchObject({ failing: 1, event: { index: 0 } });
});
