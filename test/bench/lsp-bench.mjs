/**
 * Measures how fast the language server answers, compared with vscode-json-languageserver in the same run.
 * Both use stdio and the same client: pull diagnostics, and a document of about 12 KB that is opened right
 * after `initialized` in a new process. `--rounds N` sets the number of keystrokes, 300 by default; `--json`
 * prints the figures as JSON.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { buildExtension, editorFolder, installPackages, rootFolder } from '../editor/setup.mjs';
import { memoryOf, ownServer, percentile, positionAfter, startServer, timed } from './lsp-client.mjs';

const roundsArgument = process.argv.indexOf('--rounds');
const rounds = roundsArgument < 0 ? 300 : Number(process.argv[roundsArgument + 1]);
const starts = 5;

async function measure({ args, uri, languageId, text, typeAfter, completeAfter }) {
  const initialised = [];
  const firstDiagnostics = [];
  const startToDiagnostics = [];
  const memoryWhenOpen = [];
  let server;
  for (let start = 0; start < starts; start++) {
    server?.process.kill('SIGKILL');
    const begin = performance.now();
    server = startServer(args);
    const capabilities = {
      textDocument: { diagnostic: {}, completion: { completionItem: {} } },
      workspace: { configuration: true },
    };
    await server.request('initialize', { processId: process.pid, rootUri: null, capabilities });
    initialised.push(performance.now() - begin);
    server.notify('initialized', {});
    firstDiagnostics.push(
      await timed(() => {
        server.notify('textDocument/didOpen', { textDocument: { uri, languageId, version: 1, text } });
        return server.request('textDocument/diagnostic', { textDocument: { uri } });
      }),
    );
    startToDiagnostics.push(performance.now() - begin);
    memoryWhenOpen.push(memoryOf(server.process.pid));
  }
  const keystrokes = [];
  const completions = [];
  const typed = positionAfter(text, typeAfter);
  const asked = positionAfter(text, completeAfter);
  for (let round = 0; round < rounds; round++) {
    const range = { start: typed, end: { ...typed, character: typed.character + (round % 2) } };
    const change = { range, text: round % 2 === 0 ? 'x' : '' };
    keystrokes.push(
      await timed(() => {
        server.notify('textDocument/didChange', {
          textDocument: { uri, version: round + 2 },
          contentChanges: [change],
        });
        return server.request('textDocument/diagnostic', { textDocument: { uri } });
      }),
    );
    completions.push(
      await timed(() =>
        server.request('textDocument/completion', { textDocument: { uri }, position: asked }),
      ),
    );
  }
  const memory = memoryOf(server.process.pid);
  server.process.kill('SIGKILL');
  const items = {
    'start to initialized': percentile(initialised, 0.5),
    'open to diagnostics': percentile(firstDiagnostics, 0.5),
    'start to diagnostics': percentile(startToDiagnostics, 0.5),
    'keystroke p50': percentile(keystrokes, 0.5),
    'keystroke p99': percentile(keystrokes, 0.99),
    'completion p50': percentile(completions, 0.5),
    'completion p99': percentile(completions, 0.99),
  };
  if (memory === undefined) return items;
  return {
    ...items,
    'memory, one document open (MB)': percentile(memoryWhenOpen, 0.5),
    'memory, after the keystrokes (MB)': memory,
  };
}

/** Returns the sample rule with its guide repeated, so that it has the size of a large real rule. */
function ruleText() {
  const text = readFileSync(path.join(editorFolder, 'workspace/rules/container_tool.toml'), 'utf8');
  const paragraph =
    '- Look at the parent of the process, the user and the image of the container, and compare with the past.\n';
  const missing = Math.ceil((12_288 - text.length) / paragraph.length);
  return text.replace('- Which image', `${paragraph.repeat(missing)}- Which image`);
}

/**
 * Returns a sample rule of 12 KB with an ES|QL query of 3 KB, as long as in real rules of this size:
 * conditions, computed columns that are used, and the guide repeated as above.
 */
function esqlText() {
  const file = 'rules/credential_access_one_account_from_many_countries.toml';
  const text = readFileSync(path.join(rootFolder, file), 'utf8');
  const names = Array.from({ length: 16 }, (_, step) => `Esql.step_${step}`);
  const computed = names.map(
    (name, step) =>
      `| eval ${name} = case(user.name == "admin-${step}", to_lower(user.domain), concat(source.ip::string, "-${step}"))\n`,
  );
  const used = `| where ${names.map((name, step) => `${name} != "x-${step}"`).join('\n  and ')}\n`;
  const long = text.replace('| stats\n', `${computed.join('')}${used}| stats\n`);
  const paragraph =
    '- Look at the addresses, at the devices and at the sessions, and compare with the past.\n';
  const missing = Math.ceil((12_288 - long.length) / paragraph.length);
  return long.replace('- Look at the addresses.', `${paragraph.repeat(missing)}- Look at the addresses.`);
}

function jsonText() {
  const entries = Array.from({ length: 140 }, (_, index) => ({
    name: `entry ${index}`,
    enabled: true,
    values: [index, null],
  }));
  return `{\n"first": 1,\n"entries": ${JSON.stringify(entries, null, 1)}\n}\n`;
}

const failure = installPackages();
if (failure) {
  console.error(`bench: the peer could not be installed: ${failure}`);
  process.exit(1);
}
buildExtension();
const ours = await measure({
  args: ownServer,
  uri: 'file:///bench/rules/rule.toml',
  languageId: 'toml',
  text: ruleText(),
  typeAfter: 'process.name in ("docker',
  completeAfter: 'process.entry_leader.',
});
const esql = await measure({
  args: ownServer,
  uri: 'file:///bench/rules/esql.toml',
  languageId: 'toml',
  text: esqlText(),
  typeAfter: 'case(user.name == "admin-9',
  completeAfter: 'values(source.geo.',
});
const peer = await measure({
  args: [
    path.join(editorFolder, 'node_modules/vscode-langservers-extracted/bin/vscode-json-language-server'),
    '--stdio',
  ],
  uri: 'file:///bench/data.json',
  languageId: 'json',
  text: jsonText(),
  typeAfter: '"name": "entry 70',
  completeAfter: '"first": ',
});
if (process.argv.includes('--json'))
  console.log(JSON.stringify({ rulewright: ours, 'rulewright, ES|QL': esql, 'vscode-json': peer }, null, 2));
else {
  console.log(
    'ms (median of starts, percentiles of keystrokes)'.padEnd(50),
    'rulewright',
    'ES|QL',
    'vscode-json',
    'ratio',
  );
  for (const [name, value] of Object.entries(ours)) {
    const other = peer[name];
    const ratio = (value / other).toFixed(2);
    console.log(
      name.padEnd(50),
      value.toFixed(1).padStart(10),
      (esql[name] ?? 0).toFixed(1).padStart(8),
      other.toFixed(1).padStart(11),
      ratio.padStart(5),
    );
  }
}
process.exit(0);
