import { expect, test } from 'vitest';
import { verifyEsql } from '../check.js';
import { parseEsql } from '../parse.js';
import { openSchema } from './schema.js';

const problemsOf = (call: string) => {
  const query = `from a | eval x = ${call}`;
  return verifyEsql(query, parseEsql(query).tree!, openSchema).map(({ code, span }) => [
    code,
    query.slice(span.start, span.end),
  ]);
};

test.each([
  ['date_diff("yar", a, b)', '"yar"'],
  ['date_diff("", a, b)', '""'],
  ['date_extract("weekday", a)', '"weekday"'],
  ['date_extract("__proto__", a)', '"__proto__"'],
  ['replace(a, "x(", "")', '('],
  ['replace(a, "[b-a]", "")', 'b-a'],
  ['split(a, ", ")', '", "'],
  ['split(a, "é")', '"é"'],
  ['split(a, "")', '""'],
  ['cidr_match(a, "10.0.0.0/8", "10.0.0.0/33")', '"10.0.0.0/33"'],
  ['cidr_match(a, "host")', '"host"'],
])('%s fails', (call, place) => expect(problemsOf(call)).toEqual([['esql-type', place]]));

test.each([
  'date_diff("MI", a, b)',
  'date_diff(u, a, b)',
  'date_extract("Day_Of_Week", a)',
  'replace(a, "(?=x)y++[a&&b]", "(")',
  'split(a, ",")',
  'split(", ", a)',
  'cidr_match(a, "::1", "10.1.2.3/8", "::/0")',
])('%s is fine', (call) => expect(problemsOf(call)).toEqual([]));

/** A query in another language inside a condition, with its error. */
test.each([
  ['kql("host.name : (a")', 'a'],
  ['kql("process.pid > ")', undefined],
  ['kql("host.name : a and process.name : \\"b*\\"")', ''],
  ['qstr("host.name:(a")', '('],
  ['qstr("host.name:a*")', ''],
])('the query in %s', (call, place) => {
  const query = `from a | where ${call}`;
  const found = verifyEsql(query, parseEsql(query).tree!, openSchema);
  expect(found.map(({ code }) => code)).toEqual(place === '' ? [] : ['esql-full-text']);
  if (place) expect(query.slice(found[0]!.span.start, found[0]!.span.end)).toContain(place);
});
