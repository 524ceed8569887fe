import { checkLint } from '../../../../../test/helpers/check-lint.js';
import keyUnknown from './key-unknown.js';
import lint from './section-unknown.js';

const tables = `
    [metadata]
    [rule]
    [notes]
    ^^^^^^^ Unused table [notes].
    text = "x"`;

checkLint(lint, {
  'a table of its own': tables,
  'a misspelt table is another matter': '[metadata]\n[rule]\n[trasform]\n',
  'a key outside of all tables is another matter': 'notes = "x"\n[metadata]\n[rule]',
});

checkLint(keyUnknown, {
  'the table is reported once': tables.replace(/\n *\^.*/, ''),
});
