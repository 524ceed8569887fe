import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkEqlProblems } from '../../../../test/helpers/check-eql.js';
import { applyEdits } from '../../text/edits.js';
import { parseEql } from './parse.js';
import { printEql } from './print.js';
import type { EqlQuery } from './syntax.js';

describe('what Elasticsearch refuses', () => {
  checkEqlProblems({
    'a query without mistakes': 'process where process.name == "cmd.exe" and not process.pid in (1, 2)',
    'a single equals sign': `
      process where process.name = "cmd.exe"
                                 ^ [=] is not a comparison operator`,
    'single quotes': `
      process where process.name == 'cmd.exe'
                                    ^^^^^^^^^ single quotes ['] do not define a string in EQL`,
    'an escape that does not exist': `
      process where process.name == "C:\\Windows"
                                       ^^ invalid escape \\W in an EQL string (valid: \\b \\t \\n \\f \\r \\" \\' \\\\ \\u{…})`,
    'a path of Windows, once': `
      process where process.executable : ("C:\\Windows\\temp\\*", "C:\\\\x\\\\y") and process.pid = 1
                                             ^^^^^^^^^^^^^^^ invalid escapes \\W, \\* in an EQL string (valid: \\b \\t \\n \\f \\r \\" \\' \\\\ \\u{…})
                                                                                           ^ [=] is not a comparison operator`,
    'a string that is not closed': `
      process where process.name == "cmd
                                    ^^^^ this string is not closed on its line`,
    'upper-case keywords, both of them': `
      process where process.pid == 1 AND process.pid == 2 OR true
                                     ^^^ [AND] is not a keyword: keywords are lower-case
                                                          ^^ [OR] is not a keyword: keywords are lower-case`,
    'a condition without a category': `
      process.name == "cmd.exe" and process.pid == 1
      ^^^^^^^^^^^^ expected an event category and [where] before the condition`,
    'a negation without a category': `
      not process.name : "cmd.exe"
          ^^^^^^^^^^^^ expected an event category and [where] before the condition`,
    'words between the items of a list': `
      process where process.name : (cmd.exe or powershell.exe) and process.pid == 1
                                            ^^ the items of a list are separated by [,], not by [or]`,
    'alternatives as an item': `
      process where process.name in ("a" or "b")
                                     ^^^^^^^^^^ the items of a list are separated by [,], not by [or]`,
    'a list without parentheses': `
      process where process.name : "a", "b" and process.pid == 1
                                   ^^^^^^^^ put several values in parentheses`,
    'bars for or': `
      process where process.name == "a" || process.pid == 3
                                        ^^ [||] is not an operator; write [or]`,
    'a time without with': `
      sequence by host.id maxspan=1m [process where true] [process where process.pid = 1]
                          ^^^^^^^ write [with] before [maxspan]
                                                                                     ^ [=] is not a comparison operator`,
    'a text put together with a sign': `
      process where process.name == "cmd" + ".exe"
                                    ^^^^^^^^^^^^^^ arithmetic needs numbers, but ["cmd"] is [keyword]`,
    'a text put together of a field': `
      process where process.name == process.args + ".exe"
                                    ^^^^^^^^^^^^ comparisons against fields are not supported: both sides of [==] contain a field, [process.args] is the second`,
    'arithmetic with one text': `
      process where process.pid == 2 + (3 * "4")
                                            ^^^ arithmetic needs numbers, but ["4"] is [keyword]`,
    'an order of a number and a text': `
      process where process.pid > "many"
                                  ^^^^^^ ["many"] is not a number, as field [process.pid] requires`,
    'a forgotten and': `
      process where process.pid == 1 process.name == "a"
                                     ^^^^^^^ expected [and] or [or], found [process]`,
    'a forgotten and before parentheses': `
      process where process.pid == 1 (process.name == "a" or true)
                                     ^ expected [and] or [or], found [(]`,
    'a forgotten operator': `
      process where process.name "cmd.exe" and process.pid = 1
                                 ^^^^^^^^^ expected an operator such as [==], found ["cmd.exe"]
                                                           ^ [=] is not a comparison operator`,
    'a not in the middle': `
      process where process.name not like "a*" and process.pid = 1
                                 ^^^ [not] cannot precede [like]
                                                               ^ [=] is not a comparison operator`,
    'a stray parenthesis': `
      process where process.pid (== 1 and process.ppid == 2
                                ^ did not expect [(] here`,
    'a stray parenthesis before a list': `
      process where process.name : ( ("a", "b") and process.pid == 1
                                     ^ expected [)], found [(]`,
    'a stray sign in a list': `
      process where process.name in ("a", | "b") and process.pid == 1
                                          ^ expected [)], found [|]`,
    'a mark before a function': `
      any where ?startsWith(process.name, "abc")
                ^ [?] belongs before a field, not a function`,
    'a list behind a field': `
      any where process.name (user.name, "b") and process.pid == 1
                             ^ did not expect [(] here`,
    'a quote in a word': `
      any wher"e startsWith(process.name, "abc") and process.args == "x" and user.name == "y"
          ^^^^ expected [where] after the event category, found [wher]`,
    'a sign in a category of a step': `
      sequence [ne*/twork where true] [file where process.pid = 1]
                  ^ expected [where] after the event category, found [*]
                                                              ^ [=] is not a comparison operator`,
    'a key with a sign': 'sequence by +host.id [process where true] [file where true]',
    'a key that is calculated': `
      sequence by -process.pid [process where true] [file where true]
                  ^^^^^^^^^^^^ only fields can be join keys`,
    'a unit that is a name of JavaScript': `
      sequence by host.id with maxspan=5constructor [process where true] [file where true]
                                        ^^^^^^^^^^^ [constructor] is not a time unit in [5constructor]`,
    'keywords in upper case': `
      process where NOT process.name IN ("a", "b")
                    ^^^ [NOT] is not a keyword: keywords are lower-case`,
    'a keyword in upper case behind by': `
      sequence BY host.id [process where true] [file where true]
               ^^ [BY] is not a keyword: keywords are lower-case`,
    'patterns without quotes': `
      process where process.args : (*a*, cmd*) and process.pid = 1
                                    ^^^ put the pattern in double quotes
                                                               ^ [=] is not a comparison operator`,
    'a pattern without quotes': `
      process where process.args : *a* and process.pid = 1
                                   ^^^ put the pattern in double quotes
                                                       ^ [=] is not a comparison operator`,
    'a raw string with two quotes': `
      process where process.executable : ""C:Temp*""" and process.pid == 1
                                         ^^ a raw string starts with three quotes`,
    'parentheses around an item': `
      process where process.name : (("a")) and process.pid == 1
                                    ^ expected [)], found [(]`,
    'words for an operator': `
      process where process.name not equals "a" and process.pid == 1
                                 ^^^ expected [and] or [or], found [not]`,
    'a list in brackets': `
      process where process.name in ["a", "b"] and process.pid == 1
                                    ^ use parentheses for a list, not brackets`,
    'a comma between steps': `
      sequence by host.id [process where true], [file where process.pid = 1]
                                              ^ nothing is allowed between two steps
                                                                        ^ [=] is not a comparison operator`,
    'a step without its bracket': `
      sequence by host.id [process where true] file where true] [file where true]
                                               ^^^^ expected a step in square brackets, found [file]`,
    'a time behind the steps': `
      sequence by host.id [process where true] [file where true] with maxspan=1m
                                                                 ^^^^^^^^^^^^^^^ [maxspan] belongs before the first step`,
    'keys twice': `
      sequence by host.id by user.id [process where true] [file where true]
                          ^^ a sequence can have only one [by]`,
    'no number of runs': `
      sequence [process where true] with runs=-3 [file where true]
                                              ^ expected a number, found [-]`,
    'two signs for one': `
      sequence with maxspan==5m [process where true] [file where true]
                           ^^ use [=] here, not [==]`,
    'a pipe with a fraction': `
      process where true | head 1e2
                                ^^^ pipe [head] needs a whole number that is not negative`,
    'a list that is not opened': `
      process where process.name in "a", "b") and process.pid = 1
                                    ^^^ expected a list in parentheses, found ["a"]
                                                              ^ [=] is not a comparison operator`,
    'a step that is not finished': `
      sequence by host.id [process where process.pid ==
                                                      ^ expected a field, a value or a function, the query ends`,
    'a forgotten comma in a list': `
      process where process.name in ("a" "b")
                                         ^^^ expected [,] between two items of the list, found ["b"]`,
    'an empty list': `
      process where process.name in ()
                                    ^^ the list is empty`,
    'a misspelt where': `
      process wher process.pid == 1
              ^^^^ expected [where] after the event category, found [wher]`,
    'a keyword inside a field name': `
      process where process.any == 1
                            ^^^ [any] is a keyword`,
    'two separate mistakes': `
      process where process.pid = 1 and process.name == 'a'
                                ^ [=] is not a comparison operator
                                                        ^^^ single quotes ['] do not define a string in EQL`,
  });
});

