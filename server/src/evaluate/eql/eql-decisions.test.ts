import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkMatches } from '../../../../test/helpers/check-eql.js';
import { readShortEvents } from '../../../../test/helpers/short-events.js';
import { evaluateQuery } from '../evaluate.js';

/**
 * Points of EQL that the suites of Elasticsearch pin by one case or none (spec/EQL.md section 14), and those that it
 * leaves open and docs/decisions settles. The names say why the answer is the right one.
 */

const fields = { kind: 'keyword', a: 'keyword', f: 'keyword', n: 'long' };

const [p, q, r] = ['p', 'q', 'r'].map((kind) => `[any where kind == "${kind}"]`);

interface Row {
  readonly query: string;
  /** See `readShortEvents`. */
  readonly events: string;
  readonly matches: readonly (readonly (number | null)[])[];
}

function checkSequences(table: Readonly<Record<string, Row>>): void {
  for (const [name, { query, events, matches }] of Object.entries(table)) {
    test(name, () => {
      const result = evaluateQuery({
        language: 'eql',
        query,
        events: readShortEvents(events),
        options: { fields },
      });
      if (result.kind !== 'sequences') throw new Error(JSON.stringify(result));
      expect(result.matches.map((match) => match.events)).toEqual(matches);
    });
  }
}

test('maxspan holds to the nanosecond', () => {
  const at = (nanoseconds: bigint): string =>
    `${new Date(Number(nanoseconds / 1_000_000n)).toISOString().slice(0, -4)}${String(nanoseconds % 1_000_000_000n).padStart(9, '0')}Z`;
  const matches = (from: bigint, to: bigint, span: number): number => {
    const result = evaluateQuery({
      language: 'eql',
      query: `sequence with maxspan=${span}ms ${p} ${q}`,
      events: [
        { '@timestamp': at(from), kind: 'p' },
        { '@timestamp': at(to), kind: 'q' },
      ],
      options: { fields: { ...fields, '@timestamp': 'date_nanos' } },
    });
    return result.kind === 'sequences' ? result.matches.length : Number.NaN;
  };
  fc.assert(
    fc.property(
      fc.bigInt({ min: 1_700_000_000_000_000_000n, max: 1_700_000_001_000_000_000n }),
      fc.integer({ min: 1, max: 3_000 }),
      (from, span) => {
        const end = from + BigInt(span) * 1_000_000n;
        expect([matches(from, end, span), matches(from, end + 1n, span)]).toEqual([1, 0]);
      },
    ),
    { numRuns: 500 },
  );
});

describe('maxspan', () => {
  checkSequences({
    'exactly maxspan apart is a match: the bound is included': {
      query: `sequence with maxspan=2s ${p} ${q}`,
      events: 'p@0 q@2000',
      matches: [[0, 1]],
    },
    'one millisecond more is none': {
      query: `sequence with maxspan=2s ${p} ${q}`,
      events: 'p@0 q@2001',
      matches: [],
    },
    'it spans the whole sequence, not each step': {
      query: `sequence with maxspan=2s ${p} ${q} ${r}`,
      events: 'p@0 q@1500 r@3000',
      matches: [],
    },
    'a missing event in front does not count as the first event': {
      query: `sequence with maxspan=2s ![any where kind == "x"] ${p} ${q}`,
      events: 'x@0 p@3000 q@5000',
      matches: [[null, 1, 2]],
    },
  });
});

describe('candidates', () => {
  checkSequences({
    'behind an event that came too late nothing matches: whatever comes later is later still': {
      query: `sequence with maxspan=2s ${p} ${q} ${r}`,
      events: 'p@0 q@1000 r@3000 r@3001',
      matches: [],
    },
    'behind an event that until refused nothing matches: whether it burned its candidate cannot be seen': {
      query: `sequence ${p} ${q} until ${r}`,
      events: 'p@0 r@100 q@200 q@300',
      matches: [],
    },
    'the latest partial match is continued, earlier ones are dropped': {
      query: `sequence ${p} ${q}`,
      events: 'p@0 p@1 q@2 q@3',
      matches: [[1, 2]],
    },
    'with the latest one all earlier ones go, also those of two steps': {
      query: `sequence by a with maxspan=10s ${p} ${q} ${r}`,
      events: 'p@0/x q@1000/x p@2000/x q@3000/x r@4000/x r@5000/x',
      matches: [[2, 3, 4]],
    },
    'an event never follows itself': {
      query: 'sequence [any where kind == "p"] [any where a == "x"]',
      events: 'p@0/x p@0/x',
      matches: [[0, 1]],
    },
  });
});

