import Mocha from 'mocha';

/** The entry point that VS Code calls in its extension host: runs all tests, and rejects if one fails. */
export async function run(): Promise<void> {
  const mocha = new Mocha({ ui: 'bdd', timeout: 30_000, color: false, reporter: 'spec' });
  mocha.suite.emit('pre-require', globalThis, 'suite', mocha);
  await import('./server.suite.js');
  await import('./features.suite.js');
  await import('./testing.suite.js');
  await import('./events.suite.js');
  await import('./esql.suite.js');
  await import('./guide.suite.js');
  await import('./writing.suite.js');
  await import('./proof.suite.js');
  await import('./exchange.suite.js');
  await import('./stack.suite.js');
  await import('./repository.suite.js');
  await new Promise<void>((resolve, reject) => {
    mocha.run((failures) => {
      if (failures === 0) resolve();
      else reject(new Error(`${failures} tests failed`));
    });
  });
}
