/**
 * `npm test`: installs what is missing, then runs everything: checks, build, unit, conformance, corpus,
 * golden and server tests, and the tests in a real VS Code, in VS Code for the web, of the playground and in
 * Neovim; with RULEWRIGHT_ENGINE also those that query a search engine. The last lines summarise the results.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root, setUpPackages, tryRun } from './setup.mjs';
import { comparisonsNotMade, countTests, summarise } from './test-summary.mjs';

setUpPackages();

const steps = [];
const node = (name, file, ...args) => {
  console.log(`\n== ${name}`);
  const status = tryRun(process.execPath, [file, ...args]);
  steps.push({ name, passed: status === 0 });
  return status;
};

const vitest = (name, outputFile, ...args) =>
  node(
    name,
    'node_modules/vitest/vitest.mjs',
    'run',
    '--reporter=dot',
    '--reporter=json',
    `--outputFile.json=${outputFile}`,
    ...args,
  );

const reports = mkdtempSync(join(tmpdir(), 'rulewright-test-'));
const report = join(reports, 'vitest.json');
const growthReport = join(reports, 'growth.json');

/**
 * Runs tests that report themselves when they cannot run, and writes their counts to the file in the
 * environment variable `variable`.
 */
const reporting = (name, file, variable) => {
  const path = join(reports, `${steps.length}.json`);
  process.env[variable] = path;
  const status = node(name, file);
  const counts = readJson(path);
  if (counts?.needs !== undefined && status === 0) steps.at(-1).notRun = `needs ${counts.needs}`;
  return counts;
};

/** Runs tests in an editor. */
const editor = (name, file) => {
  if (built) return reporting(name, file, 'RULEWRIGHT_EDITOR_REPORT');
  steps.push({ name, notRun: 'because the build failed' });
  return undefined;
};

node('checks', 'scripts/check.mjs');
const built = node('build', 'scripts/build.mjs') === 0;
vitest('tests', report);
vitest('growth', growthReport, '--config', 'test/growth/vitest.config.ts');
const others = [
  ...(process.env.RULEWRIGHT_ENGINE
    ? [reporting('comparison with a search engine', 'test/engine/run.mjs', 'RULEWRIGHT_ENGINE_REPORT')]
    : []),
  editor('tests in VS Code', 'test/editor/run.mjs'),
  editor('tests in VS Code for the web', 'test/editor/run-web.mjs'),
  editor('tests of the playground', 'test/editor/playground.mjs'),
  editor('tests in Neovim', 'test/editor/neovim/run.mjs'),
  editor('site in Chromium', 'test/editor/site.mjs'),
];

const runs = [readJson(report), readJson(growthReport)];
rmSync(reports, { recursive: true, force: true });
const parts = readJson(join(root, 'test/helpers/reference-data.json'));
const { lines, ok } = summarise({
  steps,
  ...countTests(runs, others),
  notMade: comparisonsNotMade(parts, runs),
});
console.log(`\n${lines.join('\n')}`);
process.exit(ok ? 0 : 1);

function readJson(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}
