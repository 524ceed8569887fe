/** Takes pictures of the extension in a browser and of the playground. Run directly, it takes only these. */
import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { webExtension } from './bundle-suite.mjs';
import { buildExtension, cacheFolder, editorFolder, reportNotRun, rootFolder, setUp } from './setup.mjs';
import { launchBrowser, startWorkbench, workbenchUrl } from './workbench.mjs';

const size = { viewport: { width: 1400, height: 900 } };

/** Takes a picture of a page after `steps`; returns what did not appear. */
async function take(browser, url, folder, name, steps, options = {}) {
  const page = await browser.newPage({ ...size, ...options });
  page.setDefaultTimeout(20_000);
  const failures = [];
  try {
    await page.goto(url);
    await steps(page);
  } catch (error) {
    failures.push(`${name}: ${error.message.split('\n')[0]}`);
  }
  await page.waitForTimeout(500);
  await page.screenshot({ path: path.join(folder, `${name}.png`) });
  await page.close();
  return failures;
}

async function showFindingsAndTests(page) {
  await page.waitForSelector('.monaco-workbench .explorer-folders-view');
  for (const file of ['misspelt.toml', 'container_tool.toml']) {
    await page.keyboard.press('Control+p');
    await page.locator('.quick-input-widget input').fill(file);
    await page.locator('.quick-input-list .monaco-list-row.focused', { hasText: file }).waitFor();
    await page.keyboard.press('Enter');
    await page.locator('.tab.active', { hasText: file }).waitFor();
  }
  await page.keyboard.press('Control+g');
  await page.locator('.quick-input-widget input').fill(':36:1');
  await page.keyboard.press('Enter');
  await page.getByText('Run 2 tests', { exact: true }).first().click();
  await page.getByText('1 of 2 failed').first().waitFor();
}

async function chooseMiss(page) {
  await page.locator('#sample').selectOption({ index: 0 });
  await page.locator('#alerts').getByRole('button', { name: 'line 13:' }).first().click();
  await page.locator('#explanation').getByText('does not match').waitFor();
  await page.locator('.cm-fails').first().waitFor();
}

/** Takes all of them into a folder; returns what did not appear. The extension must be built. */
export async function takeBrowserPictures(setup, browser, folder) {
  const settings = { 'workbench.colorTheme': 'Default Dark Modern', 'window.menuBarVisibility': 'hidden' };
  const workbench = await startWorkbench(setup, { settings });
  const address = workbenchUrl(workbench, [], webExtension());
  const failures = await take(browser, address, folder, '14-browser', showFindingsAndTests);
  workbench.stop();
  const file = path.join(cacheFolder, 'playground/index.html');
  execFileSync(process.execPath, ['scripts/playground.mjs', '--into', file], { cwd: rootFolder });
  for (const colorScheme of ['light', 'dark']) {
    const name = colorScheme === 'light' ? '15-playground' : '16-playground-dark';
    const url = pathToFileURL(file).href;
    failures.push(...(await take(browser, url, folder, name, chooseMiss, { colorScheme })));
  }
  return failures;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const setup = setUp();
  if (!setup.ready) process.exit(reportNotRun(setup.needs));
  buildExtension();
  const folder = path.join(editorFolder, 'screenshots');
  mkdirSync(folder, { recursive: true });
  const browser = await launchBrowser(setup.chromium);
  const failures = await takeBrowserPictures(setup, browser, folder);
  await browser.close();
  for (const failure of failures) console.log(`  not seen: ${failure}`);
  process.exit(failures.length === 0 ? 0 : 1);
}
