import { format } from 'node:util';
import { launchBrowser, remoteUri, startWorkbench, workbenchUrl } from './workbench.mjs';

const secondsAllowed = 180;

/**
 * Runs a bundled suite in a VS Code with Chromium as its window. `extension` is the folder of the extension,
 * `workspace` the URI of a workspace other than the sample on disk, `options` are those of the workbench.
 * Returns how many tests passed and failed, and why it ended early.
 */
export async function runSuite(setup, suite, { extension, workspace, options } = {}) {
  const workbench = await startWorkbench(setup, options);
  const browser = await launchBrowser(setup.chromium);
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });

  /** The counts from the suite's last lines. */
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
      // The workbench logs to the same channel; the suite's reporter marks its lines.
      if (line.startsWith('  ') || line.startsWith('\u2713') || process.env.RULEWRIGHT_EDITOR_LOG)
        console.log(line);
    });
    page.exposeFunction('codeAutomationExit', (code) => resolve({ code }));
    page.on('crash', () => resolve({ code: 1, reason: 'the browser page crashed' }));
  });
  const entries = [['extensionTestsPath', remoteUri(workbench.port, suite)]];
  const shown = workspace === undefined ? workbench : { ...workbench, workspace };
  await page.goto(workbenchUrl(shown, entries, extension));
  const { code, reason } = await verdict;
  await browser.close();
  workbench.stop();
  return { ...counts, failed: Math.max(counts.failed, code === 0 ? 0 : 1), reason };
}

/** Returns the line that reports the result of suites; it starts with `name`. */
export function verdictOf(name, { failed, reason }) {
  return `${name}: ${failed === 0 ? 'PASSED' : `FAILED${reason ? ` (${reason})` : ''}`}`;
}
