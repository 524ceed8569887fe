import { checkLint, kuery } from '../../../test/helpers/check-lint.js';
import contradiction from '../lint/checks/query/clause-contradiction.js';
import redundant from '../lint/checks/query/clause-redundant.js';
import idle from '../lint/checks/query/exclusion-idle.js';

checkLint(contradiction, {
  'two values of one field': kuery(`
    process.name: a and process.name: (b or c)
                        ^^^^^^^^^^^^^^^^^^^^^^ No event can satisfy this and \`process.name: a\`.`),
  'a value and its exclusion': kuery(`
    process.args: a and not process.args: (a or b*)
                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^ No event can satisfy this and \`process.args: a\`.`),
  'within one list': kuery(`
    process.args: (a and not a*)
                         ^^^^^^ No event can satisfy this and \`a\`.`),
  'values that must all be there': kuery(`
    process.pid: (1 and 2)
                        ^ No event can satisfy this and \`1\`.`),
  'within one object of a nested field': kuery(`
    acme.parts: { kind: a and not kind: a }
                              ^^^^^^^^^^^ No event can satisfy this and \`kind: a\`.`),
  'an object may be another': kuery('acme.parts: { kind: a } and not acme.parts.kind: a'),
  'several values can both be there': kuery('process.args: (a and b)'),
  'ranges that do not meet': kuery(`
    process.pid > 100 and process.pid < 50
                          ^^^^^^^^^^^^^^^^ No event can satisfy this and \`process.pid > 100\`.`),
  'an address and its block': kuery('source.ip: 10.0.0.0/8 and source.ip: 10.1.1.1'),
  'an address in two forms': kuery('source.ip: "2001:db8::1" and source.ip: "2001:db8:0:0:0:0:0:1"'),
  'two addresses': kuery(`
    source.ip: 10.0.0.1 and source.ip: 10.0.0.2
                            ^^^^^^^^^^^^^^^^^^^ No event can satisfy this and \`source.ip: 10.0.0.1\`.`),
  'a month and a day of it': kuery('@timestamp: 2026-01 and @timestamp: 2026-01-05'),
  'case does not count in a normalised field': kuery(
    'process.name.caseless: Cat and process.name.caseless: cat',
  ),
  'words of one text': kuery('message: cat and message: dog'),
  'a word and its exclusion': kuery(`
    message: "hot dog" and not message: dog
                           ^^^^^^^^^^^^^^^^ No event can satisfy this and \`message: "hot dog"\`.`),
  'the exclusion of a longer phrase': kuery('message: dog and not message: "hot dog"'),
});

checkLint(redundant, {
  'a wider pattern': kuery(`
    process.name: cat* and process.name: c*
                           ^^^^^^^^^^^^^^^^ This holds for every event that satisfies \`process.name: cat*\`.`),
  'a test for presence beside a value': kuery(`
    process.name: * and process.name: a
    ^^^^^^^^^^^^^^^ This holds for every event that satisfies \`process.name: a\`.`),
  'presence beside exclusions': kuery('process.name: (* and not (a or b))'),
  'a phrase of a phrase': kuery(`
    message: "big hot dog" and message: "hot dog"
                               ^^^^^^^^^^^^^^^^^^ This holds for every event that satisfies \`message: "big hot dog"\`.`),
});

checkLint(idle, {
  'what is not admitted': kuery(`
    process.name: (cat or less) and not process.name: more
                                    ^^^^^^^^^^^^^^^^^^^^^^ This excludes nothing: \`process.name: (cat or less)\` never allows this "process.name".`),
});
