import { checkLint } from '../../../../../test/helpers/check-lint.js';
import lint from './esql-version-feature.js';

const rule = (stack: string, query: string): string => `
    [metadata]
    min_stack_version = "${stack}"
    [rule]
    type = "esql"
    language = "esql"
    query = '''
    ${query}
    '''`;
const needs = (name: string, since: string, stack: string): string =>
  `${name} needs stack ${since}, but "min_stack_version" is ${stack}.`;

checkLint(lint, {
  'a command': rule(
    '9.1.0',
    `from logs-* | inline stats n = count(*) by host.id
                  ^^^^^^^^^^^^ ${needs('INLINE STATS', '9.2', '9.1.0')}`,
  ),
  'a function': rule(
    '9.1.0',
    `from logs-* | where mv_contains(process.args, "a")
                        ^^^^^^^^^^^ ${needs('MV_CONTAINS', '9.2', '9.1.0')}`,
  ),
  'an option of a command': rule(
    '8.15',
    `from logs-* | stats n = count(*) where event.code == "a"
                                           ^^^^^^^^^^^^^^^^^ ${needs('WHERE after an aggregate', '8.16', '8.15')}`,
  ),
  'a list of patterns': rule(
    '9.0.0',
    `from logs-* | where user.name like ("a*", "b*")
                                  ^^^^ ${needs('LIKE with a list', '9.1', '9.0.0')}`,
  ),
  'a setting': rule(
    '9.2.0',
    `set time_zone = "UTC"; from logs-*
    ^^^^^^^^^^^^^^^^^^^^^^ ${needs('SET', '9.3', '9.2.0')}`,
  ),
  'a version of 8 that came after 9.0': rule(
    '9.0.0',
    `from logs-* | lookup join hosts on host.id, user.id
                                                ^^^^^^^ ${needs('A second field of LOOKUP JOIN', '9.2', '9.0.0')}`,
  ),
  'a stack that has it': rule(
    '9.2.0',
    'from logs-* | inline stats n = count(*) by host.id | where mv_contains(process.args, "a")',
  ),
  'no stack': `
    type = "esql"
    language = "esql"
    query = 'from logs-* | where mv_contains(process.args, "a")'`,
});
