/** What VS Code calls in the extension host of the browser: runs all tests, and rejects when one failed. */
export function run(): Promise<void> {
  return new Promise((resolve, reject) => {
    mocha.run((failures) => {
      if (failures === 0) resolve();
      else reject(new Error(`${failures} tests failed`));
    });
  });
}
