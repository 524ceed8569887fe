import { describe, expect, test } from 'vitest';
import { checkMatches } from '../../../../test/helpers/check-eql.js';
import { evaluateQuery } from '../evaluate.js';

/**
 * Details of EQL that Elasticsearch's suites pin with at most one case
 * (docs/semantics/eql.md#what-no-test-suite-pins), and those that they leave open and docs/decisions settles.
 * The test names say why the answer is right.
 */

const fields = { f: 'keyword', n: 'long' };

describe('fields without a value', () => {
  const events = { none: {}, nulls: { f: null, n: [null] }, one: { f: 'x', n: 1 }, other: { f: 'y', n: 9 } };
  const options = { fields };
  // Negations are complements: a field without a value has no value that satisfies the test.
  checkMatches('not (n > 5)', events, ['none', 'nulls', 'one'], options);
  checkMatches('not (n <= 5)', events, ['none', 'nulls', 'other'], options);
  checkMatches('not (n > 5 and n < 10)', events, ['none', 'nulls', 'one'], options);
  checkMatches('not (5 < n or f == "x")', events, ['none', 'nulls'], options);
  checkMatches('not not (n > 5)', events, ['other'], options);
  checkMatches('f != "x"', events, ['none', 'nulls', 'other'], options);
  checkMatches('not f == "x"', events, ['none', 'nulls', 'other'], options);
  checkMatches('not f : "X*"', events, ['none', 'nulls', 'other'], options);
  checkMatches('f not in ("x", "z")', events, ['none', 'nulls', 'other'], options);
  checkMatches('not f like "x*"', events, ['none', 'nulls', 'other'], options);
  checkMatches('not f regex "x"', events, ['none', 'nulls', 'other'], options);
  checkMatches('not endsWith(f, "x")', events, ['none', 'nulls', 'other'], options);
  checkMatches('n != 1', events, ['none', 'nulls', 'other'], options);
  // A null script is not true, and the negation is outside the script.
  checkMatches('not (length(f) > 5)', events, ['none', 'nulls', 'one', 'other'], options);
  checkMatches('not (n + 1 == 2)', events, ['none', 'nulls', 'other'], options);
  checkMatches('n + 1 != 2', events, ['none', 'nulls', 'other'], options);
  checkMatches('concat(f, "!") not in ("x!")', events, ['none', 'nulls', 'other'], options);
  checkMatches('concat(f, "!") != null', events, ['one', 'other'], options);
  checkMatches('not startsWith(f, g)', events, ['none', 'nulls', 'one', 'other'], options);
});

describe('an empty string without regard to case', () => {
  const events = { empty: { f: '' }, one: { f: 'x' } };
  const options = { fields };
  // Lucene builds an automaton from it, and an empty automaton accepts nothing.
  checkMatches('f : ""', events, [], options);
  checkMatches('f : ("", "x")', events, ['one'], options);
  checkMatches('f like~ ("", "y*")', events, [], options);
  checkMatches('f in~ ("")', events, [], options);
  checkMatches('f not in~ ("")', events, ['empty', 'one'], options);
  checkMatches('f == ""', events, ['empty'], options);
  checkMatches('f in ("")', events, ['empty'], options);
  checkMatches('f like ("", "y*")', events, ['empty'], options);
});

describe('dates without a day end on the first day', () => {
  const events = {
    first: { d: '2026-02-01T23:00:00Z' },
    second: { d: '2026-02-02T00:00:00Z' },
    later: { d: '2026-03-05T00:00:00Z' },
  };
  const options = { fields: { d: 'date' } } as const;
  checkMatches('d == "2026-02"', events, ['first'], options);
  checkMatches('d > "2026-02"', events, ['second', 'later'], options);
  checkMatches('d >= "2026-02"', events, ['first', 'second', 'later'], options);
  checkMatches('d <= "2026"', events, [], options);
  checkMatches('d == "2026-02-01"', events, ['first'], options);
  checkMatches('d == "2026-02-01||/M"', events, ['first', 'second'], options);
});

describe('in with nulls: they are dropped, and a list of nulls alone is null, which is never true', () => {
  const events = { none: {}, one: { f: 'x' }, other: { f: 'y' } };
  const options = { fields };
  checkMatches('f in (null)', events, [], options);
  checkMatches('f not in (null)', events, [], options);
  checkMatches('not (f in (null, null))', events, [], options);
  checkMatches('f in ("x", null)', events, ['one'], options);
  checkMatches('f not in (null, "x")', events, ['none', 'other'], options);
  checkMatches('f == "x" or f not in (null)', events, ['one'], options);
});

