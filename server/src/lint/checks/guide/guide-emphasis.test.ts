import { checkLint } from '../../../../../test/helpers/check-lint.js';
import lint from './guide-emphasis.js';

const said = (stars: string): string =>
  `Kibana reads the stars in "${stars}" as emphasis and does not show them.`;

checkLint(lint, {
  'two patterns': `
    note = '''
    Look in logs-* and winlogbeat-* only.
                 ^^^^^^^^^^^^^^^^^^ ${said('* and winlogbeat-*')}
    '''`,
  'patterns in an item': `
    note = '''
    - Look for *.exe and *.dll files.
               ^^^^^^^^^^^^ ${said('*.exe and *')}
    - One *.exe stays.
    '''`.replace('^'.repeat(12), '^'.repeat(11)),
  'emphasis, code, escapes and one star alone':
    "note = '''\n* *Look* at **this**, **that sentence.** and `*.exe` or `*.dll`.\n* a \\* b \\* c\n\nOne *.exe\n\nOne *.dll\n'''",
});
