import { checkFix, checkLint, esql, examples } from '../../../../../test/helpers/check-lint.js';
import { counted, learnedRule } from '../../../../../test/helpers/learned-rule.js';
import lint from './esql-multivalue.js';

const since = (stack: string, query: string): string => `
    [metadata]
    min_stack_version = "${stack}"
    [rule]
    type = "esql"
    language = "esql"
    query = '''
    ${query}
    '''`;
const usual = '"process.args" usually has several values: with more than one, this is null';
const dropped = `${usual} and the row is dropped.`;
const made = 'is a list: with more than one value, this is null and the row is dropped.';

checkLint(lint, {
  'a comparison with a field that has several values': esql(`
    from logs-* | where process.args == "-c"
                        ^^^^^^^^^^^^^^^^^^^^ ${dropped}`),
  'IN and patterns, negated or not': esql(`
    from logs-* | where process.args in ("-c", "-e") and not process.args like "-d*"
                                                             ^^^^^^^^^^^^^^^^^^^^^^^ ${dropped}
                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${dropped}`),
  'a function': esql(`
    from logs-* | where starts_with(process.args, "-")
                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${dropped}`),
  'values that are changed one by one': esql(`
    from logs-* | where to_lower(process.args) == "-c"
                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${dropped}`),
  'a copy of the field': esql(`
    from logs-* | eval a = process.args | rename a as b | where b == "-c"
                                                                ^^^^^^^^^ ${dropped}`),
  'in EVAL': esql(`
    from logs-* | eval a = case(process.args == "-c", 1, 2)
                                ^^^^^^^^^^^^^^^^^^^^ ${usual}, which a condition treats as false.`),
  'fields of which most sources write one value': esql(
    'from logs-* | where event.category == "process" and event.type == "start"',
  ),
  'the result of VALUES': esql(`
    from logs-* | stats scores = values(risk) by host.id | where scores == 73
                                                                 ^^^^^^^^^^^^ "scores" ${made}`),
  'the result of SPLIT': esql(`
    from logs-* | eval parts = split(user.name, "@") | where parts == "admin"
                                                             ^^^^^^^^^^^^^^^^ "parts" ${made}`),
  'another number of values as the alternative': esql(`
    from logs-* | stats scores = values(risk), n = count_distinct(risk) by host.id | where n >= 3 or scores == 73
                                                                                                     ^^^^^^^^^^^^ "scores" ${made}`),
  'several values as the alternative': esql(
    'from logs-* | stats scores = values(risk), n = count_distinct(risk) by host.id | where n >= 2 or scores == 73 or scores == 99',
  ),
  'one value only': esql('from logs-* | where mv_count(process.args) == 1 and process.args == "-c"'),
  'one value of the list': esql(
    'from logs-* | where mv_first(process.args) == "-c" and mv_count(process.args) > 2',
  ),
  expanded: esql('from logs-* | mv_expand process.args | where process.args == "-c"'),
  'a group': esql('from logs-* | stats n = count(*) by process.args | where process.args == "-c"'),
  'a search': esql(
    'from logs-* | where process.args : "-c" and kql("process.args: -e") and process.args is not null',
  ),
  'fields with one value': esql(
    'from logs-* | where process.name == "a" and concat(process.name, "b") == "ab"',
  ),
});

const fields = {
  'process.args': counted({ a: 5_000 }),
  'event.type': counted({ start: 5_000, end: 12 }, { documents: 5_000, several: 12 }),
  'user.name': counted({ ann: 5_000 }, { several: 1 }),
  'host.ip': counted({ '10.0.0.1': 5 }),
};
const learned = (query: string): string =>
  learnedRule(query, { type: 'esql', language: 'esql', keys: 'name = "x"', fields });
const inData = (field: string, several: string): string =>
  `"${field}" has several values in ${several} of 5,000 events: with more than one, this is null and the row is dropped.`;

checkLint(lint, {
  'a field that has one value in all events': learned('from logs-doors-* | where process.args == "a"'),
  'a field of which most sources write one value': learned(`from logs-doors-* | where event.type == "start"
                          ^^^^^^^^^^^^^^^^^^^^^ ${inData('event.type', '12')}`),
  'a field that has one value by ECS': learned(`from logs-doors-* | where user.name == "ann"
                          ^^^^^^^^^^^^^^^^^^ ${inData('user.name', '1')}`),
  'too few events': learned(`from logs-doors-* | where host.ip == "10.0.0.1"
                          ^^^^^^^^^^^^^^^^^^^^^ "host.ip" usually has several values: with more than one, this is null and the row is dropped.`),
  'events of another index': learned(`from logs-gates-* | where process.args == "a"
                          ^^^^^^^^^^^^^^^^^^^ ${dropped}`),
});

checkFix(lint, {
  'a list test from 9.2 on': examples(lint),
  'one of several values': [
    since('9.2.0', 'from logs-* | where process.args in ("-c", "-e")'),
    since(
      '9.2.0',
      'from logs-* | where (MV_CONTAINS(process.args, "-c") OR MV_CONTAINS(process.args, "-e"))',
    ),
  ],
  'no function that an older stack does not have': [
    since('8.19.0', 'from logs-* | where process.args == "-c"'),
    since('8.19.0', 'from logs-* | where process.args == "-c"'),
  ],
  'no other meaning of an exclusion': [
    since('9.2.0', 'from logs-* | where process.args != "-c"'),
    since('9.2.0', 'from logs-* | where process.args != "-c"'),
  ],
});
