/**
 * Runs the suite where VS Code runs extensions in a browser: the extension host is a worker of the page, without Node.js, and
 * files are not those of a disk. Ends with one line that says how it went; the exit code is the verdict.
 */
import { bundleWebSuite, webExtension } from './bundle-suite.mjs';
import { runSuite } from './run-suite.mjs';
import { buildExtension, reportNotRun, setUp } from './setup.mjs';

const setup = setUp();
if (!setup.ready) process.exit(reportNotRun(setup.needs));
buildExtension();
const extension = webExtension();
const suite = await bundleWebSuite(extension);
process.exit(await runSuite('browser tests', setup, suite, extension));
