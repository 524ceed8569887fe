/**
 * Installs the packaged extension into a fresh VS Code, uses it as a person would, and saves pictures of it
 * in test/editor/screenshots. With `--write`, those of the documentation replace the existing ones. Fails if
 * something that must be visible does not appear.
 */
import { copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { takeBrowserPictures } from './browser-pictures.mjs';
import { driverOf } from './driver.mjs';
import { startFakeStack } from './fake-stack.mjs';
import { packageInstaller } from './install-package.mjs';
import { pictures } from './pictures.mjs';
import { editorFolder, reportNotRun, rootFolder, setUp } from './setup.mjs';
import { takeThemePictures } from './theme-pictures.mjs';
import { launchBrowser, startWorkbench, workspaceUrl } from './workbench.mjs';

const folder = path.join(editorFolder, 'screenshots');
const setup = setUp();
if (!setup.ready) process.exit(reportNotRun(setup.needs));
const install = packageInstaller(setup);
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });

const stack = await startFakeStack();
const workbench = await startWorkbench(setup, {
  prepare: install,
  settings: { 'workbench.colorTheme': 'Default Dark Modern', 'window.menuBarVisibility': 'hidden' },
});
const browser = await launchBrowser(setup.chromium);
const context = await browser.newContext({
  viewport: { width: 1400, height: 900 },
  permissions: ['clipboard-read', 'clipboard-write'],
});
const page = await context.newPage();
page.setDefaultTimeout(15_000);
// Quick open does not list files that are created later.
writeFileSync(path.join(workbench.workspace, 'rules/pasted.toml'), '');
await page.goto(workspaceUrl(workbench));
await page.waitForSelector('.monaco-workbench .explorer-folders-view');

const { open, command, goTo, inView } = driverOf(page);
const failures = [];
/** Takes a picture after `steps`. `clip` is the area of the page to keep; the whole page by default. */
async function picture(name, steps, clip) {
  try {
    await steps();
  } catch (error) {
    failures.push(`${name}: ${error.message.split('\n')[0]}`);
  }
  await page.waitForTimeout(300);
  await page.screenshot({ path: path.join(folder, `${name}.png`), ...(clip && { clip }) });
  await page.keyboard.press('Escape');
}

