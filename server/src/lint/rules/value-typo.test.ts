import { checkFix, checkLint } from '../../../../test/helpers/check-lint.js';
import lint from './value-typo.js';

checkLint(lint, {
  'swapped letters': `
    process where event.type == "strat"
                                ^^^^^^^ "strat" is not a known value of "event.type".`,
  'a list that ECS gives in prose': `
    process where process.entry_leader.entry_meta.type : "contaner"
                                                         ^^^^^^^^^^ "contaner" is not a known value of "process.entry_leader.entry_meta.type".`,
  'in a list': `
    process where host.os.type in ("linux", "widows")
                                            ^^^^^^^^ "widows" is not a known value of "host.os.type".`,
  'another case': `
    process where event.outcome == "Failure"
                                   ^^^^^^^^^ "Failure" is not a known value of "event.outcome".`,
  'another case where case does not count': 'process where event.outcome : "Failure"',
  'a value of a vendor': 'process where event.type == "process_started" and event.outcome == "Success"',
  'a pattern': 'process where event.type : "sta*"',
  'a value unlike any other': 'process where event.type == "zzzzzzzz"',
});

checkFix(lint, {
  'the nearest value': [
    'process where host.os.type in ("linux", "widows")',
    'process where host.os.type in ("linux", "windows")',
  ],
});
