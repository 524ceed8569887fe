import { avoided, checkLint } from '../../../../../test/helpers/check-lint.js';
import { counted, learnedRule } from '../../../../../test/helpers/learned-rule.js';
import lint from './data-value-unseen.js';

const fields = {
  'door.state': counted({ Open: 4_000, Closed: 1_000 }),
  'event.outcome': counted({ success: 4_000, failure: 1_000 }),
  'rare.value': counted({ Seldom: 2 }),
  'process.name': counted({ 'cmd.exe': 4_000 }, { distinct: 700 }),
};
const eql = (query: string): string => learnedRule(query, { fields });
const kuery = (query: string): string => learnedRule(query, { type: 'query', language: 'kuery', fields });
const message = (value: string): string => `"door.state" is never "${value}" in 5,000 events.`;

checkLint(lint, {
  'the example': avoided(lint, { '"ajar"': message('ajar') }),
  'in a list': eql(`any where door.state in ("Open", "ajar")
                                 ^^^^^^ ${message('ajar')}`),
  'several values of a field': eql(`any where door.state in ("ajar", "locked", "Open") or door.state == "lost"
                         ^^^^^^ "door.state" is never "ajar" or 2 other values of this rule in 5,000 events.`),
  'without letter case': eql('any where door.state : "open"'),
  KQL: kuery(`door.state: (Open or ajar)
                     ^^^^ ${message('ajar')}`),
  'ES|QL': learnedRule(
    `from logs-doors-* metadata _id | where door.state in ("Open", "ajar")
                                                              ^^^^^^ ${message('ajar')}`,
    { type: 'esql', language: 'esql', keys: 'name = "x"', fields },
  ),
  'excluded values': eql(
    'any where door.state != "ajar" and not door.state in ("broken") and not (door.state == "lost" or false)',
  ),
  'excluded in KQL': kuery('door.name: * and not door.state: ajar'),
  'another letter case is for data-value-case': eql('any where door.state == "open"'),
  'a value that is misspelt by its list is for value-typo': eql('any where event.outcome == "sucess"'),
  'a list that is not complete': eql('any where process.name == "sh"'),
  'few events': eql('any where rare.value == "other"'),
  'also in an index that is not known': learnedRule('any where door.state == "ajar"', {
    sources: {
      'logs-doors-default': { documents: 5_000, fields },
      '*': { kind: 'any', documents: 5, fields: { 'door.state': counted({ ajar: 1 }) } },
    },
  }),
  'nothing learned': 'any where door.state == "ajar"',
});