describe('until', () => {
  checkSequences({
    'an event between two steps ends the sequence': {
      query: `sequence ${p} ${q} until ${r}`,
      events: 'p@0 r@1 q@2',
      matches: [],
    },
    'bounds on the left are included: the event of the first step may end the sequence itself': {
      query: `sequence ${p} ${q} until [any where a == "x"]`,
      events: 'p@0/x q@1/y',
      matches: [],
    },
    'bounds on the right are not: the last event completes the sequence before it can end it': {
      query: `sequence ${p} ${q} until [any where a == "x"]`,
      events: 'p@0/y q@1/x',
      matches: [[0, 1]],
    },
    'an event in front of the sequence ends nothing': {
      query: `sequence ${p} ${q} until ${r}`,
      events: 'r@0 p@1 q@2',
      matches: [[1, 2]],
    },
    'it ends sequences of its own key only': {
      query: `sequence by a ${p} ${q} until ${r}`,
      events: 'p@0/x p@0/y r@1/x q@2/x q@2/y',
      matches: [[1, 4]],
    },
  });
});

describe('missing events', () => {
  const middle = `sequence with maxspan=5s ${p} !${r} ${q}`;
  const bothEnds = `sequence with maxspan=5s !${p} ${q} !${r}`;
  checkSequences({
    'one between two steps rejects the match': { query: middle, events: 'p@0 r@1 q@2', matches: [] },
    'one in the same millisecond as the step in front of it does not': {
      query: middle,
      events: 'p@0 r@0 q@2',
      matches: [[0, null, 2]],
    },
    'one in the same millisecond as the step behind it does not': {
      query: middle,
      events: 'p@0 r@2 q@2',
      matches: [[0, null, 2]],
    },
    'a rejected match is lost: no other candidate is tried': {
      query: `sequence with maxspan=5s ${p} !${r} ${q}`,
      events: 'p@0 r@1 q@2 q@3',
      matches: [],
    },
    'in front, exactly maxspan before the last event, it still rejects': {
      query: `sequence with maxspan=5s !${r} ${p} ${q}`,
      events: 'r@0 p@4000 q@5000',
      matches: [],
    },
    'in front, one millisecond further away, it does not': {
      query: `sequence with maxspan=5s !${r} ${p} ${q}`,
      events: 'r@0 p@4000 q@5001',
      matches: [[null, 1, 2]],
    },
    'behind, exactly maxspan after the first event, it still rejects': {
      query: `sequence with maxspan=5s ${p} ${q} !${r}`,
      events: 'p@0 q@1000 r@5000',
      matches: [],
    },
    'behind, one millisecond further away, it does not': {
      query: `sequence with maxspan=5s ${p} ${q} !${r}`,
      events: 'p@0 q@1000 r@5001',
      matches: [[0, 1, null]],
    },
    'of two at the ends, one alone in front rejects nothing': {
      query: bothEnds,
      events: 'p@0 q@1000',
      matches: [[null, 1, null]],
    },
    'of two at the ends, one alone behind rejects nothing': {
      query: bothEnds,
      events: 'q@1000 r@2000',
      matches: [[null, 0, null]],
    },
    'of two at the ends, both within maxspan of each other reject': {
      query: bothEnds,
      events: 'p@0 q@1000 r@5000',
      matches: [],
    },
    'of two at the ends, both further apart than maxspan do not': {
      query: bothEnds,
      events: 'p@0 q@1000 r@5001',
      matches: [[null, 1, null]],
    },
  });
});

