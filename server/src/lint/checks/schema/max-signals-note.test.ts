import { checkLint } from '../../../../../test/helpers/check-lint.js';
import lint from './max-signals-note.js';

checkLint(lint, {
  'no setup': `
    max_signals = 1000
                  ^^^^ With 1000 alerts per run, "setup" must say that the cluster may allow fewer.`,
  'fewer alerts': 'max_signals = 500',
});
