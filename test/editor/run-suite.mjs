import { format } from 'node:util';
import { writeReport } from './setup.mjs';
import { launchBrowser, remoteUri, startWorkbench, workbenchUrl } from './workbench.mjs';

const secondsAllowed = 180;

/**
 * Runs a bundled suite in a VS Code with Chromium as its window; `extension` is the folder of the extension. Prints
 * one line that says how it went, which starts with `name`. Returns the exit code.
 */
export async function runSuite(name, setup, suite, extension) {
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
  const entries = [['extensionTestsPath', remoteUri(workbench.port, suite)]];
  await page.goto(workbenchUrl(workbench, entries, extension));
  const { code, reason } = await verdict;
  await browser.close();
  workbench.stop();
  writeReport({ ...counts, failed: Math.max(counts.failed, code === 0 ? 0 : 1) });
  console.log(`${name}: ${code === 0 ? 'PASSED' : `FAILED${reason ? ` (${reason})` : ''}`}`);
  return code === 0 ? 0 : 1;
}