describe('number reads what Java would: no sign before 0x, and x is a small letter', () => {
  const events = { one: { f: 'x' } };
  const options = { fields };
  checkMatches(
    'number("0x1F") == 31 and number("0x1F", null) == 31 and number("0x1f", 16) == 31',
    events,
    ['one'],
    options,
  );
  checkMatches(
    'number(" -12 ") == -12 and number("+1.5") == 1.5 and number("11", 2) == 3',
    events,
    ['one'],
    options,
  );
  test.each(['"-0x10"', '"0X10"', '"0x10", 10', '"1.5", 16', '""', '"12", 1'])('number(%s) fails', (args) => {
    const query = `any where number(${args}) == 1 or length(f) > 9`;
    const result = evaluateQuery({ language: 'eql', query, events: [{ f: 'x' }], options });
    expect(result.kind).toBe('error');
  });
  test('a number is no string', () => {
    const result = evaluateQuery({
      language: 'eql',
      query: 'any where number(n) == 1',
      events: [{ n: 1 }],
      options,
    });
    expect(result.kind).toBe('error');
  });
});

describe('several values: a negation holds when no value satisfies what stands under it', () => {
  const events = { both: { n: [1, 9] }, low: { n: 1 } };
  const options = { fields };
  checkMatches('n > 5', events, ['both'], options);
  checkMatches('not (n > 5)', events, ['low'], options);
  checkMatches('not (n + 0 > 5)', events, ['low'], options);
  checkMatches('n + 0 != 1', events, [], options);
  checkMatches('n != 1', events, [], options);
});

describe('regular expressions are anchored at both ends', () => {
  const events = { whole: { f: 'abc' }, longer: { f: 'xabcx' }, line: { f: 'abc\n' } };
  const options = { fields };
  checkMatches('f regex "abc"', events, ['whole'], options);
  checkMatches('f regex "a"', events, [], options);
  checkMatches('f regex ".*b.*"', events, ['whole', 'longer', 'line'], options);
  checkMatches('f regex ("x", "a.c")', events, ['whole'], options);
  checkMatches('concat(f, "") regex "abc"', events, ['whole'], options);
  checkMatches('concat(f, "") regex "b"', events, [], options);
});

describe('between that finds nothing is the empty string, without a border it is the whole string', () => {
  const events = {
    none: { f: 'abc' },
    left: { f: 'a(bc' },
    found: { f: 'a(b)c' },
    nothing: { f: 'a()' },
    empty: { f: '' },
  };
  const options = { fields };
  checkMatches('between(f, "(", ")") == null', events, [], options);
  checkMatches('between(f, "(", ")") == ""', events, ['none', 'left', 'nothing', 'empty'], options);
  checkMatches('length(between(f, "(", ")")) == 0', events, ['none', 'left', 'nothing', 'empty'], options);
  checkMatches('between(f, "", ")") == "abc"', events, ['none'], options);
  checkMatches('between(f, "(", "") == "abc"', events, ['none'], options);
  checkMatches('between(f, "(", ")") == "b"', events, ['found'], options);
});

describe('the start of indexOf: null and negative count as 0, behind the end finds nothing', () => {
  const events = { abc: { f: 'abc' } };
  const options = { fields };
  checkMatches('indexOf(f, "a", null) == 0', events, ['abc'], options);
  checkMatches('indexOf(f, "a", -5) == 0', events, ['abc'], options);
  checkMatches('indexOf(f, "a", 1) == null', events, ['abc'], options);
  checkMatches('indexOf(f, "c", 9) == null', events, ['abc'], options);
  checkMatches('indexOf(f, "z") == -1', events, [], options);
});

