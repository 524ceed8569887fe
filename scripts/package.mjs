/**
 * Makes `rulewright-<version>.vsix`: the bundles, the grammars, the manifest and its pictures, and nothing else. vsce lives in
 * test/editor, installed without the install scripts of its dependencies.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { buildExtension, editorFolder, installPackages, rootFolder } from '../test/editor/setup.mjs';

const wanted =
  /^(package\.json|README\.md|CHANGELOG\.md|LICENSE|NOTICE|(syntaxes|schemas)\/[^/]+\.json|docs\/images\/[^/]+\.png|docs\/(walkthrough-checks|lints\/[^/]+)\.md|client\/dist\/extension\.cjs|server\/dist\/third-party-notices\.txt|server\/dist\/(server|markdown|run-worker|schema-worker)\.cjs)$/;
const required = [
  'package.json',
  'client/dist/extension.cjs',
  'server/dist/server.cjs',
  'server/dist/markdown.cjs',
  'server/dist/run-worker.cjs',
  'server/dist/schema-worker.cjs',
  'server/dist/third-party-notices.txt',
  'docs/images/icon.png',
  'docs/lints/README.md',
];

function fail(message) {
  console.error(`package: ${message}`);
  process.exit(1);
}

function vsce(args) {
  const program = path.join(editorFolder, 'node_modules/@vscode/vsce/vsce');
  const result = spawnSync(process.execPath, [program, ...args], { cwd: rootFolder, encoding: 'utf8' });
  if (result.status !== 0) fail(`vsce ${args[0]} failed\n${result.stdout}${result.stderr}`);
  return result.stdout;
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
const output = `${name}-${version}.vsix`;
vsce([
  'package',
  '--no-dependencies',
  '--no-rewrite-relative-links',
  '--allow-missing-repository',
  '--skip-license',
  '--out',
  output,
]);
const kilobytes = Math.round(statSync(path.join(rootFolder, output)).size / 1024);
console.log(`${output}: ${files.length} files, ${kilobytes} KB`);