describe('limits', () => {
  const run = (query: string, options: object): unknown =>
    evaluateQuery({
      language: 'eql',
      query,
      events: readShortEvents('p@0 p@1 p@2 p@3 p@4'),
      options: { fields, ...options },
    });
  const rows: readonly (readonly [name: string, pipes: string, options: object, matches: number[]])[] = [
    ['size keeps the latest', '', { size: 2 }, [3, 4]],
    [
      'size keeps the first where the result position says so',
      '',
      { size: 2, resultPosition: 'head' },
      [0, 1],
    ],
    ['a pipe takes the place of size, up to size: head keeps the first', '| head 3', { size: 2 }, [0, 1]],
    ['a pipe takes the place of size, up to size: tail keeps the last', '| tail 3', { size: 2 }, [3, 4]],
    ['pipes are not undone by the result position', '| tail 2', { size: 4, resultPosition: 'head' }, [3, 4]],
    ['pipes apply from left to right', '| head 3 | tail 1', {}, [2]],
    ['nothing is asked for', '| head 0', {}, []],
  ];
  test.for(rows)('%s: %s', ([, pipes, options, matches]) => {
    expect(run(`any where kind == "p" ${pipes}`, options)).toEqual({ kind: 'events', matches });
  });
});

describe('fields without a value', () => {
  const events = { none: {}, nulls: { f: null, n: [null] }, one: { f: 'x', n: 1 }, other: { f: 'y', n: 9 } };
  const options = { fields };
  // Negations are complements: what has no value has no value that satisfies the test.
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
  // A script that is null is not true, and the negation stands outside of it.
  checkMatches('not (length(f) > 5)', events, ['none', 'nulls', 'one', 'other'], options);
  checkMatches('not (n + 1 == 2)', events, ['none', 'nulls', 'other'], options);
  checkMatches('n + 1 != 2', events, ['none', 'nulls', 'other'], options);
  checkMatches('concat(f, "!") not in ("x!")', events, ['none', 'nulls', 'other'], options);
  checkMatches('concat(f, "!") != null', events, ['one', 'other'], options);
  checkMatches('not startsWith(f, g)', events, ['none', 'nulls', 'one', 'other'], options);
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

describe('until ignores a "!": the sequence ends where an event matches', () => {
  checkSequences({
    'an event of until ends the match': {
      query: `sequence with maxspan=5s ${p} ${q} until !${r}`,
      events: 'p@0 r@1000 q@2000',
      matches: [],
    },
    'without one it completes': {
      query: `sequence with maxspan=5s ${p} ${q} until !${r}`,
      events: 'p@0 q@2000',
      matches: [[0, 1]],
    },
    'it needs no maxspan': { query: `sequence ${p} ${q} until !${r}`, events: 'p@0 q@1', matches: [[0, 1]] },
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
  // A backslash escapes: it has to be written twice, in a string of the query four times.
  checkMatches('stringContains(f, "\\\\*c")', events, ['star'], options);
  checkMatches('stringContains(f, "?\\\\?c")', events, ['mark'], options);
  checkMatches('endsWith(f, "\\\\d")', events, ['slash'], options);
  checkMatches('endsWith(f, "a\\\\d")', events, [], options);
  checkMatches('endsWith(f, "\\\\\\\\d")', events, ['slash'], options);
  // On a script leaf the text is taken as it is.
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
  // It is not symmetric: the letters with and without a dot find others that do not find them.
  checkMatches(
    'f : "İ"',
    { ...events, small: { f: 'i' }, capital: { f: 'I' } },
    ['dotted', 'small'],
    options,
  );
  checkMatches('f : "ı"', { small: { f: 'i' }, capital: { f: 'I' } }, ['capital'], options);
  checkMatches('concat(f, "") : "i"', events, ['dotted'], options);
});

describe('regex~ ignores the case of ASCII, also in classes', () => {
  const events = { upper: { f: 'ABC' }, lower: { f: 'abc' }, umlaut: { f: 'Ä' } };
  checkMatches('f regex~ "ä"', events, [], { fields });
  checkMatches('f regex~ "[ä-ö]"', events, [], { fields });
  checkMatches('f regex~ "[a-c]+"', events, ['upper', 'lower'], { fields });
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
  // Nothing lists the field: its values say which type it has.
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
