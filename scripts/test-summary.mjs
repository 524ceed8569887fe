/**
 * The summary at the end of `npm test`. It lists what did not run, so that nothing skipped looks as if it had
 * passed.
 */

/** The words in a test's name that say it needs reference data (test/helpers/shared.ts). */
const needsData = 'skipped: no reference data';

/**
 * Returns the comparisons with reference data that did not run, and the number of others. `parts` are the
 * folders of tests with their number of comparisons when all data is available; `runs` are vitest reports.
 */
export function comparisonsNotMade(parts, runs) {
  const files = runs.flatMap((run) => run?.testResults ?? []);
  let count = 0;
  for (const { folders, comparisons } of Object.values(parts)) {
    const tests = files
      .filter(({ name }) => folders.some((folder) => name.replaceAll('\\', '/').includes(`/${folder}/`)))
      .flatMap(({ assertionResults }) => assertionResults);
    if (!tests.some(({ fullName }) => fullName.includes(needsData))) continue;
    const made = tests.filter(({ status }) => status === 'passed' || status === 'failed').length;
    count += Math.max(0, comparisons - made);
  }
  return count;
}

/** Adds up the tests of all runs. */
export function countTests(runs, editors) {
  const sum = (reports, key) => reports.reduce((total, report) => total + (report?.[key] ?? 0), 0);
  return {
    passed: sum(runs, 'numPassedTests') + sum(editors, 'passed'),
    failed: sum(runs, 'numFailedTests') + sum(editors, 'failed'),
    skipped: sum(runs, 'numPendingTests') + sum(runs, 'numTodoTests'),
  };
}

/**
 * Returns the last lines and whether everything passed. Each step has a name and `passed`, or a reason in
 * `notRun`.
 */
export function summarise({ steps, passed, failed, skipped, notMade }) {
  const lines = steps.map((step) =>
    step.notRun === undefined
      ? `${step.passed ? '✓' : '✗'} ${step.name}`
      : `– ${step.name}: not run, ${step.notRun}`,
  );
  const broken = steps.filter((step) => step.notRun === undefined && !step.passed).length;
  lines.push(
    `${passed} passed, ${Math.max(failed, broken)} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`,
  );
  if (notMade > 0)
    lines.push(
      `About ${notMade} comparisons with reference data were not made: the data is not here. "npm run fetch:corpus" gets the part that is public.`,
    );
  return { lines, ok: broken === 0 };
}
