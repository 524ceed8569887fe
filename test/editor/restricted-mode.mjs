import { launchBrowser, startWorkbench, workbenchUrl } from './workbench.mjs';

/** A prompt would cover the window; without it the workspace stays untrusted. */
const noPrompt = {
  'security.workspace.trust.startupPrompt': 'never',
  'security.workspace.trust.banner': 'never',
};

/**
 * Uses the extension as a person would in an untrusted workspace: VS Code trusts every workspace in which it
 * runs a suite. Takes the same parameters as `runSuite` and returns the same.
 */
export async function checkRestrictedMode(setup, { extension, workspace, options }) {
  const workbench = await startWorkbench(setup, { ...options, asksForTrust: true, settings: noPrompt });
  const browser = await launchBrowser(setup.chromium);
  const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
  page.setDefaultTimeout(15_000);
  await page.goto(workbenchUrl({ ...workbench, workspace }, [], extension));

  async function open(file) {
    await page.locator('.explorer-folders-view .monaco-list-row', { hasText: file }).dblclick();
    await page.locator('.tab.active', { hasText: file }).waitFor();
  }
  const steps = {
    async 'is in restricted mode'() {
      await page.locator('.explorer-folders-view .monaco-list-row', { hasText: 'rules' }).click();
      await page.locator('.statusbar-item', { hasText: 'Restricted Mode' }).waitFor();
    },
    async 'reports findings'() {
      await open('misspelt.toml');
      await page.locator('.squiggly-warning').first().waitFor();
    },
    async 'runs tests'() {
      await open('container_tool.toml');
      await page.getByText('Run 2 tests', { exact: true }).first().click();
      await page.getByText('1 of 2 failed').first().waitFor();
    },
    async 'hides what needs a stack or Git'() {
      await page.keyboard.press('F1');
      await page.locator('.quick-input-widget input').fill('>Rulewright: Show');
      await page.locator('.quick-input-list').getByText('Rulewright: Show Output').waitFor();
      const shown = await page.locator('.quick-input-list .monaco-list-row').allInnerTexts();
      const needy = shown.filter((text) => /Kibana|Last Commit/.test(text));
      if (needy.length > 0) throw new Error(`these are shown: ${needy.join(', ')}`);
    },
  };
  const counts = { passed: 0, failed: 0 };
  for (const [name, step] of Object.entries(steps)) {
    try {
      await step();
      counts.passed++;
      console.log(`  \u2714 ${name}`);
    } catch (error) {
      counts.failed++;
      console.log(`  \u2716 ${name}\n    ${error.message}`);
    }
  }
  await browser.close();
  workbench.stop();
  return counts;
}
