import { expect, test } from 'vitest';
import { checkLint, runLint } from '../../../../../test/helpers/check-lint.js';
import lint from './clause-contradiction.js';

checkLint(lint, {
  'two values of one field': `
    process where process.name == "a" and process.name == "b"
                                          ^^^^^^^^^^^^^^^^^^^ No event can satisfy this and \`process.name == "a"\`.`,
  'two values of a field with several values can both be there':
    'process where process.args == "a" and process.args == "b"',
  'a field nobody lists may have several values': 'process where acme.x == "a" and acme.x == "b"',
  'a value and its exclusion, also where there can be several': `
    process where process.args : "a" and not process.args : ("a", "b")
                                         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ No event can satisfy this and \`process.args : "a"\`.`,
  'a list wholly excluded': `
    process where process.name in ("a", "b") and not process.name : ("A", "B", "c")
                                                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ No event can satisfy this and \`process.name in ("a", "b")\`.`,
  'a list partly excluded': 'process where process.name in ("a", "b") and not process.name : "A"',
  'case counts where both sides see it': `
    process where process.name == "a" and process.name == "A"
                                          ^^^^^^^^^^^^^^^^^^^ No event can satisfy this and \`process.name == "a"\`.`,
  'case does not count where one side ignores it': 'process where process.name == "a" and process.name : "A"',
  'ranges that do not meet': `
    process where process.pid > 100 and process.pid < 50
                                        ^^^^^^^^^^^^^^^^ No event can satisfy this and \`process.pid > 100\`.`,
  'ranges that touch in one number': 'process where process.pid >= 50 and process.pid <= 50',
  'ranges that touch in none': `
    process where process.pid > 50 and process.pid <= 50
                                       ^^^^^^^^^^^^^^^^^ No event can satisfy this and \`process.pid > 50\`.`,
  'a number outside a range': `
    process where process.pid == 4 and process.pid > 10
                                       ^^^^^^^^^^^^^^^^ No event can satisfy this and \`process.pid == 4\`.`,
  'patterns that start differently': `
    file where file.path : "/etc/*" and file.path : "/usr/*"
                                        ^^^^^^^^^^^^^^^^^^^^ No event can satisfy this and \`file.path : "/etc/*"\`.`,
  'patterns that can meet': 'file where file.path : "/etc/*" and file.path : "*/passwd"',
  'patterns that end differently': `
    file where file.path : "*.exe" and file.path : "*.dll"
                                       ^^^^^^^^^^^^^^^^^^^ No event can satisfy this and \`file.path : "*.exe"\`.`,
  'absent and with a value': `
    process where process.name == null and process.name == "a"
                                           ^^^^^^^^^^^^^^^^^^^ No event can satisfy this and \`process.name == null\`.`,
  'the category and a clause about it': 'process where event.category == "file"',
  'an alternative against the clauses around it': `
    process where process.name == "a" and (process.name == "b" or process.pid == 4)
                                           ^^^^^^^^^^^^^^^^^^^ No event can satisfy this and \`process.name == "a"\`.`,
  'alternatives do not contradict each other': 'process where process.name == "a" or process.name == "b"',
  'steps are events of their own':
    'sequence by host.id [process where process.name == "a"] [process where process.name == "b"]',
  'within one step': `
    sequence by host.id
      [process where process.name == "a" and process.name == "b"]
                                             ^^^^^^^^^^^^^^^^^^^ No event can satisfy this and \`process.name == "a"\`.
      [process where true]`,
  'negations reach into groups': `
    process where process.name == "a" and not (process.pid == 1 or process.name == "a")
                                                                   ^^^^^^^^^^^^^^^^^^^ This excludes every event that satisfies \`process.name == "a"\`.`,
  'what an exclusion leaves': `
    process where not (process.name == "a" or not (process.name == "a" and process.pid == 1))
                                                   ^^^^^^^^^^^^^^^^^^^ Every event that satisfies this also satisfies \`process.name == "a"\`, which is excluded.`,
  'exclusions of all': `
    process where not (process.name != "a" or process.name == "a")
                                              ^^^^^^^^^^^^^^^^^^^ Every event satisfies this or \`process.name != "a"\`, and both are excluded.`,
  'ranges that only leave events without the field':
    'process where not (process.pid >= 5 or process.pid < 5)',
  'an exclusion that excludes nothing': `
    process where not (process.name == "a" and process.name == "b")
                                               ^^^^^^^^^^^^^^^^^^^ No event can satisfy this and \`process.name == "a"\`.`,
  'an exception from an exclusion': `
    process where process.name == "a" and not (process.pid == 1 or not process.name == "b")
                                                                   ^^^^^^^^^^^^^^^^^^^^^^^ This excludes every event that satisfies \`process.name == "a"\`.`,
  'a clause of an exclusion that always holds excludes by the others': `
    process where process.name == "a" and not (process.name == "a" and process.pid == 1)`,
  'an exclusion of all that is admitted': `
    process where process.name == "a" and not (process.name == "a" and process.name : "A*")
                                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ No event can satisfy this and \`process.name == "a"\`.`,
  'an alternative that is an exclusion': `
    process where process.name == "a" and (not process.name == "a" or process.pid == 1)
                                           ^^^^^^^^^^^^^^^^^^^^^^^ No event can satisfy this and \`process.name == "a"\`.`,
  'blocks of addresses that do not meet': `
    network where cidrMatch(source.ip, "10.0.0.0/8") and cidrMatch(source.ip, "192.168.0.0/16", "172.16.0.0/12")
                                                         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ No event can satisfy this and \`cidrMatch(source.ip, "10.0.0.0/8")\`.`,
  'an address outside of a block': `
    network where cidrMatch(source.ip, "10.0.0.0/8") and source.ip == "11.0.0.1"
                                                         ^^^^^^^^^^^^^^^^^^^^^^^ No event can satisfy this and \`cidrMatch(source.ip, "10.0.0.0/8")\`.`,
  'a block within another':
    'network where cidrMatch(source.ip, "10.0.0.0/8") and cidrMatch(source.ip, "10.1.0.0/16")',
  'functions are patterns': `
    process where startsWith(process.name, "a") and process.name == "b"
                                                    ^^^^^^^^^^^^^^^^^^^ No event can satisfy this and \`startsWith(process.name, "a")\`.`,
});

test('clause-contradiction: a clause and its opposite are not to be joined with "or"', () => {
  const help = (query: string) => runLint(lint, query).problems[0]?.help;
  expect(help('process where process.name : "a" and not process.name : "a"')).toBe('Remove one of the two.');
  expect(help('process where process.name == "a" and process.name == "b"')).toContain('"or"');
  expect(help('process where not (process.name != "a" or process.name == "a")')).toBe(
    'Remove one of the two.',
  );
});