await picture('00-extension-page', async () => {
  await command('View: Show Extensions');
  await page.locator('.extensions-list .monaco-list-row', { hasText: 'Rulewright' }).first().click();
  const pictures = inView().locator('img');
  await pictures.first().waitFor();
  const widths = await pictures.evaluateAll((all) => all.map((one) => one.naturalWidth));
  if (widths.length < 4 || widths.includes(0)) throw new Error(`pictures did not load: ${widths.join(', ')}`);
});
await picture('01-problem', async () => {
  await open('misspelt.toml');
  await goTo(31);
  await page.waitForSelector('.squiggly-warning');
});
await picture('02-hover-problem', async () => {
  await page.locator('.squiggly-warning').first().hover({ force: true });
  await page.waitForSelector('.monaco-hover:not(.hidden) .hover-row');
});
await picture('03-problems-panel', async () => {
  await command('Problems: Focus on Problems View');
  await page.waitForSelector('.markers-panel .monaco-list-row');
});
await picture('04-code-lenses', async () => {
  await open('container_tool.toml');
  await goTo(33);
  await page.getByText('Run 2 tests', { exact: true }).first().waitFor();
});
await picture('05-hover-field', async () => {
  await goTo(36, 30);
  await command('Show or Focus Hover');
  await page.waitForSelector('.monaco-hover:not(.hidden) .hover-row');
});
await picture('06-completion-field', async () => {
  await open('container_tool.toml');
  await goTo(37, 100);
  await page.keyboard.type(' and process.entry_le', { delay: 30 });
  await page.waitForSelector('.suggest-widget.visible .monaco-list-row');
});
await picture('07-completion-value', async () => {
  await page.keyboard.press('Escape');
  await page.keyboard.type('ader.entry_meta.type == "', { delay: 30 });
  await page.keyboard.press('Control+Space');
  await page.waitForSelector('.suggest-widget.visible .monaco-list-row');
});
await command('File: Revert File');
await picture('08-run-on-fixtures', async () => {
  await open('container_tool.toml');
  await command('Rulewright: Run This Rule on Fixtures');
  await inView().getByText('Near misses').waitFor();
  await goTo(35);
});
await picture('08b-explain-in-place', async () => {
  await inView()
    .getByRole('button', { name: /^Explain: exec process bash/ })
    .click();
  await page.getByText('the event does not match').waitFor();
  await command('View: Hide Panel');
});
await picture('09-test-explorer', async () => {
  await open('container_tool.toml');
  await command('Rulewright: Run Tests of This Rule');
  await command('Testing: Focus on Test Explorer View');
  await page.locator('.test-explorer .monaco-list-row', { hasText: 'Container Tool' }).first().click();
  await page.keyboard.press('ArrowRight');
  await page.locator('.test-explorer .monaco-list-row', { hasText: 'container_tool.tests.yaml' }).click();
  await page.keyboard.press('ArrowRight');
  await page
    .locator('.test-explorer .monaco-list-row', { hasText: 'kubectl in a container' })
    .first()
    .waitFor();
});
await picture('10-test-failure', async () => {
  await page.locator('.test-explorer .monaco-list-row', { hasText: 'a shell' }).first().click();
  await command('Test: Peek Output');
});
await picture('10b-completion-in-tests', async () => {
  await open('container_tool.tests.yaml');
  await goTo(9, 33);
  await page.keyboard.type(' process.par', { delay: 30 });
  await page.waitForSelector('.suggest-widget.visible .monaco-list-row');
});
await command('File: Revert File');
await picture('10c-proof', async () => {
  await open('container_tool.toml');
  await command('Rulewright: Prove the Tests of This Rule');
  await page
    .getByText(/^proved \d+\/\d+$/)
    .first()
    .waitFor();
  await goTo(36, 12);
  await command('Show or Focus Hover');
  await page.getByText('Add a test that does').first().waitFor();
});
await picture('10d-proof-actions', async () => {
  await page.keyboard.press('Escape');
  await goTo(36, 12);
  await command('Refactor...');
  await page.getByText('Add a near miss for this condition').first().waitFor();
});
await picture('10e-changes', async () => {
  await page.keyboard.press('Escape');
  await goTo(37, 20);
  await page.keyboard.type('"crictl", ');
  await page.keyboard.press('Control+s');
  await page
    .getByText(/^vs HEAD: \+\d+ −\d+$/)
    .first()
    .waitFor();
  await command('Rulewright: Show Changes of This Rule Since the Last Commit');
  await page.locator('.tab.active', { hasText: 'container_tool.toml.changes' }).waitFor();
});
await command('View: Close All Editors');
await picture('11-guide', async () => {
  await open('container_tool.toml');
  await command('Rulewright: Preview Investigation Guide');
  await inView()
    .getByRole('heading', { name: /Investigating/ })
    .waitFor();
});
await picture('11b-guide-of-an-event', async () => {
  await inView()
    .getByRole('button', { name: /Fill in from/ })
    .click();
  await page.locator('.quick-input-widget input').fill('kubectl (host web-1)');
  await page.locator('.quick-input-list .monaco-list-row.focused', { hasText: 'host web-1' }).waitFor();
  await page.keyboard.press('Enter');
  await inView()
    .getByText(/Filled in from/)
    .waitFor();
});

await command('View: Close All Editors');
await picture('11c-esql-completion', async () => {
  await open('many_hosts.toml');
  await goTo(24, 26);
  await page.keyboard.type(' and Es', { delay: 30 });
  await page.waitForSelector('.suggest-widget.visible .monaco-list-row');
});
await picture('11d-esql-list-compared', async () => {
  await page.keyboard.press('Escape');
  await page.keyboard.type('ql.addresses == "192.0.2.7"', { delay: 10 });
  await page.waitForSelector('.squiggly-warning');
  await page.locator('.squiggly-warning').first().hover({ force: true });
  await page.waitForSelector('.monaco-hover:not(.hidden) .hover-row');
});
await command('File: Revert File');
await picture('11e-esql-hover', async () => {
  // Reverting the file moves the cursor, and rendering that is still in progress hides a hover that opens too early.
  for (let attempt = 0; attempt < 5; attempt++) {
    await goTo(24, 12);
    await command('Show or Focus Hover');
    const hover = page.waitForSelector('.monaco-hover:not(.hidden) .hover-row', { timeout: 3000 });
    if (await hover.then(() => true).catch(() => false)) return;
  }
  throw new Error('there is no hover');
});
await picture('11f-esql-pipeline', async () => {
  await command('Rulewright: Explain with Event…');
  await page.locator('.quick-input-widget input').fill('bob');
  await page.keyboard.press('Enter');
  await page.getByText('the event does not match').waitFor();
  await goTo(23, 3);
  await command('Rulewright: Show Rows After This Command');
  await inView().getByRole('heading', { name: 'Rows after STATS in line 23' }).waitFor();
});

