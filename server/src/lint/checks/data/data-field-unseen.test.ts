import { expect, test } from 'vitest';
import { avoided, checkLint, runLint } from '../../../../../test/helpers/check-lint.js';
import { counted, learnedRule } from '../../../../../test/helpers/learned-rule.js';
import lint from './data-field-unseen.js';

const fields = {
  'user.id': counted({ 7: 5_000 }),
  'process.name': counted({ sh: 5_000 }),
  'aws.own': { type: 'flattened', mapped: true, documents: 5_000 },
  'door.alias': { type: 'alias', mapped: true },
  'door.constant': { type: 'constant_keyword', mapped: true },
  'door.empty': { type: 'keyword', mapped: true },
};
const eql = (query: string): string => learnedRule(query, { fields });
const kuery = (query: string): string => learnedRule(query, { type: 'query', language: 'kuery', fields });
const proof = 'never seen in 5,000 events of "logs-doors-default"';
const needed = (name: string): string => `"${name}" was ${proof}: the rule cannot alert on them.`;

checkLint(lint, {
  'the example': avoided(lint, { 'user.name': needed('user.name') }),
  'once for each field': eql(`any where user.name == "ann" and user.name != "bob"
          ^^^^^^^^^ ${needed('user.name')}`),
  'an alternative': eql(`any where user.id == "7" or user.name == "ann"
                            ^^^^^^^^^ "user.name" was ${proof}.`),
  'the same in all alternatives':
    eql(`any where (user.id == "7" and user.name == "a") or (user.id == "8" and user.name == "b")
                              ^^^^^^^^^ ${needed('user.name')}`),
  'a sequence': eql(`sequence [any where user.id == "7"] [any where user.name : "a*"]
                                               ^^^^^^^^^ ${needed('user.name')}`),
  'mapped, but without values': eql(`any where door.empty == "x"
          ^^^^^^^^^^ ${needed('door.empty')}`),
  'a field that no schema knows': eql(`any where garage.level == "x"
          ^^^^^^^^^^^^ ${needed('garage.level')}`),
  KQL: kuery(`user.id: 7 and user.name: ann
               ^^^^^^^^^ ${needed('user.name')}`),
  'ES|QL': learnedRule(
    `from logs-doors-* metadata _id | where user.name == "ann" and user.id == "7"
                                       ^^^^^^^^^ ${needed('user.name')}`,
    { type: 'esql', language: 'esql', keys: 'name = "x"', fields },
  ),
  'excluded values, and fields that are missing': eql(
    'any where user.id == "7" and not user.name == "ann" and user.email == null and user.domain != "x"',
  ),
  'multi-fields of a field that occurs': eql('any where process.name.text : "sh" and user.id.keyword == "7"'),
  'fields whose values are in the mapping': eql('any where door.alias == "x" and door.constant == "x"'),
  'names below a flattened field': eql('any where aws.own.key == "c"'),
  'fields of the index': kuery('data_stream.dataset: x and event.dataset: x and _index: x'),
  'a misspelt field is for field-unknown': eql('any where user.nme == "ann"'),
  'few events': learnedRule('any where user.name == "ann"', {
    sources: { 'logs-doors-default': { documents: 999, fields } },
  }),
  'a mapping alone': learnedRule('any where user.name == "ann"', {
    sources: { 'logs-doors-default': { fields } },
  }),
  'another index': learnedRule('any where user.name == "ann"', { keys: 'index = ["logs-gates-*"]', fields }),
  'events that may be of the index': learnedRule('any where user.name == "ann"', {
    sources: {
      'logs-doors-default': { documents: 5_000, fields },
      '*': { kind: 'any', documents: 1, fields: { 'user.name': counted({ ann: 1 }) } },
    },
  }),
});

test('a warning only where the rule requires the field and all of its indices have events', () => {
  const severities = (query: string, keys?: string): unknown =>
    runLint(lint, learnedRule(query, { fields, ...(keys === undefined ? {} : { keys }) })).problems.map(
      ({ severity }) => severity,
    );
  expect(severities('any where user.name == "ann"')).toEqual(['warning']);
  expect(severities('any where user.name == "ann" or user.id == "7"')).toEqual(['information']);
  expect(severities('any where user.name == "ann"', 'index = ["logs-doors-*", "logs-gates-*"]')).toEqual([
    'information',
  ]);
  expect(severities('any where user.name == "ann"', 'index = ["logs-*", "-logs-gates-*"]')).toEqual([
    'warning',
  ]);
});
