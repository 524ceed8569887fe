/** Measures the language server at unusual sizes: a rule of 5 MB, and 3,000 rules open at once. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { rootFolder } from '../editor/setup.mjs';
import { memoryOf, ownServer, percentile, startServer, timed } from './lsp-client.mjs';
import { printTable } from './measure.mjs';

const rule = readFileSync(path.join(rootFolder, 'rules/execution_script_started_from_archive.toml'), 'utf8');
const note = `note = """\n${'A line of a guide that says little, again and again.\n'.repeat(100_000)}"""\n`;
const large = rule.replace(/^name = /m, `${note}name = `);

async function measure(work, texts) {
  const server = startServer(ownServer);
  await server.request('initialize', {
    processId: process.pid,
    capabilities: { textDocument: { diagnostic: {} } },
  });
  server.notify('initialized', {});
  const uriOf = (index) => `file:///limits/rules/rule_${index}.toml`;
  const diagnose = (index) =>
    server.request('textDocument/diagnostic', { textDocument: { uri: uriOf(index) } });
  const opened = await timed(async () => {
    for (const [index, text] of texts.entries()) {
      const textDocument = { uri: uriOf(index), languageId: 'toml', version: 1, text };
      server.notify('textDocument/didOpen', { textDocument });
      await diagnose(index);
    }
  });
  const last = texts.length - 1;
  const line = texts[last].split('\n').findIndex((one) => one.startsWith('name = '));
  const keystrokes = [];
  for (let version = 2; version < 32; version++) {
    const range = { start: { line, character: 8 }, end: { line, character: 8 + (version % 2) } };
    const change = { range, text: version % 2 === 0 ? 'x' : '' };
    keystrokes.push(
      await timed(() => {
        server.notify('textDocument/didChange', {
          textDocument: { uri: uriOf(last), version },
          contentChanges: [change],
        });
        return diagnose(last);
      }),
    );
  }
  const memory = memoryOf(server.process.pid);
  server.process.kill('SIGKILL');
  return {
    work,
    'open to diagnostics (ms)': Math.round(opened),
    'keystroke p50 (ms)': percentile(keystrokes, 0.5).toFixed(1),
    'keystroke p99 (ms)': percentile(keystrokes, 0.99).toFixed(1),
    'memory (MB)': Math.round(memory),
  };
}

printTable('Limits', [
  await measure('a rule of 5 MB', [large]),
  await measure(
    '3,000 open rules, all of them',
    Array.from({ length: 3_000 }, () => rule),
  ),
]);
