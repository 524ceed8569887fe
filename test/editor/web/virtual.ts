import './set-up-mocha.js';
import './start.suite.js';
import './virtual.suite.js';
import '../suite/testing.suite.js';
import './browser.suite.js';

export { run } from './run-mocha.js';
