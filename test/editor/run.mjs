/**
 * Runs the suite in a real VS Code on a machine without a display: code-server with Chromium as its window. Ends with
 * one line that says how it went; the exit code is the verdict.
 */
import { format } from 'node:util';
import { bundleSuite } from './bundle-suite.mjs';
import { startFakeStack } from './fake-stack.mjs';
import { buildExtension, reportNotRun, setUp, writeReport } from './setup.mjs';
import { launchBrowser, remoteUri, startWorkbench, workbenchUrl } from './workbench.mjs';

const secondsAllowed = 180;

const setup = setUp();
if (!setup.ready) process.exit(reportNotRun(setup.needs));
buildExtension();
const suite = await bundleSuite();
const stack = await startFakeStack();
const workbench = await startWorkbench(setup);
const browser = await launchBrowser(setup.chromium);
const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });

/** What the suite says of itself in its last lines. */
const counts = { passed: 0, failed: 0 };

const verdict = new Promise((resolve) => {
  setTimeout(
    () => resolve({ code: 1, reason: `no answer in ${secondsAllowed} s` }),
    secondsAllowed * 1000,
  ).unref();
  page.exposeFunction('codeAutomationLog', (_type, args) => {
    const line = format(...args);
    const [, count, outcome] = /^\s*(\d+) (passing|failing)\b/.exec(line) ?? [];
    if (count !== undefined) counts[outcome === 'passing' ? 'passed' : 'failed'] = Number(count);
    // The workbench logs through the same channel; the reporter of the suite marks its lines.
    if (line.startsWith('  ') || line.startsWith('\u2713') || process.env.RULEWRIGHT_EDITOR_LOG)
      console.log(line);
  });
  page.exposeFunction('codeAutomationExit', (code) => resolve({ code }));
  page.on('crash', () => resolve({ code: 1, reason: 'the browser page crashed' }));
});
await page.goto(workbenchUrl(workbench, [['extensionTestsPath', remoteUri(workbench.port, suite)]]));
const { code, reason } = await verdict;
await browser.close();
workbench.stop();
await stack.stop();
writeReport({ ...counts, failed: Math.max(counts.failed, code === 0 ? 0 : 1) });
console.log(`editor tests: ${code === 0 ? 'PASSED' : `FAILED${reason ? ` (${reason})` : ''}`}`);
process.exit(code === 0 ? 0 : 1);