await command('View: Close All Editors');
await picture('11g-run-on-stack', async () => {
  await open('container_tool.toml');
  await command('Rulewright: Preview This Rule in Kibana…');
  await page.locator('.quick-input-list .monaco-list-row', { hasText: 'One run of the rule' }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByText('No alert on environment').first().waitFor();
  await command('Rulewright: Run This Rule on a Stack…');
  await page.locator('.quick-input-widget input').fill('Last hour');
  await page.keyboard.press('Enter');
  await inView().getByText('environment (1 alert)').waitFor();
});
await picture('11h-differences', async () => {
  await command('Rulewright: Compare Rules with Kibana');
  await page
    .getByText(/rules differ from environment/)
    .first()
    .waitFor();
  await command('Rulewright: Show Rules That Differ from Kibana');
  await page.locator('.quick-input-list .monaco-list-row', { hasText: 'Made in Kibana' }).waitFor();
});
await picture(
  '11i-stack-diff',
  async () => {
    await command('Rulewright: Show This Rule and Kibana Side by Side');
    await page.locator('.tab.active', { hasText: 'environment ↔ file' }).waitFor();
    await page.locator('.line-insert, .char-insert').first().waitFor();
  },
  { x: 348, y: 35, width: 1052, height: 545 },
);

await picture('11k-matrix', async () => {
  await command('View: Close All Editors');
  await command('View: Hide Panel');
  await open('container_tool.toml');
  await command('Rulewright: Run All Rules on Events…');
  await page.locator('.quick-input-list .monaco-list-row', { hasText: 'Fixtures' }).click();
  await inView().getByText('processes.ndjson').waitFor();
});
await picture('11l-coverage', async () => {
  await command('Explorer: Focus on ATT&CK Coverage View');
  const row = (text) => page.locator('.pane-body .monaco-list-row', { hasText: text }).first();
  await row('Execution').waitFor();
  await row('Execution').click();
  await page.keyboard.press('ArrowRight');
  await row('T1609').click();
  await page.keyboard.press('ArrowRight');
  await row('Container Tool Started in a Container').waitFor();
});
await picture('11j-paste-rule', async () => {
  const line = {
    rule_id: '33333333-3333-4333-8333-333333333333',
    name: 'Pasted from Kibana',
    description: 'Looks for it.',
    type: 'eql',
    language: 'eql',
    query: 'process where process.name == "nc"',
    index: ['logs-*'],
    severity: 'low',
    risk_score: 21,
  };
  await page.evaluate((text) => navigator.clipboard.writeText(text), JSON.stringify(line));
  await open('pasted.toml');
  await page.keyboard.press('Control+v');
  await page.getByText('"Pasted from Kibana"').first().waitFor();
  await page.locator('.view-line', { hasText: 'process where' }).waitFor();
});
await command('File: Revert File');
await picture(
  '12-sequence',
  async () => {
    await command('View: Close All Editors');
    await open('guessed_password.toml');
    await command('View: Toggle Primary Side Bar Visibility');
    await command('Rulewright: Show Sequence');
    await inView().getByRole('heading', { name: 'bob, 192.0.2.9' }).waitFor();
  },
  { x: 48, y: 35, width: 1352, height: 730 },
);
await picture('13-sequence-high-contrast', async () => {
  await page.keyboard.press('Control+k');
  await page.keyboard.press('Control+t');
  await page.locator('.quick-input-widget input').fill('Dark High Contrast');
  await page.keyboard.press('Enter');
  await inView().locator('[data-lane="0"][data-event="0"]').focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await page.locator('.tab.active', { hasText: 'logins.ndjson' }).waitFor();
});

workbench.stop();
await stack.stop();
failures.push(...(await takeThemePictures(setup, browser, folder, install)));
failures.push(...(await takeBrowserPictures(setup, browser, folder)));
await browser.close();
if (process.argv.includes('--write') && failures.length === 0)
  for (const [name, scene] of Object.entries(pictures))
    copyFileSync(path.join(folder, `${scene}.png`), path.join(rootFolder, 'docs/images', name));
for (const failure of failures) console.log(`  not seen: ${failure}`);
console.log(
  `screenshots: ${failures.length === 0 ? 'DONE' : `${failures.length} FAILED`}, in test/editor/screenshots`,
);
process.exit(failures.length === 0 ? 0 : 1);
