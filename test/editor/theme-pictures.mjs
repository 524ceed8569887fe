/** Takes pictures of the extension in each default theme of VS Code. Run directly, it takes only these. */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { driverOf } from './driver.mjs';
import { packageInstaller } from './install-package.mjs';
import { themes } from './pictures.mjs';
import { editorFolder, reportNotRun, setUp } from './setup.mjs';
import { launchBrowser, startWorkbench, workspaceUrl } from './workbench.mjs';

/** The area of the scene `rules` to keep. */
const bothEditors = { x: 48, y: 35, width: 1352, height: 525 };

/** The steps to each picture, in the same workbench, by the suffix of its name; the prefix is the theme's. */
const scenes = {
  async rules({ page, open, goTo }) {
    await open('misspelt.toml');
    await goTo(31);
    await page.waitForSelector('.squiggly-warning');
    await page.keyboard.press('Control+\\');
    await open('many_hosts.toml');
    await goTo(26);
    await page.getByText('Explain with event…').first().waitFor();
  },
  async alerts({ page, open, command, goTo, inView }) {
    await command('View: Close All Editors');
    await open('container_tool.toml');
    await command('Rulewright: Run This Rule on Fixtures');
    await inView().getByText('Near misses').waitFor();
    await goTo(35);
    await page.waitForTimeout(300);
  },
  async explain({ page, inView }) {
    await inView()
      .getByRole('button', { name: /^Explain: exec process bash/ })
      .click();
    await page.getByText('the event does not match').waitFor();
  },
  async failure({ page, open, command, goTo }) {
    await command('Rulewright: Clear Explanation');
    await command('View: Close All Editors');
    await open('container_tool.toml');
    await command('Rulewright: Run Tests of This Rule');
    await page.getByText('1 of 2 failed').first().waitFor();
    await goTo(36);
  },
};

/** Takes all of them into a folder; returns what did not appear. `prepare` installs the extension. */
export async function takeThemePictures(setup, browser, folder, prepare) {
  const failures = [];
  for (const [prefix, theme] of Object.entries(themes)) {
    const workbench = await startWorkbench(setup, {
      prepare,
      settings: {
        'workbench.colorTheme': theme,
        'window.menuBarVisibility': 'hidden',
        'editor.minimap.enabled': false,
        'editor.stickyScroll.enabled': false,
        'editor.wordWrap': 'on',
      },
    });
    const page = await browser.newPage({ viewport: { width: 1400, height: 800 } });
    page.setDefaultTimeout(15_000);
    await page.goto(workspaceUrl(workbench));
    await page.waitForSelector('.monaco-workbench .explorer-folders-view');
    const driver = { page, ...driverOf(page) };
    await driver.command('View: Toggle Primary Side Bar Visibility');
    for (const [suffix, steps] of Object.entries(scenes)) {
      const name = `${prefix}-${suffix}`;
      await steps(driver).catch((error) => failures.push(`${name}: ${error.message.split('\n')[0]}`));
      await page.waitForTimeout(500);
      await page.screenshot({
        path: path.join(folder, `${name}.png`),
        ...(suffix === 'rules' && { clip: bothEditors }),
      });
    }
    await page.close();
    workbench.stop();
  }
  return failures;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const setup = setUp();
  if (!setup.ready) process.exit(reportNotRun(setup.needs));
  const folder = path.join(editorFolder, 'screenshots');
  mkdirSync(folder, { recursive: true });
  const browser = await launchBrowser(setup.chromium);
  const failures = await takeThemePictures(setup, browser, folder, packageInstaller(setup));
  await browser.close();
  for (const failure of failures) console.log(`  not seen: ${failure}`);
  process.exit(failures.length === 0 ? 0 : 1);
}
