import './set-up-mocha.js';
import './start.suite.js';
import '../suite/features.suite.js';
import '../suite/testing.suite.js';
import '../suite/events.suite.js';
import '../suite/esql.suite.js';
import '../suite/guide.suite.js';
import '../suite/writing.suite.js';
import '../suite/proof.suite.js';
import './browser.suite.js';

/** What VS Code calls in the extension host of the browser: runs all tests, and rejects when one failed. */
export function run(): Promise<void> {
  return new Promise((resolve, reject) => {
    mocha.run((failures) => {
      if (failures === 0) resolve();
      else reject(new Error(`${failures} tests failed`));
    });
  });
}
