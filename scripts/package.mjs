/**
 * `npm run package`: builds `rulewright-<version>.vsix` with only the bundles, the grammars, the manifest and
 * its pictures. `docs/marketplace.md` is its README. vsce is a dependency of test/editor, installed without
 * install scripts.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buildExtension, editorFolder, installPackages, rootFolder } from '../test/editor/setup.mjs';
import { loadModule } from './load-module.mjs';
import { marketplaceSource, marketplaceText } from './marketplace-page.mjs';

const wanted =
  /^(package\.json|README\.md|CHANGELOG\.md|LICENSE|NOTICE|(syntaxes|schemas)\/[^/]+\.json|docs\/images\/[^/]+\.png|docs\/(walkthrough-checks|lints\/[^/]+)\.md|client\/dist\/extension\.cjs|client\/dist\/web\/extension\.js|server\/dist\/web\/server\.js|server\/dist\/third-party-notices\.txt|server\/dist\/(server|markdown|network|regex|run-worker|schema-worker)\.cjs)$/;
const required = [
  'package.json',
  'client/dist/extension.cjs',
  'client/dist/web/extension.js',
  'server/dist/server.cjs',
  'server/dist/markdown.cjs',
  'server/dist/network.cjs',
  'server/dist/regex.cjs',
  'server/dist/run-worker.cjs',
  'server/dist/schema-worker.cjs',
  'server/dist/web/server.js',
  'server/dist/third-party-notices.txt',
  'docs/images/icon.png',
  'docs/lints/README.md',
];

function fail(message) {
  console.error(`package: ${message}`);
  process.exit(1);
}

function vsce(args, cwd = rootFolder) {
  const program = path.join(editorFolder, 'node_modules/@vscode/vsce/vsce');
  const result = spawnSync(process.execPath, [program, ...args], { cwd, encoding: 'utf8' });
  if (result.status !== 0) fail(`vsce ${args[0]} failed\n${result.stdout}${result.stderr}`);
  return result.stdout + result.stderr;
}

const failure = installPackages();
if (failure) fail(`vsce could not be installed: ${failure}`);
buildExtension();

const files = vsce(['ls', '--no-dependencies']).split('\n').filter(Boolean);
const unwanted = files.filter((file) => !wanted.test(file));
if (unwanted.length > 0) fail(`these files do not belong into the extension: ${unwanted.join(', ')}`);
const missing = required.filter((file) => !files.includes(file));
if (missing.length > 0) fail(`these files are missing: ${missing.join(', ')}`);

const { name, version } = JSON.parse(readFileSync(path.join(rootFolder, 'package.json'), 'utf8'));
const { repositoryAddress } = await loadModule('server/src/text/page-address.ts');
const output = `${name}-${version}.vsix`;
// A staged copy of the files, with its own README and changelog.
const stage = mkdtempSync(path.join(tmpdir(), 'rulewright-package-'));
for (const file of [...files, '.vscodeignore']) cpSync(path.join(rootFolder, file), path.join(stage, file));
const texts = { 'README.md': marketplaceSource, 'CHANGELOG.md': 'CHANGELOG.md' };
for (const [file, source] of Object.entries(texts))
  writeFileSync(path.join(stage, file), marketplaceText(rootFolder, source, repositoryAddress));
const said = vsce(
  [
    'package',
    '--no-dependencies',
    '--no-rewrite-relative-links',
    '--allow-missing-repository',
    '--out',
    path.join(rootFolder, output),
  ],
  stage,
);
rmSync(stage, { recursive: true, force: true });
const warnings = said.split('\n').filter((line) => /\bwarning\b/i.test(line));
if (warnings.length > 0) fail(`vsce warns:\n${warnings.join('\n')}`);
const kilobytes = Math.round(statSync(path.join(rootFolder, output)).size / 1024);
console.log(`${output}: ${files.length} files, ${kilobytes} KB`);