describe('types', () => {
  checkEqlProblems({
    ': on a number': `
      process where process.pid : "1*"
                    ^^^^^^^^^^^ [:] needs a string on the left, but [process.pid] is [long]`,
    'a text field': `
      process where user.text == "a"
                    ^^^^^^^^^ EQL cannot use field [user.text] of type [text]: it has no keyword multi-field`,
    'a nested field': `
      process where process.entries.name == "a"
                    ^^^^^^^^^^^^^^^^^^^^ field [process.entries.name] cannot be used: [process.entries] is [nested], which EQL does not support`,
    'field against field': `
      process where process.name == process.args
                                    ^^^^^^^^^^^^ comparisons against fields are not supported: both sides of [==] contain a field, [process.args] is the second`,
    'a number is parsed from text': 'process where process.pid == "12" and process.name == 12',
    'text that is no number': `
      process where "twelve" != process.pid
                    ^^^^^^^^ ["twelve"] is not a number, as field [process.pid] requires`,
    'a number as Java does not write it': `
      process where process.pid == "0x10"
                                   ^^^^^^ ["0x10"] is not a number, as field [process.pid] requires`,
    'numbers as Java writes them': 'process where process.pid == "+1.5e3" or process.pid == ".5"',
    'text that is no boolean': `
      process where process.interactive == "yes"
                                           ^^^^^ ["yes"] is not true or false, as field [process.interactive] requires`,
    'a length against text never matches': `
      process where length(process.name) == "12"
                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ [length(process.name)] is [number] and ["12"] is [keyword]: they are never equal`,
    'no address': `
      process where source.ip == "localhost"
                                 ^^^^^^^^^^^ ["localhost"] is not an IP address, as field [source.ip] requires`,
    'no block': `
      process where cidrMatch(source.ip, "10.0.0.0/33")
                                         ^^^^^^^^^^^^^ ["10.0.0.0/33"] is not a CIDR block`,
    'a date that is none': `
      process where @timestamp > "2020-13-45"
                                 ^^^^^^^^^^^^ ["2020-13-45"] is not a date, as field [@timestamp] requires`,
    'date math': 'process where @timestamp > "now-1d/d"',
    'a regular expression that is not closed': `
      process where process.name regex "ab[c"
                                          ^ the regular expression is not valid: the character class is not closed`,
    'a group that Lucene does not have': `
      process where process.name regex "(?i)abc"
                                         ^ the regular expression is not valid: [?] has nothing to repeat`,
    'an unknown function': `
      process where startWith(process.name, "a")
                    ^^^^^^^^^ unknown function [startWith], did you mean [startsWith]?`,
    'no boolean': `
      process where process.name
                    ^^^^^^^^^^^^ a condition must be boolean, but [process.name] is [keyword]`,
    'a boolean field is one': 'process where process.interactive and not process.interactive',
    'unknown fields are left alone': 'process where vendor.field == 1 and vendor.field : "a"',
    'join keys of different types': `
      sequence [process where true] by process.pid [process where true] by process.name
                                                                           ^^^^^^^^^^^^ join key [process.name] of type [keyword] is incompatible with key [process.pid] of type [long]`,
  });
});

