/**
 * Opens the pages of `rulewright site` in Chromium, in light and dark. Checks that axe finds no problem, that
 * no page requests anything but itself, and that the search narrows the list. Prints one last line with the
 * result.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { reportNotRun, rootFolder, setUp, writeReport } from './setup.mjs';
import { launchBrowser } from './workbench.mjs';

const setup = setUp();
if (!setup.ready) process.exit(reportNotRun(setup.needs));
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'rulewright-site-'));
const counts = { passed: 0, failed: 0 };
const check = (name, problems) => {
  counts[problems.length === 0 ? 'passed' : 'failed']++;
  if (problems.length > 0) console.log(`  ${name}\n    ${problems.join('\n    ')}`);
};

execFileSync(process.execPath, [join(rootFolder, 'server/dist/cli.js'), 'site', 'rules', '--out', folder], {
  cwd: rootFolder,
});
const rules = readdirSync(join(folder, 'rules')).map((name) => `rules/${name}`);
const browser = await launchBrowser(setup.chromium);
for (const colorScheme of ['light', 'dark']) {
  // The pages' content security policy blocks axe, too.
  const context = await browser.newContext({ colorScheme, bypassCSP: true });
  const page = await context.newPage();
  const asked = [];
  page.on('request', (request) => asked.push(request.url()));
  for (const address of ['index.html', 'techniques.html', 'data.html', 'tags.html', ...rules]) {
    const url = pathToFileURL(join(folder, address)).href;
    asked.length = 0;
    await page.goto(url);
    await page.evaluate(axe);
    const { violations } = await page.evaluate(() => globalThis.axe.run());
    check(`${address}, ${colorScheme}`, [
      ...violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`),
      ...asked.filter((one) => one !== url).map((one) => `asks for ${one}`),
    ]);
  }
  await context.close();
}

const page = await browser.newPage();
const errors = [];
page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
await page.goto(pathToFileURL(join(folder, 'index.html')).href);
await page.fill('#search', 'SSH password');
const shown = await page.locator('#rules tbody tr:visible').count();
check('the search narrows the list', [...errors, ...(shown === 1 ? [] : [`${shown} rules are shown`])]);
await browser.close();
rmSync(folder, { recursive: true, force: true });
writeReport(counts);
console.log(`site in Chromium: ${counts.failed === 0 ? 'PASSED' : 'FAILED'} (${counts.passed} passed)`);
process.exit(counts.failed === 0 ? 0 : 1);
