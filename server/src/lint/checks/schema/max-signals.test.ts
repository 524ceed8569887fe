import { checkFix, checkLint, examples } from '../../../../../test/helpers/check-lint.js';
import lint from './max-signals.js';

checkLint(lint, {
  'too many': `
    max_signals = 1001
                  ^^^^ "max_signals" is 1001, but a run raises at most 1000 alerts unless the cluster allows more.`,
  none: `
    max_signals = 0
                  ^ "max_signals" must be at least 1, not 0.`,
  'the ends': 'max_signals = 1000',
});

checkFix(lint, {
  'the most there can be': examples(lint),
});
