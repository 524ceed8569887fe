import { checkFix, checkLint } from '../../../../test/helpers/check-lint.js';
import lint from './guide-link.js';

checkLint(lint, {
  'no address': `
    note = "See [the wiki]()."
                ^^^^^^^^^^^^ The link has no address.`,
  'a misspelt protocol': `
    note = "See [the wiki](htps://example.org)."
                           ^^^^^^^^^^^^^^^^^^ "htps://" is not how an address begins.`,
  addresses:
    'note = "[a](https://example.org) [b](http://example.org) [c](mailto:a@example.org) [d](/app/x) [e](#part)"',
  'behind one that is right': `
    note = "[a](https://example.org) [b](htps://example.org)"
                                         ^^^^^^^^^^^^^^^^^^ "htps://" is not how an address begins.`,
  code: 'note = "`[a]()` and `[[x](1)`"',
  'a Timeline': `note = "[a](https://example.org/app/timelines?timeline=(id:'x',isOpen:!t))"`,
});

checkFix(lint, {
  'the protocol': [
    'note = "[a](htps://a.example/x) [b](http:/b.example) [c](https//c.example) [d](ttp://d.example)"',
    'note = "[a](https://a.example/x) [b](http://b.example) [c](https://c.example) [d](http://d.example)"',
  ],
});
