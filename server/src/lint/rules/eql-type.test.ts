import { checkFix, checkLint } from '../../../../test/helpers/check-lint.js';
import lint from './eql-type.js';

checkLint(lint, {
  'a pattern for a number': `
    process where process.pid : "4*"
                  ^^^^^^^^^^^ [:] takes text on its left, [process.pid] is [long]`,
  'types that fit': 'process where process.pid == 4',
});

checkFix(lint, {
  'patterns of addresses become blocks': [
    'network where source.ip : ("10.*", "192.168.*.*", "127.0.0.1", "172.16.0.0/12")',
    'network where cidrMatch(source.ip, "10.0.0.0/8", "192.168.0.0/16", "127.0.0.1/32", "172.16.0.0/12")',
  ],
  'other patterns stay': ['network where source.ip : "1*.0.0.1"', 'network where source.ip : "1*.0.0.1"'],
});
