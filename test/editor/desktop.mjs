/**
 * Runs the same suite in a desktop VS Code that @vscode/test-electron downloads. `VSCODE_VERSION` sets the
 * version; the default is the oldest that the extension supports.
 */
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { bundleSuite } from './bundle-suite.mjs';
import {
  buildExtension,
  cacheFolder,
  editorFolder,
  installPackages,
  reportNotRun,
  rootFolder,
} from './setup.mjs';

const failure = installPackages();
if (failure) process.exit(reportNotRun([`packages of test/editor (npm: ${failure})`]));
const { downloadAndUnzipVSCode, runTests } = await import('@vscode/test-electron');
buildExtension();
const suite = await bundleSuite();
const version = process.env.VSCODE_VERSION ?? '1.100.0';
let executable;
try {
  executable = await downloadAndUnzipVSCode({ version, cachePath: path.join(cacheFolder, 'desktop') });
} catch (error) {
  process.exit(reportNotRun([`a download of VS Code ${version} (${error.message})`]));
}
const workspace = mkdtempSync(path.join(tmpdir(), 'rulewright-editor-'));
cpSync(path.join(editorFolder, 'workspace'), workspace, { recursive: true });
let code = 1;
try {
  code = await runTests({
    vscodeExecutablePath: executable,
    extensionDevelopmentPath: rootFolder,
    extensionTestsPath: suite,
    launchArgs: [workspace, '--disable-extensions', '--disable-workspace-trust'],
  });
} catch (error) {
  console.error(error.message);
} finally {
  rmSync(workspace, { recursive: true, force: true });
}
console.log(`editor tests: ${code === 0 ? 'PASSED' : 'FAILED'}`);
process.exit(code);
