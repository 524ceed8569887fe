import { checkFix, checkLint } from '../../../../../test/helpers/check-lint.js';
import lint from './eql-interval-maxspan.js';

const sequence = (maxspan: string): string => `
    type = "eql"
    language = "eql"
    query = 'sequence by host.id with maxspan=${maxspan} [process where true] [file where true]'`;

checkLint(lint, {
  'less than half': `
    interval = "5m"
               ^^^^ The rule runs every 5m, less than half of the 11m that the sequence may last.${sequence('11m')}`,
  'half is enough': `
    interval = "5m"${sequence('10m')}`,
  'short sequences may run at any interval': `
    interval = "1m"${sequence('150s')}`,
});

checkFix(lint, {
  'half of the time': [
    `interval = "5m"
type = "eql"
language = "eql"
query = 'sequence by host.id with maxspan=30m [process where true] [file where true]'`,
    `interval = "15m"
type = "eql"
language = "eql"
query = 'sequence by host.id with maxspan=30m [process where true] [file where true]'`,
  ],
});
