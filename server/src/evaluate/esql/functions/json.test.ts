import { describe, expect, test } from 'vitest';
import { checkValues, rowsOf } from '../../../../../test/helpers/check-rows.js';

describe('a value is returned as it is written', () => {
  checkValues('a = 1', {
    'JSON_EXTRACT("""{"a":9007199254740993}""", "a")': '9007199254740993',
    'JSON_EXTRACT("""{"a":1.0}""", "a")': '1.0',
    'JSON_EXTRACT("""{"a":1e2 }""", "$.a")': '1e2',
    'JSON_EXTRACT("""{"a":{"2":true,"1":null}}""", "a")': '{"2":true,"1":null}',
    'JSON_EXTRACT(""" [ 1, [2.50,"]"] , 3]""", "[1]")': '[2.50,"]"]',
    'JSON_EXTRACT("""[1, 2]""", "[2]")': null,
    'JSON_EXTRACT("""[]""", "[0]")': null,
    'JSON_EXTRACT("""{"a":"x\\\\n\\u0041"}""", "a")': 'x\\nA',
    'JSON_EXTRACT("""{"a":1,"a":2}""", "a")': '1',
    'JSON_EXTRACT("""{"\\u0061":{"b":false}}""", "a.b")': 'false',
    'JSON_EXTRACT("""{"a":null}""", "a")': null,
    'JSON_EXTRACT("""{"a":{"b":"}"},"c":"d"}""", "c")': 'd',
    'JSON_EXTRACT("""{"a":"b"}""", "a.b")': null,
    'JSON_EXTRACT("""{"__proto__":1}""", "__proto__")': '1',
    'JSON_EXTRACT("""7""", "$")': '7',
    'JSON_EXTRACT("""{"a":1""", "a")': null,
  });
});

test('nesting does not matter', () => {
  const depth = 5_000;
  const json = `{"a":${'['.repeat(depth)}1,{"x":1,"x":2}${']'.repeat(depth)},"b":2}`;
  const events = [{ json }];
  expect(rowsOf('FROM * | EVAL x = JSON_EXTRACT(json, "b") | KEEP x', { events })).toEqual(['2']);
});

test('a whole number of an event that no double holds stays as it is', () => {
  const events = [{ a: 9007199254740993n }];
  const query = 'FROM * METADATA _source | EVAL x = JSON_EXTRACT(_source, "a") | KEEP x';
  expect(rowsOf(query, { events })).toEqual(['9007199254740993']);
});
