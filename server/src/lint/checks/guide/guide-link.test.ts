import { checkFix, checkLint } from '../../../../../test/helpers/check-lint.js';
import lint from './guide-link.js';

checkLint(lint, {
  'no address': `
    note = "See [the wiki]()."
                ^^^^^^^^^^^^ The link has no address.`,
  'a misspelt protocol': `
    note = "See [the wiki](htps://example.org)."
                           ^^^^^^^^^^^^^^^^^^ "htps://" is not the start of an address.`,
  addresses:
    'note = "[a](https://example.org) [b](http://example.org) [c](mailto:a@example.org) [d](/app/x)"',
  'addresses that Kibana refuses': `
    note = "See [part](#part) and [the **big** page](wiki/page)."
                       ^^^^^ Kibana shows "[part](#part)" as text: it refuses the address.
                                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Kibana shows "[the ](wiki/page)" as text and drops the other words: it refuses the address.`.replace(
    /^ {34}\^+/m,
    `${' '.repeat(34)}${'^'.repeat('[the **big** page](wiki/page)'.length)}`,
  ),
  'a Timeline without an id': `
    note = "[a](https://example.org/app/timelines?timeline=(id:'',isOpen:!t))"
            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Kibana cannot read the Timeline id in this address, so it shows an ordinary link.`,
  'behind one that is right': `
    note = "[a](https://example.org) [b](htps://example.org)"
                                         ^^^^^^^^^^^^^^^^^^ "htps://" is not the start of an address.`,
  code: 'note = "`[a]()` and `[[x](1)`"',
  'a Timeline': `note = "[a](https://example.org/app/timelines?timeline=(id:'x',isOpen:!t))"`,
});

checkFix(lint, {
  'the protocol': [
    'note = "[a](htps://a.example/x) [b](http:/b.example) [c](https//c.example) [d](ttp://d.example)"',
    'note = "[a](https://a.example/x) [b](http://b.example) [c](https://c.example) [d](http://d.example)"',
  ],
});