describe('endsWith and stringContains of a field are wildcard patterns, startsWith is not', () => {
  const events = {
    plain: { f: 'abc' },
    star: { f: 'a*c' },
    mark: { f: 'a?c' },
    slash: { f: 'a\\d' },
    none: {},
  };
  const options = { fields };
  checkMatches('endsWith(f, "*c")', events, ['plain', 'star', 'mark'], options);
  checkMatches('endsWith(f, "?d")', events, ['slash'], options);
  checkMatches('stringContains(f, "b?")', events, ['plain'], options);
  // A backslash escapes, so it is written twice: four times in a query string.
  checkMatches('stringContains(f, "\\\\*c")', events, ['star'], options);
  checkMatches('stringContains(f, "?\\\\?c")', events, ['mark'], options);
  checkMatches('endsWith(f, "\\\\d")', events, ['slash'], options);
  checkMatches('endsWith(f, "a\\\\d")', events, [], options);
  checkMatches('endsWith(f, "\\\\\\\\d")', events, ['slash'], options);
  // In a script leaf the string is literal.
  checkMatches('endsWith(concat(f, ""), "*c")', events, ['star'], options);
  checkMatches('startsWith(f, "a?")', events, ['mark'], options);
  checkMatches('stringContains~(f, "*")', events, ['plain', 'star', 'mark', 'slash'], options);
  checkMatches('stringContains(f, "")', events, ['plain', 'star', 'mark', 'slash'], options);
  checkMatches('startsWith(f, "")', events, ['plain', 'star', 'mark', 'slash'], options);
});

describe('comparing without case goes by the classes of letters that Lucene knows', () => {
  const events = {
    sharp: { f: 'straße' },
    dotted: { f: 'İ' },
    sigma: { f: 'ΟΔΟΣ' },
    kelvin: { f: '\u212a' },
  };
  const options = { fields };
  checkMatches('f : "STRASSE"', events, [], options);
  checkMatches('f : "STRAßE"', events, ['sharp'], options);
  checkMatches('f : "i"', events, [], options);
  checkMatches('f : "οδοσ"', events, ['sigma'], options);
  checkMatches('f : "οδος"', events, ['sigma'], options);
  checkMatches('f : "k"', events, ['kelvin'], options);
  // The comparison is asymmetric: dotted and dotless letters match others that do not match them.
  checkMatches(
    'f : "İ"',
    { ...events, small: { f: 'i' }, capital: { f: 'I' } },
    ['dotted', 'small'],
    options,
  );
  checkMatches('f : "ı"', { small: { f: 'i' }, capital: { f: 'I' } }, ['capital'], options);
  checkMatches('concat(f, "") : "i"', events, ['dotted'], options);
});

describe('regex~ ignores the case of ASCII, but not in ranges of characters', () => {
  const events = { upper: { f: 'ABC' }, lower: { f: 'abc' }, umlaut: { f: 'Ä' } };
  checkMatches('f regex~ "ä"', events, [], { fields });
  checkMatches('f regex~ "[ä-ö]"', events, [], { fields });
  checkMatches('f regex~ "[abc]+"', events, ['upper', 'lower'], { fields });
  checkMatches('f regex~ "[a-c]+"', events, ['lower'], { fields });
  checkMatches('f regex~ "[^a-c]+"', events, ['upper', 'umlaut'], { fields });
  checkMatches('f regex "[a-c]+"', events, ['lower'], { fields });
});

describe('an optional field that nothing lists is null, in a negation too', () => {
  const events = { one: { f: 'x' } };
  const options = { fields };
  checkMatches('not ?nowhere : "x"', events, [], options);
  checkMatches('?nowhere == null', events, ['one'], options);
  checkMatches('not ?f : "y"', events, ['one'], options);
});

describe('a constant is parsed by the type of the field', () => {
  const events = { five: { n: 5, f: 5, x: 5 }, six: { n: 6, f: '6', x: '6' } };
  const options = { fields };
  checkMatches('n == "5"', events, ['five'], options);
  checkMatches('n != "5"', events, ['six'], options);
  checkMatches('n > "5"', events, ['six'], options);
  checkMatches('f == 5', events, ['five'], options);
  checkMatches('f == "5"', events, ['five'], options);
  // The field is unlisted, so its values determine its type.
  checkMatches('x == "5"', events, ['five'], options);
  checkMatches('x == 6', events, ['six'], options);
  checkMatches('x >= "6"', events, ['six'], options);
  checkMatches('x >= 5', events, ['five', 'six'], options);
});

describe('an address compared with a block', () => {
  const events = {
    inside: { 'source.ip': '10.1.2.3' },
    outside: { 'source.ip': '11.0.0.1' },
    mapped: { 'source.ip': '::ffff:10.0.0.1' },
  };
  const options = { fields: { 'source.ip': 'ip' } };
  checkMatches('source.ip == "10.0.0.0/8"', events, ['inside', 'mapped'], options);
  checkMatches('source.ip != "10.0.0.0/8"', events, ['outside'], options);
  checkMatches('cidrMatch(source.ip, "11.0.0.1")', events, ['outside'], options);
  checkMatches('cidrMatch(source.ip, "10.9.9.9/8")', events, ['inside', 'mapped'], options);
});
