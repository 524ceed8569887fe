import { checkLint } from '../../../../../test/helpers/check-lint.js';
import lint from './guide-placeholder.js';

checkLint(lint, {
  'in a text and in the setup': `
    note = "Ask {{user.name}} about it."
                ^^^^^^^^^^^^^ Kibana shows "{{user.name}}" unchanged: it replaces placeholders only in searches.
    setup = "On {{ host.name }}."
                ^^^^^^^^^^^^^^^ Kibana shows "{{ host.name }}" unchanged: it replaces placeholders only in searches.`,
  'in a search': `note = '!{osquery{"query":"SELECT {{process.pid}}"}}'`,
});
