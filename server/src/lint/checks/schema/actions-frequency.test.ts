import { checkLint } from '../../../../../test/helpers/check-lint.js';
import lint from './actions-frequency.js';

checkLint(lint, {
  'one of the two': `
    [[rule.actions]]
    action_type_id = ".workflows"
    frequency = {summary = true}
    ^^^^^^^^^ An action of type ".workflows" cannot have a "frequency".
    [[rule.actions]]
    action_type_id = ".email"
    frequency = {summary = true}`,
});
