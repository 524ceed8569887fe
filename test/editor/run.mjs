/**
 * Runs the suite in a real VS Code on a machine without a display: code-server with Chromium as its window.
 * Prints one last line with the result; the exit code is 0 if everything passed.
 */
import { bundleSuite } from './bundle-suite.mjs';
import { startFakeStack } from './fake-stack.mjs';
import { runSuite, verdictOf } from './run-suite.mjs';
import { buildExtension, reportNotRun, setUp, writeReport } from './setup.mjs';

const setup = setUp();
if (!setup.ready) process.exit(reportNotRun(setup.needs));
buildExtension();
const suite = await bundleSuite();
const stack = await startFakeStack();
const result = await runSuite(setup, suite);
await stack.stop();
writeReport({ passed: result.passed, failed: result.failed });
console.log(verdictOf('editor tests', result));
process.exit(result.failed === 0 ? 0 : 1);
