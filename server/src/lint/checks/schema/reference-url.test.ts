import { checkLint } from '../../../../../test/helpers/check-lint.js';
import lint from './reference-url.js';

checkLint(lint, {
  'no protocol, and a space': `
    references = ["http://example.org", "example.org", "https://example.org/a b"]
                                        ^^^^^^^^^^^^^ "example.org" is not an address that begins with "https://" or "http://".
                                                       ^^^^^^^^^^^^^^^^^^^^^^^^^ "https://example.org/a b" holds a blank, which no address does.`,
});
