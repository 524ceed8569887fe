import { checkLint } from '../../../../../test/helpers/check-lint.js';
import lint from './anomaly-range.js';

checkLint(lint, {
  'too high': `
    type = "machine_learning"
    anomaly_threshold = 101
                        ^^^ "anomaly_threshold" must be from 0 to 100, not 101.`,
});
