import './set-up-mocha.js';
import './start.suite.js';
import '../suite/features.suite.js';
import '../suite/events.suite.js';
import '../suite/esql.suite.js';
import '../suite/guide.suite.js';
import '../suite/writing.suite.js';
import '../suite/proof.suite.js';
import '../suite/exchange.suite.js';
import '../suite/repository.suite.js';
import './browser.suite.js';

export { run } from './run-mocha.js';
