/**
 * Opens the playground in Chromium, from a file server and from a file, and uses it as a person would. Prints
 * one last line with the result; the exit code is 0 if everything passed.
 */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { loadModule } from '../../scripts/load-module.mjs';
import { cacheFolder, reportNotRun, rootFolder, setUp, writeReport } from './setup.mjs';
import { launchBrowser } from './workbench.mjs';

const setup = setUp();
if (!setup.ready) process.exit(reportNotRun(setup.needs));
const file = path.join(cacheFolder, 'playground/index.html');
execFileSync(process.execPath, ['scripts/playground.mjs', '--into', file], {
  cwd: rootFolder,
  stdio: 'inherit',
});

const files = createServer((request, response) => {
  const isPage = request.url === '/playground.html';
  response.writeHead(isPage ? 200 : 404, { 'content-type': 'text/html' });
  response.end(isPage ? readFileSync(file) : '');
});
await new Promise((resolve) => files.listen(0, '127.0.0.1', resolve));
const address = `http://127.0.0.1:${files.address().port}/playground.html`;
const browser = await launchBrowser(setup.chromium);

/** Opens the page in a separate window, and fails if it loads anything else or logs anything. */
async function open(url, { prepare, colorScheme = 'light' } = {}) {
  const page = await browser.newPage({ viewport: { width: 1400, height: 900 }, colorScheme });
  page.setDefaultTimeout(20_000);
  const unwanted = [];
  page.on('request', (request) => {
    if (request.url() !== url.replace(/#.*/, '') && !/^(?:blob|data):/.test(request.url()))
      unwanted.push(`loads ${request.url()}`);
  });
  page.on('console', (message) => unwanted.push(`logs ${message.text()}`));
  page.on('pageerror', (error) => unwanted.push(`fails with ${error.message}`));
  await prepare?.(page);
  await page.goto(url);
  const close = async () => {
    await page.close();
    assert.deepEqual(unwanted, []);
  };
  return { page, close };
}

const rule = (page) => page.getByRole('textbox', { name: 'Rule' });
const events = (page) => page.getByRole('textbox', { name: 'Events' });
const alerts = (page) => page.getByRole('region', { name: 'Alerts' });
const findings = (page) => page.getByRole('region', { name: 'Findings' });
const explanation = (page) => page.getByRole('region', { name: 'Explanation' });

/** Repeats an assertion until it holds, for at most ten seconds. */
async function eventually(check) {
  for (let attempt = 1; ; attempt++) {
    try {
      return await check();
    } catch (error) {
      if (attempt === 100) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

async function write(page, editor, text) {
  await editor.click();
  await page.keyboard.press('Control+a');
  await page.keyboard.insertText(text);
}

const query = (text) => `[rule]\nname = "A rule"\ntype = "eql"\nlanguage = "eql"\nquery = '${text}'\n`;

/** Returns the elements with text whose contrast with their background is too low (WCAG 2.2, 1.4.3). */
function lowContrasts() {
  const numbers = (color) => color.match(/[\d.]+/g).map(Number);
  const luminance = (color) => {
    const [red, green, blue] = numbers(color).map((value) => {
      const part = value / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const behind = (element) => {
    for (let one = element; one; one = one.parentElement) {
      const { backgroundColor } = getComputedStyle(one);
      if (/^rgb\(/.test(backgroundColor)) return backgroundColor;
    }
    return 'rgb(255, 255, 255)';
  };
  return [...document.body.querySelectorAll('*')].flatMap((element) => {
    const hasText = [...element.childNodes].some(
      (node) => node.nodeType === 3 && node.textContent.trim() !== '',
    );
    if (!hasText || !element.checkVisibility({ visibilityProperty: true })) return [];
    const [text, back] = [luminance(getComputedStyle(element).color), luminance(behind(element))];
    const contrast = (Math.max(text, back) + 0.05) / (Math.min(text, back) + 0.05);
    return contrast < 4.5 ? [`${element.textContent.slice(0, 40)}: ${contrast.toFixed(2)}`] : [];
  });
}

const tests = {
  async 'shows the alerts of a sample, and why its first event matches, from a file server'() {
    const { page, close } = await open(address);
    await alerts(page)
      .getByText(/^\d+ alerts on \d+ events$/)
      .waitFor();
    await alerts(page).getByRole('button', { name: 'line 1: exec process kubectl' }).waitFor();
    await explanation(page).getByText('process.name is "kubectl"').waitFor();
    await page.locator('.cm-holds').first().waitFor();
    await close();
  },

  async 'answers as Node.js does for all samples'() {
    const { runOnFiles } = await loadModule('server/src/lsp/requests/run-files.ts');
    const { page, close } = await open(address);
    const samples = JSON.parse(await page.locator('#samples').textContent());
    assert.ok(samples.length > 10);
    for (const [index, { name, rule: text, events: given }] of samples.entries()) {
      const file = { path: '', uri: 'untitled:events', text: given, shown: '', bytes: given.length };
      const control = { stopped: () => false, progress() {} };
      const run = await runOnFiles({ rule: text, path: undefined, files: [file] }, undefined, control);
      assert.ok(run.alerts.length > 0, name);
      await page.locator('#sample').selectOption(String(index));
      const first = run.alerts.map((alert) => alert.events.find((event) => event !== null));
      const expected = [
        `${run.alerts.length} alert${run.alerts.length === 1 ? '' : 's'} on ${run.events} events`,
        ...first.map(({ range, label }) => `line ${range.start.line + 1}: ${label}`),
      ];
      await eventually(async () => {
        const firstButtons = 'p, ul:first-of-type > li > div > button:first-of-type';
        assert.deepEqual(await alerts(page).locator(firstButtons).allInnerTexts(), expected, name);
      });
    }
    await close();
  },

  async 'works from a file'() {
    const { page, close } = await open(pathToFileURL(file).href);
    await alerts(page)
      .getByText(/^\d+ alerts on \d+ events$/)
      .waitFor();
    await close();
  },

  async 'reports a typo, and leads to it'() {
    const { page, close } = await open(address);
    await write(page, rule(page), query('process where proces.name == "sh"'));
    const finding = findings(page).getByRole('button', { name: /proces\.name/ });
    await finding.waitFor();
    await page.locator('.cm-lintRange').first().waitFor();
    await finding.click();
    assert.equal(await page.evaluate(() => String(getSelection())), 'proces.name');
    await close();
  },

  async 'says which value decided'() {
    const { page, close } = await open(address);
    await write(page, rule(page), query('process where process.name == "sh" and user.name == "mara"'));
    const lines = [
      '{"event":{"category":"process"},"process":{"name":"sh"},"user":{"name":"mara"}}',
      '{"event":{"category":"process"},"process":{"name":"sh"},"user":{"name":"adele"}}',
    ];
    await write(page, events(page), lines.join('\n'));
    await alerts(page).getByText('1 alert on 2 events').waitFor();
    await alerts(page)
      .getByRole('button', { name: /^line 2/ })
      .click();
    await explanation(page).getByText('does not match the query').waitFor();
    await explanation(page).getByText('user.name is "adele"').waitFor();
    await page.locator('.cm-fails', { hasText: 'user.name == "mara"' }).waitFor();
    assert.equal(await page.getByLabel('Event', { exact: true }).inputValue(), '2');
    await page.getByLabel('Event', { exact: true }).fill('1');
    await page.keyboard.press('Enter');
    await explanation(page).getByText('user.name is "mara"').waitFor();
    await close();
  },

  async 'completes fields, and explains one'() {
    const { page, close } = await open(address);
    await write(page, rule(page), query('process where process.name == "sh"'));
    await page.locator('.cm-token-property', { hasText: 'process.name' }).hover();
    await page.locator('.cm-hover', { hasText: 'keyword' }).waitFor();
    for (const key of ['Control+End', 'ArrowLeft', 'ArrowLeft']) await page.keyboard.press(key);
    await page.keyboard.type(' and process.comm', { delay: 20 });
    await page.locator('.cm-tooltip-autocomplete li', { hasText: 'process.command_line' }).first().waitFor();
    await close();
  },

  async 'shows hostile text as text'() {
    const { page, close } = await open(address);
    const text = '<img src=x onerror=alert(1)><script>alert(2)</script>';
    await write(page, rule(page), query('process where process.name != "a"').replace('A rule', text));
    const event = { event: { category: 'process' }, process: { name: text } };
    await write(page, events(page), JSON.stringify(event));
    await alerts(page).getByText('1 alert on 1 event').waitFor();
    await explanation(page).getByText(text).waitFor();
    assert.equal(await page.locator('img').count(), 0);
    await close();
  },

  async 'is shared by a link, and survives a damaged one'() {
    const { page, close } = await open(address);
    await write(page, rule(page), query('process where process.name == "mine"'));
    await page.getByRole('button', { name: 'Copy link' }).click();
    await page
      .getByRole('status')
      .getByText(/contains the rule and events/)
      .waitFor();
    const link = page.url();
    assert.match(link, /#1\.[\w-]+$/);
    await close();
    const second = await open(link);
    await rule(second.page).getByText('"mine"').waitFor();
    await second.close();
    const third = await open(`${link.slice(0, -9)}AAAA`);
    await third.page.getByRole('status').getByText('The link is damaged').waitFor();
    await third.close();
  },

  async 'refuses a text that is too large, and says so'() {
    const { page, close } = await open(address);
    await alerts(page)
      .getByText(/^\d+ alerts on/)
      .waitFor();
    await write(page, rule(page), 'a');
    await alerts(page).locator('.error').waitFor();
    // Pasted, since typing it would take too long.
    await rule(page).evaluate((editor) => {
      const data = new DataTransfer();
      data.setData('text/plain', 'x'.repeat(4 * 1024 * 1024));
      editor.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
      );
    });
    await page.getByRole('status').getByText('Not inserted').waitFor();
    assert.equal(await rule(page).textContent(), 'a');
    await close();
  },

  async 'ends a run that takes too long, and goes on after it'() {
    const prepare = async (page) => {
      await page.clock.install();
      await page.addInitScript(() => {
        const { postMessage } = Worker.prototype;
        globalThis.isStuck = false;
        Worker.prototype.postMessage = function post(message) {
          if (!globalThis.isStuck || message.method !== 'rulewright/runOnEvents')
            postMessage.call(this, message);
        };
      });
    };
    const { page, close } = await open(address, { prepare });
    await alerts(page)
      .getByText(/^\d+ alerts on/)
      .waitFor();
    await page.evaluate(() => {
      globalThis.isStuck = true;
    });
    await write(page, rule(page), query('process where true'));
    await page.getByRole('status').getByText('Running').waitFor();
    await page.clock.fastForward(21_000);
    await alerts(page).getByText('Stopped: it took longer than 20 s').waitFor();
    await page.evaluate(() => {
      globalThis.isStuck = false;
    });
    await write(page, rule(page), query('process where false'));
    await alerts(page)
      .getByText(/^0 alerts on/)
      .waitFor();
    await close();
  },

  async 'can be read in both themes, and used by keyboard'() {
    for (const colorScheme of ['light', 'dark']) {
      const { page, close } = await open(address, { colorScheme });
      await alerts(page)
        .getByText(/^\d+ alerts on/)
        .waitFor();
      await write(page, rule(page), query('process where proces.name == "sh"'));
      await findings(page).getByRole('button').first().waitFor();
      assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), colorScheme);
      assert.deepEqual(await page.evaluate(lowContrasts), []);
      const named = await page
        .locator('select, input, button, [role=textbox]')
        .evaluateAll((all) =>
          all.map((one) => one.ariaLabel ?? one.labels?.[0]?.textContent ?? one.textContent),
        );
      assert.ok(named.length > 6 && named.every((name) => name?.trim()));
      await page.locator('#sample').focus();
      const stops = [];
      for (let count = 0; count < 4; count++) {
        await page.keyboard.press('Tab');
        stops.push(await page.evaluate(() => document.activeElement.id || document.activeElement.ariaLabel));
      }
      assert.deepEqual(stops, ['share', 'theme', 'Rule', 'Events']);
      await page.keyboard.press('Tab');
      assert.ok(await page.evaluate(() => document.activeElement.closest('#findings') !== null));
      await page.getByRole('button', { name: 'Dark' }).click();
      assert.notEqual(await page.evaluate(() => document.documentElement.dataset.theme), colorScheme);
      await close();
    }
  },
};

const counts = { passed: 0, failed: 0 };
for (const [name, run] of Object.entries(tests)) {
  try {
    await run();
    counts.passed++;
    console.log(`  ✔ ${name}`);
  } catch (error) {
    counts.failed++;
    console.log(`  ✖ ${name}\n    ${error.stack}`);
  }
}
await browser.close();
files.close();
writeReport(counts);
console.log(`playground tests: ${counts.failed === 0 ? 'PASSED' : 'FAILED'}`);
process.exit(counts.failed === 0 ? 0 : 1);
