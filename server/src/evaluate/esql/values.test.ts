import { describe, expect, test } from 'vitest';
import { checkValues } from '../../../../test/helpers/check-rows.js';
import { evaluate } from '../../index.js';

/** One value, null, two numbers and two strings. */
const row = 'a = 1, n = null, m = [1, 2], s = "x", t = ["x", "y"], d = 2.5, big = 9223372036854775807';

describe('null and lists', () => {
  checkValues(row, {
    'a == 1': true,
    'n == 1': null,
    'n != 1': null,
    'm == 1': null,
    'NOT m == 1': null,
    'm IS NOT NULL': true,
    'm + 1': null,
    't == "x"': null,
    't IN ("x")': null,
    't LIKE "x*"': null,
    'MV_CONTAINS(t, "x")': true,
    's IN ("y", null)': null,
    's NOT IN ("x", null)': false,
    's NOT IN ("y", null)': null,
    'a == 1 OR m == 1': true,
    'a == 2 AND n': false,
    'a == 1 AND n': null,
    'CONCAT(s, n)': null,
    'CONCAT(s, t)': null,
    'COALESCE(n, m)': [1, 2],
    'CASE(m == 1, "p", "q")': 'q',
    'CASE(n, "p")': null,
    'TO_STRING(m)': ['1', '2'],
    'TO_UPPER(t)': ['X', 'Y'],
    'TO_INTEGER(["7", "z"])': 7,
    'MV_COUNT(m)': 2,
    'MV_COUNT(n)': null,
    'GREATEST(m, 0)': 2,
    'GREATEST(n, 0)': null,
    'MV_CONCAT(t, ", ")': 'x, y',
    'MV_CONCAT(t, n)': null,
    'MV_APPEND(a, m)': [1, 1, 2],
    'MV_SLICE(t, -1)': 'y',
    'MV_SLICE(t, 5)': null,
  });
});

describe('numbers', () => {
  checkValues(row, {
    '7 / 2': 3,
    '-7 / 2': -3,
    '7 / 2.0': 3.5,
    'a / 0': null,
    '7 % 4': 3,
    'big + 1': null,
    'big - 1': '9223372036854775806',
    '2147483647 + a': null,
    'ROUND(-123.5)': -124,
    'ROUND(2.675, 2)': 2.68,
    'ROUND(12345, -2)': 12300,
    'TO_LONG("12.5")': 13,
    'TO_STRING(2.0)': '2.0',
    'TO_STRING(1e20)': '1.0E20',
    'TO_DOUBLE("x")': null,
    'LOG(0)': null,
    '-d': -2.5,
  });
});

describe('strings', () => {
  checkValues(row, {
    'LENGTH("a\u{1F50E}b")': 3,
    'SUBSTRING("hello", -3, 2)': 'll',
    'SUBSTRING("hello", 0, 2)': 'he',
    'LOCATE("a-b-c", "-", 3)': 4,
    'SPLIT("a;;b", ";")': ['a', '', 'b'],
    'REPLACE("a1b22", "[0-9]+", "<$0>")': 'a<1>b<22>',
    'URL_DECODE("a%20b+c")': 'a b c',
    'URL_DECODE("a%2")': null,
    'FROM_BASE64(TO_BASE64("é"))': 'é',
    '"C:\\\\Temp" LIKE """C:\\\\T*"""': true,
    '"abc" LIKE "a?c"': true,
    '"abc" RLIKE "a.c|x"': true,
    '"abc" RLIKE "b"': false,
    'JSON_EXTRACT("""{"a": {"b": [1, 2]}}""", "a.b[1]")': '2',
    'JSON_EXTRACT("""{"a": 1}""", "b")': null,
  });
});

describe('dates and addresses', () => {
  checkValues(row, {
    'DATE_TRUNC(7 days, "2024-02-29T10:00:00Z")': '2024-02-26T00:00:00.000Z',
    'DATE_TRUNC(1 month, "2024-02-29T10:00:00Z")': '2024-02-01T00:00:00.000Z',
    'DATE_TRUNC(90 minutes, "1970-01-01T02:00:00Z")': '1970-01-01T01:30:00.000Z',
    'DATE_DIFF("month", "2024-01-31"::datetime, "2024-02-29"::datetime)': 0,
    'DATE_DIFF("s", "2024-01-01"::datetime, "2024-01-01T00:00:02.9Z"::datetime)': 2,
    '"2024-01-31"::datetime + 1 month': '2024-02-29T00:00:00.000Z',
    'DATE_EXTRACT("day_of_week", "2024-03-03"::datetime)': 7,
    'DATE_FORMAT("yyyy-MM-dd HH:mm", "2024-03-03T04:05:06Z"::datetime)': '2024-03-03 04:05',
    'DATE_PARSE("dd/MM/yyyy", "03/04/2024")': '2024-04-03T00:00:00.000Z',
    'CIDR_MATCH("10.1.2.3"::ip, "192.168.0.0/16", "10.0.0.0/8")': true,
    'CIDR_MATCH("::1"::ip, "::1")': true,
    'TO_IP("10.0.0.300")': null,
    '"::FFFF:1.2.3.4"::ip': '1.2.3.4',
    '"10.0.0.9"::ip < "10.0.0.10"': true,
    '"1.10.0"::version > "1.9"': true,
  });
});

test('warnings name the expression, and are told once', () => {
  const query = 'ROW m = [1, 2]\n| EVAL a = m + 1, b = m + 1';
  const result = evaluate({ language: 'esql', query, events: [] });
  const said = 'failed, treating result as null. Only first 20 failures recorded.';
  const cause = 'java.lang.IllegalArgumentException: single-value function encountered multi-value';
  expect(result.kind === 'table' && result.warnings).toEqual([
    `Line 2:12: evaluation of [m + 1] ${said}`,
    `Line 2:12: ${cause}`,
    `Line 2:23: evaluation of [m + 1] ${said}`,
    `Line 2:23: ${cause}`,
  ]);
});

test.each([
  ['ROW d = ", " | EVAL a = SPLIT("a, b", d)', /single byte/],
  ['ROW b = "10.0.0.0/99" | EVAL a = CIDR_MATCH("10.0.0.1"::ip, b)', /block/],
])('%s fails the search', (query, message) => {
  const result = evaluate({ language: 'esql', query, events: [] });
  expect(result.kind === 'error' && result.problems[0]).toMatchObject({
    code: 'query-runtime',
    message: expect.stringMatching(message),
  });
});

test.each(['FROM a | SAMPLE 0.5', 'FROM a | CHANGE_POINT x', 'ROW a = SCORE(true)'])(
  '%s needs a cluster',
  (query) => {
    const result = evaluate({ language: 'esql', query, events: [] });
    expect(result.kind === 'error' && result.problems[0]).toMatchObject({ code: 'not-supported' });
  },
);
