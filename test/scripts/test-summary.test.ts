import { expect, test } from 'vitest';

interface Step {
  readonly name: string;
  readonly passed?: boolean;
  readonly notRun?: string;
}
interface Scripts {
  summarise(run: {
    steps: readonly Step[];
    passed: number;
    failed: number;
    skipped: number;
    notMade: number;
  }): { readonly lines: readonly string[]; readonly ok: boolean };
  comparisonsNotMade(parts: object, runs: readonly unknown[]): number;
  countTests(runs: readonly unknown[], editors: readonly unknown[]): Record<string, number>;
}
const path = '../../scripts/test-summary.mjs';
const { summarise, comparisonsNotMade, countTests } = (await import(path)) as Scripts;

const counts = { passed: 12, failed: 0, skipped: 0, notMade: 0 };

test.each<[string, readonly Step[], Partial<typeof counts>, readonly string[], boolean]>([
  ['all went well', [{ name: 'checks', passed: true }], {}, ['✓ checks', '12 passed, 0 failed'], true],
  [
    'a step that failed without a test',
    [{ name: 'checks', passed: false }],
    { skipped: 2 },
    ['✗ checks', '12 passed, 1 failed, 2 skipped'],
    false,
  ],
  [
    'tests that could not run are no success and no failure',
    [{ name: 'tests in VS Code', passed: true, notRun: 'needs chromium' }],
    {},
    ['– tests in VS Code: not run, needs chromium', '12 passed, 0 failed'],
    true,
  ],
  [
    'comparisons that were not made',
    [{ name: 'tests', passed: true }],
    { skipped: 3, notMade: 750 },
    [
      '✓ tests',
      '12 passed, 0 failed, 3 skipped',
      'About 750 comparisons with reference data were not made: the data is not here. "npm run fetch:corpus" gets the part that is public.',
    ],
    true,
  ],
])('npm test: %s', (_name, steps, changed, lines, ok) => {
  expect(summarise({ steps, ...counts, ...changed })).toEqual({ lines, ok });
});

test('comparisons that were not made are counted by the folders that miss their data', () => {
  const parts = {
    cases: { folders: ['test/conformance'], comparisons: 100 },
    corpus: { folders: ['test/corpus'], comparisons: 20 },
  };
  const file = (name: string, ...tests: readonly [fullName: string, status: string][]) => ({
    name: `/somewhere/${name}`,
    assertionResults: tests.map(([fullName, status]) => ({ fullName, status })),
  });
  const missing = file(
    'test/conformance/a.test.ts',
    ['eql (skipped: no reference data …)', 'skipped'],
    ['own', 'passed'],
  );
  const present = file('test/corpus/b.test.ts', ['rules', 'passed']);
  expect(comparisonsNotMade(parts, [{ testResults: [missing, present] }, undefined])).toBe(99);
  expect(comparisonsNotMade(parts, [{ testResults: [present] }])).toBe(0);
});

test('tests of all runners are added up', () => {
  const run = { numPassedTests: 5, numFailedTests: 1, numPendingTests: 2, numTodoTests: 1 };
  expect(countTests([run, undefined], [{ passed: 3, failed: 0 }, undefined])).toEqual({
    passed: 8,
    failed: 1,
    skipped: 3,
  });
});
