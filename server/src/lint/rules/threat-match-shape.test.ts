import { checkLint } from '../../../../test/helpers/check-lint.js';
import lint from './threat-match-shape.js';

checkLint(lint, {
  zero: `
    type = "threat_match"
    language = "kuery"
    items_per_search = 0
                       ^ "items_per_search" must be at least 1, not 0.`,
});