/** The tree that recovery builds from half a query, with [] for missing nodes. */
describe('recovery keeps what was understood', () => {
  const table: Readonly<Record<string, string>> = {
    'process where process.name == ': 'process where process.name == ',
    'process where process.name in ("a", "b"': 'process where process.name in ("a", "b")',
    'process where (process.name == "a" or process.pid': 'process where process.name == "a" or process.pid',
    'process where process.': 'process where `process.`',
    'process where a == 1 and process. and b == 2': 'process where a == 1 and `process.` and b == 2',
    'process where not ': 'process where not ',
    'sequence by host.id [process where true]\n[network where ':
      'sequence by host.id\n  [process where true]\n  [network where ]',
    'sequence [a where x ) y ] by k [b where true] by k':
      'sequence\n  [a where x] by k\n  [b where true] by k',
    'process where length(process.name': 'process where length(process.name)',
  };
  for (const [query, printed] of Object.entries(table)) {
    test(JSON.stringify(query), () => {
      const { tree, problems } = parseEql(query);
      expect(problems).not.toEqual([]);
      expect(tree && printEql(tree)).toBe(printed);
    });
  }
});

function withoutSpans(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSpans);
  if (typeof value !== 'object' || value === null) return typeof value === 'bigint' ? String(value) : value;
  const kept = Object.entries(value).filter(([key]) => !/span$/i.test(key) && key !== 'raw');
  return Object.fromEntries(kept.map(([key, inner]) => [key, withoutSpans(inner)]));
}

