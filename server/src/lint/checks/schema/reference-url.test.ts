import { checkLint } from '../../../../../test/helpers/check-lint.js';
import lint from './reference-url.js';

checkLint(lint, {
  'no protocol, and a space': `
    references = ["http://example.org", "example.org", "https://example.org/a b"]
                                        ^^^^^^^^^^^^^ "example.org" does not start with "https://" or "http://".
                                                       ^^^^^^^^^^^^^^^^^^^^^^^^^ "https://example.org/a b" contains a space, but a web address cannot.`,
});
