import { checkFix, checkLint } from '../../../../../test/helpers/check-lint.js';
import lint from './eql-lookback-maxspan.js';

const sequence = (maxspan: string): string => `
    type = "eql"
    language = "eql"
    query = 'sequence by host.id with maxspan=${maxspan} [process where true] [file where true]'`;

checkLint(lint, {
  'more than ten minutes too short': `
    from = "now-9m"
           ^^^^^^^^ A run looks back 9m, but the sequence may last 30m.${sequence('30m')}`,
  'ten minutes may be missing': `
    from = "now-20m"${sequence('30m')}`,
  'six minutes are the default': `
    interval = "5m"${sequence('16m')}`,
});

checkFix(lint, {
  'from is moved back': [
    `from = "now-9m"\n${sequence('1h').replaceAll('\n    ', '\n').trimStart()}`,
    `from = "now-1h"\n${sequence('1h').replaceAll('\n    ', '\n').trimStart()}`,
  ],
});
