/**
 * The entry point that VS Code calls in the browser's extension host: runs all tests, and rejects if one
 * fails.
 */
export function run(): Promise<void> {
  return new Promise((resolve, reject) => {
    mocha.run((failures) => {
      if (failures === 0) resolve();
      else reject(new Error(`${failures} tests failed`));
    });
  });
}
