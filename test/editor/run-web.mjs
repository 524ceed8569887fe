/**
 * Runs suites where VS Code runs extensions in a browser: the extension host is a web worker, without Node.js
 * and without files on a disk. It runs in a folder of a server, in a virtual workspace, and for a few steps
 * in an untrusted one. Prints one last line with the result; the exit code is 0 if everything passed.
 */
import { cpSync } from 'node:fs';
import path from 'node:path';
import { bundleWebSuite, memoryExtension, webExtension } from './bundle-suite.mjs';
import { checkRestrictedMode } from './restricted-mode.mjs';
import { runSuite, verdictOf } from './run-suite.mjs';
import { buildExtension, reportNotRun, setUp, writeReport } from './setup.mjs';

const setup = setUp();
if (!setup.ready) process.exit(reportNotRun(setup.needs));
buildExtension();
const extension = webExtension();
const memory = await memoryExtension();
const virtual = {
  extension,
  workspace: 'vscode-vfs://memory/',
  options: {
    prepare: ({ extensions }) => cpSync(memory, path.join(extensions, 'memory'), { recursive: true }),
  },
};
const onServer = await bundleWebSuite(extension, 'index');
const inMemory = await bundleWebSuite(extension, 'virtual');
const runVirtual = async () => [
  await runSuite(setup, inMemory, virtual),
  await checkRestrictedMode(setup, virtual),
];
// In parallel, since most of the time they wait.
const results = (await Promise.all([runSuite(setup, onServer, { extension }), runVirtual()])).flat();
const result = {
  passed: results.reduce((sum, { passed }) => sum + passed, 0),
  failed: results.reduce((sum, { failed }) => sum + failed, 0),
};
writeReport(result);
console.log(verdictOf('browser tests', { ...result, reason: results.find(({ reason }) => reason)?.reason }));
process.exit(result.failed === 0 ? 0 : 1);
