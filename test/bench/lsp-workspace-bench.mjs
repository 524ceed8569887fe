/**
 * Measures the language server in a large workspace: the checkout of the reference data next to the project,
 * opened as a folder. One rule of about 12 KB is open; a copy of it in the folder shows when all rules have
 * been read, and an unknown field shows when the schemas have. `--rounds N` sets the number of keystrokes,
 * 300 by default.
 */
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { rootFolder } from '../editor/setup.mjs';
import { memoryOf, ownServer, percentile, positionAfter, startServer, timed } from './lsp-client.mjs';
import { median, printTable } from './measure.mjs';

const roundsArgument = process.argv.indexOf('--rounds');
const rounds = roundsArgument < 0 ? 300 : Number(process.argv[roundsArgument + 1]);
const starts = 3;
const wantedLength = 12_288;

const source = path.join(process.env.RULEWRIGHT_SHARED ?? path.join(rootFolder, '../shared'), 'corpus');
if (!existsSync(source)) {
  console.log('no workspace to measure: the reference data are not beside the checkout');
  process.exit(0);
}
const folder = mkdtempSync(path.join(tmpdir(), 'rulewright-bench-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
const workspace = path.join(folder, 'workspace');
const cache = path.join(folder, 'cache');
// Copied as new files: the reference data is read-only.
for (const entry of readdirSync(source, { recursive: true, withFileTypes: true })) {
  if (!entry.isFile()) continue;
  const target = path.join(workspace, path.relative(source, entry.parentPath));
  mkdirSync(target, { recursive: true });
  writeFileSync(path.join(target, entry.name), readFileSync(path.join(entry.parentPath, entry.name)));
}

const rules = readdirSync(workspace, { recursive: true }).filter(
  (file) => file.endsWith('.toml') && !file.startsWith('detection_rules'),
);
const { file: chosen, text: shipped } = rules
  .map((file) => ({ file, text: readFileSync(path.join(workspace, file), 'utf8') }))
  .filter((rule) => /^language = "eql"/m.test(rule.text) && rule.text.includes('process where '))
  .sort((a, b) => Math.abs(a.text.length - wantedLength) - Math.abs(b.text.length - wantedLength))[0];
const uri = pathToFileURL(path.join(workspace, chosen)).href;
/** The id is not in the version lock, so that neither of the two rules with it counts as the original. */
const text = shipped.replace(/^rule_id = .*/m, 'rule_id = "0b7c1f3a-6d52-4e0e-9c1b-5a8f2d94e761"');
const typeAfter = 'process where ';
/** A field in no schema, at the start of the query. */
const withUnknownField = text.replace(typeAfter, `${typeAfter}zzz.nothing == "a" and `);
writeFileSync(
  path.join(workspace, path.dirname(chosen), 'zzz_planted.toml'),
  text.replace(/^name = .*/m, 'name = "Planted"'),
);

const capabilities = {
  textDocument: { diagnostic: {} },
  workspace: { configuration: true, workspaceFolders: true },
};

async function open(opened) {
  const server = startServer(ownServer, { XDG_CACHE_HOME: cache });
  const begin = performance.now();
  await server.request('initialize', {
    processId: process.pid,
    workspaceFolders: [{ uri: pathToFileURL(workspace).href, name: 'rules' }],
    capabilities,
  });
  server.notify('initialized', {});
  server.notify('textDocument/didOpen', {
    textDocument: { uri, languageId: 'toml', version: 1, text: opened },
  });
  return { server, since: () => performance.now() - begin };
}

const diagnose = (server) => server.request('textDocument/diagnostic', { textDocument: { uri } });
const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/**
 * Returns the milliseconds until the first diagnostics, until the index is complete and until the schemas are
 * loaded.
 */
async function untilReady() {
  const { server, since } = await open(withUnknownField);
  const times = {};
  while (times.index === undefined || times.schemas === undefined) {
    const { items } = await diagnose(server);
    times.first ??= since();
    if (items.some(({ code }) => code === 'dup-rule-id')) times.index ??= since();
    if (items.some(({ code }) => code === 'field-unknown')) times.schemas ??= since();
    if (since() > 60_000) throw new Error('the workspace is not ready after a minute');
    await pause(20);
  }
  const memory = memoryOf(server.process.pid);
  server.process.kill('SIGKILL');
  return { ...times, memory };
}

/** Types and removes a letter in the query; returns the milliseconds until the diagnostics. */
function typist(server, opened) {
  const typed = positionAfter(opened, typeAfter);
  let count = 0;
  return () => {
    const range = { start: typed, end: { ...typed, character: typed.character + (count % 2) } };
    const change = { range, text: count % 2 === 0 ? 'x' : '' };
    count++;
    return timed(() => {
      server.notify('textDocument/didChange', {
        textDocument: { uri, version: count + 1 },
        contentChanges: [change],
      });
      return diagnose(server);
    });
  };
}

/** Types while rules and schemas are being read, and after that. */
async function whileTyping() {
  const { server } = await open(withUnknownField);
  const type = typist(server, withUnknownField);
  const busy = [];
  let ready = new Set();
  while (ready.size < 2) {
    busy.push(await type(), await type());
    const { items } = await diagnose(server);
    ready = new Set(
      items.map(({ code }) => code).filter((code) => code === 'dup-rule-id' || code === 'field-unknown'),
    );
    await pause(10);
  }
  const quiet = [];
  for (let round = 0; round < rounds; round++) quiet.push(await type());
  await pause(2_000);
  const memory = memoryOf(server.process.pid);
  server.process.kill('SIGKILL');
  return { busy, quiet, memory };
}

const forget = () => rmSync(cache, { recursive: true, force: true });
const anew = [];
const kept = [];
for (let start = 0; start < starts; start++) {
  forget();
  anew.push(await untilReady());
  kept.push(await untilReady());
}
const milliseconds = (values) => Math.round(median(values));
printTable(
  `Milliseconds from the start of the server, ${rules.length.toLocaleString('en')} rules, medians of ${starts}`,
  [
    ['schemas read anew', anew],
    ['schemas kept', kept],
  ].map(([name, all]) => ({
    start: name,
    'first diagnostics': milliseconds(all.map(({ first }) => first)),
    'rules read': milliseconds(all.map(({ index }) => index)),
    'schemas read': milliseconds(all.map(({ schemas }) => schemas)),
    'memory (MB)': milliseconds(all.map(({ memory }) => memory)),
  })),
);

forget();
const { busy, quiet, memory } = await whileTyping();
printTable(
  `Milliseconds from a keystroke to its diagnostics, in a rule of ${text.length.toLocaleString('en')} characters`,
  [
    ['while rules and schemas are read', busy],
    ['afterwards', quiet],
  ].map(([name, values]) => ({
    when: name,
    keystrokes: values.length,
    p50: percentile(values, 0.5).toFixed(1),
    p99: percentile(values, 0.99).toFixed(1),
    longest: Math.max(...values).toFixed(1),
  })),
);
console.log(`\nmemory then: ${memory?.toFixed(0)} MB`);
process.exit(0);
