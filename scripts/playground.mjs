/**
 * `npm run playground`: builds `playground/dist/index.html`, a single file that contains the page, the
 * extension's language server for browsers, and the sample rules with the events of their tests. `--into
 * FILE` writes it elsewhere.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { loadModule } from './load-module.mjs';
import { root, run } from './setup.mjs';
import { thirdPartyNotices } from './third-party-notices.mjs';
import { browserOptions, webBundles } from './web-bundles.mjs';

const source = join(root, 'playground/src');
/** Maximum number of events of a sample; more would be hard to read. */
const mostEvents = 200;
/** The start of the first sample's name. */
const firstSample = 'execution_container';

/**
 * Returns the sample rules, each with the events of all its tests as NDJSON. Indicator match rules have none
 * here.
 */
async function readSamples() {
  const { parseTestFile } = await loadModule('server/src/testing/parse-test-file.ts');
  const { caseEvents } = await loadModule('server/src/testing/case-events.ts');
  const { fileEventsReader } = await loadModule('server/src/testing/files.ts');
  const folder = join(root, 'rules');
  return readdirSync(folder)
    .filter((file) => file.endsWith('.toml'))
    .sort((a, b) => Number(b.startsWith(firstSample)) - Number(a.startsWith(firstSample)))
    .map((file) => ({ file, rule: readFileSync(join(folder, file), 'utf8') }))
    .filter(({ rule }) => !/^type = "threat_match"/m.test(rule))
    .map(({ file, rule }) => {
      const path = join(folder, file.replace(/\.toml$/, '.tests.yaml'));
      const tests = parseTestFile(readFileSync(path, 'utf8'));
      const events = tests.cases.flatMap((one) => {
        const built = caseEvents(one, tests, fileEventsReader(path, folder));
        return built.ok ? built.events : [];
      });
      const lines = events.slice(0, mostEvents).map((event) => `${JSON.stringify(event)}\n`);
      const [, name = file] = /^name = "(.*)"$/m.exec(rule) ?? [];
      return { name, rule, events: lines.join('') };
    });
}

/** Builds the page with everything inline; nothing else may load. */
export async function buildPlayground() {
  const [serverOptions] = webBundles(root);
  const inMemory = async (options) => {
    const { outputFiles, metafile } = await build({ ...options, write: false });
    return { text: outputFiles[0].text, metafile };
  };
  const server = await inMemory(serverOptions);
  const page = await inMemory({
    ...browserOptions(root),
    entryPoints: ['playground/src/page.ts'],
    outfile: 'page.js',
    format: 'iife',
  });
  const notices = thirdPartyNotices(root, [server.metafile, page.metafile]);
  const style = readFileSync(join(source, 'style.css'), 'utf8');
  const script = page.text;
  const hashOf = (text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
  const nonce = createHash('sha256').update(script).digest('base64url').slice(0, 22);
  const policy = [
    "default-src 'none'",
    `script-src ${hashOf(script)}`,
    // The editors add their styles when they are created.
    `style-src 'nonce-${nonce}'`,
    // Browsers write style attributes while text is edited, and the editors underline with images in their
    // styles.
    "style-src-attr 'unsafe-inline'",
    'img-src data:',
    'worker-src blob:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  const samples = JSON.stringify(await readSamples()).replaceAll('<', '\\u003c');
  const packed = gzipSync(server.text, { level: 9 }).toString('base64');
  const html = filled(readFileSync(join(source, 'index.html'), 'utf8'), [
    ['content="policy"', `content="${policy}"`],
    ['<style nonce="nonce">', `<style nonce="${nonce}">${style}`],
    ['id="samples">', `id="samples">${samples}`],
    ['id="server">', `id="server">${packed}`],
    ['<script id="page">', `<script>${script}`],
  ]);
  return `${html}<!--\n${notices.replaceAll('--', '- -')}\n-->\n`;
}

/** Replaces each of these strings, which must occur exactly once. */
function filled(text, replacements) {
  return replacements.reduce((before, [from, to]) => {
    const [start, end, ...others] = before.split(from);
    if (end === undefined || others.length > 0) throw new Error(`the page must have one ${from}`);
    return start + to + end;
  }, text);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({ options: { into: { type: 'string' } } });
  run(process.execPath, ['scripts/generate.mjs']);
  const file = values.into ?? join(root, 'playground/dist/index.html');
  const html = await buildPlayground();
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, html);
  console.log(`${file}: ${Math.round(html.length / 1024)} KB`);
}
