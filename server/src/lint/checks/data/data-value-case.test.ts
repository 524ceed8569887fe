import { avoided, checkFix, checkLint } from '../../../../../test/helpers/check-lint.js';
import { counted, learnedRule } from '../../../../../test/helpers/learned-rule.js';
import lint from './data-value-case.js';

const fields = {
  'door.state': counted({ Open: 4_000, Closed: 1_000 }),
  'process.name': counted({ 'Cmd.exe': 900, 'cmd.exe': 100 }, { distinct: 700 }),
  'rare.value': counted({ Seldom: 2 }),
  'user.name': { type: 'keyword', documents: 5_000, values: { Ann: 900 } },
};
const eql = (query: string): string => learnedRule(query, { fields });
const kuery = (query: string): string => learnedRule(query, { type: 'query', language: 'kuery', fields });
const esql = (query: string): string =>
  learnedRule(query, { type: 'esql', language: 'esql', keys: 'name = "x"', fields });
const message = '"door.state" is never "open", but "Open" in 4,000 events: the comparison is case-sensitive.';

checkLint(lint, {
  'the example': avoided(lint, { '"open"': message }),
  'in lists, also where values are excluded':
    eql(`any where door.state in ("ajar", "closed") and door.state != "open"
                                 ^^^^^^^^ "door.state" is never "closed", but "Closed" in 1,000 events: the comparison is case-sensitive.
                                                             ^^^^^^ ${message}`),
  'several variants': eql(`any where process.name == "CMD.EXE"
                          ^^^^^^^^^ "process.name" is never "CMD.EXE", but "Cmd.exe", "cmd.exe" in 1,000 events: the comparison is case-sensitive.`),
  KQL: kuery(`door.state: open
            ^^^^ ${message}`),
  'ES|QL': esql(`from logs-doors-* metadata _id | where door.state == "open" or "OPEN" == door.state
                                                     ^^^^^^ ${message}
                                                               ^^^^^^ "door.state" is never "OPEN", but "Open" in 4,000 events: the comparison is case-sensitive.`),
  'both cases on purpose': eql('any where door.state in ("open", "Open")'),
  'operators that ignore letter case': eql('any where door.state : "open" and door.state in~ ("closed")'),
  'a value that occurs': eql('any where door.state == "Open" and process.name == "cmd.exe"'),
  'a value that does not occur in any case': eql('any where door.state == "ajar"'),
  'few events': eql('any where rare.value == "seldom"'),
  'values that are not all known': eql('any where user.name == "ann"'),
  'another index': learnedRule('any where door.state == "open"', {
    keys: 'index = ["logs-gates-*"]',
    fields,
  }),
  'an index that is not known': learnedRule('any where door.state == "open"', {
    sources: { '*': { kind: 'any', documents: 5_000, fields } },
  }),
  'a pattern': eql('any where door.state like "open*"'),
});

checkFix(lint, {
  'the value of the data': [
    eql('any where door.state == "open"'),
    eql('any where door.state == "Open"')
      .replace(/\n#- \.rulewright[\s\S]*$/, '')
      .replace(/^#- .*\n/, ''),
  ],
});
