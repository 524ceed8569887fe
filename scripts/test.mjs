/**
 * `npm test`: installs what is missing, then everything: checks, build, unit, conformance, corpus, golden and server
 * tests, and the tests in a real VS Code and in Neovim. The last lines say how it went.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setUpPackages, tryRun } from './setup.mjs';

setUpPackages();

const results = [];
const node = (name, file, ...args) => {
  console.log(`\n== ${name}`);
  const status = tryRun(process.execPath, [file, ...args]);
  results.push({ name, passed: status === 0 });
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
const editorReport = join(reports, 'editor.json');

node('checks', 'scripts/check.mjs');
const built = node('build', 'scripts/build.mjs') === 0;
vitest('tests', report);
vitest('growth', growthReport, '--config', 'test/growth/vitest.config.ts');
process.env.RULEWRIGHT_EDITOR_REPORT = editorReport;
if (built) {
  node('tests in VS Code', 'test/editor/run.mjs');
  node('tests in Neovim', 'test/editor/neovim/run.mjs');
}

const { passed, failed, skipped, missing } = count();
rmSync(reports, { recursive: true, force: true });
console.log('');
for (const result of results) console.log(`${result.passed ? '✓' : '✗'} ${result.name}`);
if (missing) console.log(`editor tests: NOT RUN, needs: ${missing}`);
const broken = results.filter((result) => !result.passed).length;
console.log(
  `${passed} passed, ${Math.max(failed, broken)} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`,
);
process.exit(broken === 0 ? 0 : 1);

/** The tests of all runners added up; `missing` says what the editor tests lacked. */
function count() {
  const runs = [readJson(report), readJson(growthReport)];
  const sum = (counted) => runs.reduce((total, run) => total + (run?.[counted] ?? 0), 0);
  const editor = readJson(editorReport);
  return {
    passed: sum('numPassedTests') + (editor?.passed ?? 0),
    failed: sum('numFailedTests') + (editor?.failed ?? 0),
    skipped: sum('numPendingTests') + sum('numTodoTests'),
    missing: editor?.needs,
  };
}

function readJson(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}
