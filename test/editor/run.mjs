/**
 * Runs the suite in a real VS Code on a machine without a display: code-server with Chromium as its window. Ends with
 * one line that says how it went; the exit code is the verdict.
 */
import { bundleSuite } from './bundle-suite.mjs';
import { startFakeStack } from './fake-stack.mjs';
import { runSuite } from './run-suite.mjs';
import { buildExtension, reportNotRun, setUp } from './setup.mjs';

const setup = setUp();
if (!setup.ready) process.exit(reportNotRun(setup.needs));
buildExtension();
const suite = await bundleSuite();
const stack = await startFakeStack();
const code = await runSuite('editor tests', setup, suite);
await stack.stop();
process.exit(code);
