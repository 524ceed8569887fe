import 'mocha/mocha.js';

/**
 * Prints each test and finally the counts, like the reporter for Node.js; the one for browsers needs a page.
 */
function reporter(runner: Mocha.Runner): void {
  const counts = { passing: 0, failing: 0 };
  runner.on('pass', (test) => {
    counts.passing++;
    console.log(`  ✔ ${test.fullTitle()}`);
  });
  runner.on('fail', (test, error: Error) => {
    counts.failing++;
    console.log(`  ✖ ${test.fullTitle()}\n    ${error.message}`);
  });
  runner.on('end', () => {
    console.log(`  ${counts.passing} passing`);
    console.log(`  ${counts.failing} failing`);
  });
}

mocha.setup({ ui: 'bdd', timeout: 30_000, reporter: reporter as unknown as Mocha.ReporterConstructor });