const word = fc.constantFrom('process', 'a', 'user.name', '`odd name`', '?b.c');
const literal = fc.oneof(
  fc.string().map((text) =>
    JSON.stringify(text)
      .replace(/\\u([0-9a-f]{4})/g, '\\u{$1}')
      .replace(/[\u2028\u2029]/g, 'x'),
  ),
  fc.nat().map(String),
  fc.constantFrom('true', 'null', '1.5', '""" raw """'),
);
const expression: fc.Arbitrary<string> = fc.letrec<{ any: string }>((tie) => ({
  any: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.tuple(word, fc.constantFrom('==', '!=', '<'), literal).map((parts) => parts.join(' ')),
    fc.tuple(word, literal, literal).map(([field, a, b]) => `${field} in (${a}, ${b})`),
    fc
      .tuple(word, fc.constantFrom(':', 'like~', 'regex'))
      .map(([field, operator]) => `${field} ${operator} ("a*", "b")`),
    fc
      .tuple(tie('any'), fc.constantFrom('and', 'or'), tie('any'))
      .map(([a, operator, b]) => `(${a}) ${operator} ${b}`),
    tie('any').map((inner) => `not (${inner})`),
    fc.tuple(word, word).map(([a, b]) => `length(concat(${a}, ${b})) + 2 * -3 > 4 - (1 - 1)`),
  ),
})).any;

const query = fc.oneof(
  expression.map((condition) => `process where ${condition}`),
  fc
    .tuple(expression, expression)
    .map(
      ([a, b]) =>
        `sequence by host.id with maxspan=1m [process where ${a}] ![file where ${b}] [any where true] with runs=2 | tail 3`,
    ),
);

describe('properties', () => {
  test('a printed query parses to the same tree', () => {
    fc.assert(
      fc.property(query, (text) => {
        const { tree, problems } = parseEql(text);
        expect(problems).toEqual([]);
        const again = parseEql(printEql(tree as EqlQuery));
        expect(again.problems).toEqual([]);
        expect(withoutSpans(again.tree)).toEqual(withoutSpans(tree));
      }),
      { numRuns: 300 },
    );
  });

  const words = [
    ...'sequence sample join by with maxspan runs = == 1m 5 until [ ![ ] ( ) process any where and or not in'.split(
      ' ',
    ),
    ...'~ like regex : , . ? | head a.b `c` "d" true null + - * / % 1.5 child of AND /* */ // length('.split(
      ' ',
    ),
    "'e'",
    '""" f """',
    '\\',
  ];
  const soup = fc.array(fc.constantFrom(...words), { maxLength: 25 }).map((parts) => parts.join(' '));
  const anyText = fc.oneof(
    soup,
    fc.string(),
    fc.string({ unit: 'binary' }),
    fc.tuple(query, fc.nat(), fc.string()).map(([text, at, junk]) => {
      const place = at % (text.length + 1);
      return text.slice(0, place) + junk + text.slice(place + (at % 3));
    }),
    fc.tuple(query, fc.nat()).map(([text, at]) => text.slice(0, at % (text.length + 1))),
  );

  test('any text gives problems or a tree, with spans inside the text', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { tree, problems } = parseEql(text);
        expect(problems.length > 0 || tree !== undefined).toBe(true);
        for (const { span } of problems) {
          expect(span.start).toBeGreaterThanOrEqual(0);
          expect(span.end).toBeGreaterThanOrEqual(span.start);
          expect(span.end).toBeLessThanOrEqual(text.length);
        }
      }),
      { numRuns: 3_000 },
    );
  });

  test('deep nesting is refused, not a stack overflow', () => {
    for (const text of [
      `a where ${'('.repeat(20_000)}`,
      `a where ${'not '.repeat(20_000)}true`,
      `a where ${'-'.repeat(20_000)}1`,
      `a where x${' == 1'.repeat(20_000)}`,
      `a where x in (1${' = 1'.repeat(20_000)})`,
      `a where ${`${'not '.repeat(400)}(`.repeat(480)}true`,
      ...[250, 499].map((depth) => `a where ${'a in ('.repeat(depth)}1${')'.repeat(depth)}`),
    ]) {
      const { problems } = parseEql(text);
      expect(problems[0]?.message).toContain('levels deep');
    }
  });
});

describe('what mends a query', () => {
  test.each([
    ['not process.name == "a"', 'any where not process.name == "a"'],
    [
      'process where process.name : (a.exe or "b") or true',
      'process where process.name : ("a.exe", "b") or true',
    ],
    ['process where process.name : "a", "b"', 'process where process.name : ("a", "b")'],
    ['process where process.name == "a", "b"', 'process where process.name in ("a", "b")'],
    ['process where process.name in ("a", "b",)', 'process where process.name in ("a", "b")'],
    ['process where process.name : ("a", "b" , )', 'process where process.name : ("a", "b"  )'],
    [
      'sequence by a maxspan=1m [process where true] [process where true]',
      'sequence by a with maxspan=1m [process where true] [process where true]',
    ],
    ['process where NOT a.b LIKE "x" and a.In == 1', 'process where not a.b like "x" and a.In == 1'],
    ['process where process.args : (*a*, c*d)', 'process where process.args : ("*a*", "c*d")'],
    ['process where a =~ "x"', 'process where a : "x"'],
    ['process where a =! "x"', 'process where a != "x"'],
    ['process where a => 1', 'process where a >= 1'],
    ['process where a =< 1', 'process where a <= 1'],
    ['process where a : ""x\\y"""', 'process where a : """x\\y"""'],
    ['process where true || false', 'process where true or false'],
    ['process where true && false', 'process where true and false'],
  ])('%s', (query, mended) => {
    const { problems } = parseEql(query);
    expect(problems).toHaveLength(1);
    expect(applyEdits(query, problems[0]?.fix?.edits ?? [])).toBe(mended);
    expect(parseEql(mended).problems).toEqual([]);
  });
});

test('many conditions beside each other are not deep', () => {
  const conditions = Array.from({ length: 2_000 }, (_, index) => `not (a == ${index} - 1)`);
  for (const connective of ['and', 'or', 'AND']) {
    const { problems } = parseEql(`a where ${conditions.join(` ${connective} `)}`);
    expect(problems.filter(({ message }) => message.includes('levels'))).toEqual([]);
  }
});

test('a parenthesis that is not closed is named', () => {
  const [problem] = parseEql('process where (process.pid == 1 and (process.pid == 2)').problems;
  expect(problem?.related?.[0]?.span).toEqual({ start: 14, end: 15 });
});
