import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readMarkers, writeMarkers } from '../../../../test/helpers/markers.js';
import { tokenizeEsql } from './lexer.js';
import { parseEsql } from './parse.js';
import type { Expression } from './syntax.js';
import { allCommands, childrenOf } from './walk.js';

/** Prints an expression with parentheses around every operation. */
function shape(expression: Expression): string {
  const children = childrenOf(expression).map(shape);
  switch (expression.kind) {
    case 'column':
      return expression.name;
    case 'string':
      return JSON.stringify(expression.value);
    case 'number':
    case 'boolean':
      return `${expression.value}`;
    case 'null':
      return 'null';
    case 'time-span':
      return `${expression.amount} ${expression.unit}`;
    case 'list':
      return `[${children.join(' ')}]`;
    case 'comparison':
    case 'arithmetic':
      return `(${children[0]} ${expression.operator} ${children[1]})`;
    case 'call':
      return `${expression.name}(${expression.isStar ? '*' : children.join(' ')})`;
    case 'pattern':
      return `(${expression.isNegated ? 'not ' : ''}${expression.operator} ${children.join(' ')})`;
    case 'in':
      return `(${expression.isNegated ? 'not ' : ''}in ${children.join(' ')})`;
    case 'is-null':
      return `(is ${expression.isNegated ? 'not ' : ''}null ${children[0]})`;
    case 'cast':
      return `(${children[0]} :: ${expression.type.text})`;
    default:
      return `(${[expression.kind, ...children].join(' ')})`;
  }
}

describe('expressions bind', () => {
  test.each<[query: string, expected: string]>([
    ['not a == 1 and b or c', '(or (and (not (a == 1)) b) c)'],
    ['a + b * c - -d', '((a + (b * c)) - (negative d))'],
    ['a -1 > --x', '((a - 1) > (negative (negative x)))'],
    ['-1::long == a::double::int', '((-1 :: long) == ((a :: double) :: int))'],
    ['a == b is null', '(is null (a == b))'],
    ['a not in (1, "x") or b is not null', '(or (not in a 1 "x") (is not null b))'],
    ['a like "x*" and b not rlike ("a", "b")', '(and (like a "x*") (not rlike b "a" "b"))'],
    ['a : "x" and not b : 1', '(and (match a "x") (not (match b 1)))'],
    ['f(a, g(), "x", {"o": 1}) > 5 minutes', '(f(a g() "x") > 5 minutes)'],
    ['`a b`.c == [1, -2.5] and first(a, b) == 1', '(and (a b.c == [1 -2.5]) (first(a b) == 1))'],
    ['a in (from b | keep c)', '(in a (subquery))'],
    ['"""C:\\Temp""" == "C:\\\\Temp"', '("C:\\\\Temp" == "C:\\\\Temp")'],
    ['count == keep and from', '(and (count == keep) from)'],
  ])('%s', (condition, expected) => {
    const { tree, problems } = parseEsql(`from a | where ${condition}`);
    expect(problems).toEqual([]);
    const where = tree!.commands[1]!;
    expect(where.kind === 'where' && shape(where.condition)).toBe(expected);
  });
});

describe('each mistake is one problem, at its place', () => {
  const table: Readonly<Record<string, string>> = {
    'no source': `
      where a == 1
      ^^^^^ a query starts with [FROM], not with [WHERE]`,
    'an unknown command': `
      from a | filter b == 1 | keep b
               ^^^^^^ unknown command [filter]`,
    'a forgotten pipe': `
      from a | where b == 1
      limit 5
      ^^^^^ missing [|] before [limit]`,
    'one equals sign': `
      from a | where b = 1 | keep c
                       ^ [=] is not a comparison operator`,
    'single quotes': `
      from a | where b == 'x' | keep c
                          ^^^ strings must be in double quotes`,
    'a string that is not closed leaves the next lines': `
      from a | where b == "x
                          ^ this string is not closed on its line
      | keep c`,
    'a name that starts with a digit': `
      from a | keep b, 5c.d, e.6f, g5, *7, _h, @i
                       ^^ [5c] is not a name: names start with a letter, or with [_] or [@] followed by more characters
                               ^^ [6f] is not a name: names start with a letter, or with [_] or [@] followed by more characters`,
    'items without a comma': `
      from a | where b in ("c" d, e) and f in (g h) | eval i = [1 -2, 3]
                               ^ expected [,] between two items of the list, found [d]
                                                 ^ expected [,] between two items of the list, found [h]
                                                                  ^ expected [,] between two items of the list, found [-]`,
    'a column where a constant is needed': `
      from a | where b : c or match(d, "e", {"fuzziness": f})
                         ^ the value after [:] must be a constant
                                                          ^ the value of an option must be a constant`,
    'a quote that is missing is reported once, at its string': `
      from a | where b in ("x, "y", "z") and
                           ^^^^^ missing quote: this string is not closed where it should be
        (c == 1)
      | keep c`,
    'an open string that swallows a parenthesis is one mistake': `
      from a | where (b == "x" and b == "y)
                                        ^ this string is not closed on its line
      | keep c`,
    'arguments that are not closed end before the next column': `
      from a | stats c = count(d, e = max(f), g = values(h) by i
                                ^ expected [)], found [,]`,
    'a star that is not closed': `
      from a | stats c = count(* by b
                                 ^^ expected [)], found [by]`,
    'equals signs in arguments that are closed are mistakes of their own': `
      from a | eval x = case(b == 1, "y", c = 2, "z")
                                            ^ [=] is not a comparison operator`,
    'a parenthesis that is not closed leaves the next commands': `
      from a | where (b == 1 | kepe c
                             ^ expected [)], found [|]
                               ^^^^ unknown command [kepe]`,
    'an escape that does not exist': `
      from a | where b like "C:\\Windows*"
                               ^^ invalid escape [\\W] in a string`,
    'a keyword in a name': `
      from a | where event.on == 1
                           ^^ [on] is a keyword`,
    'comparisons in a row': `
      from a | where 1 < b < 5
                           ^ comparisons do not chain`,
    'a missing value': `
      from a | where b == | keep c
                          ^ expected a column, a value or a function, found [|]`,
    'a comma at the end': `
      from a | keep b, c,
                        ^ a comma cannot end a list`,
    'a pipe at the end': `
      from a | keep b |
                      ^ no command after this pipe`,
    'a unit that does not exist': `
      from a | where b > now() - 5 minuets
                                   ^^^^^^^ [minuets] is not a time unit`,
    'brackets behind IN': `
      from a | where b in ["x", "y"]
                          ^ the values after [IN] must be in parentheses, not in brackets`,
    'operators of other languages': `
      from a | where b == 1 && c == 2
                            ^^ [&&] is not an operator`,
    'STATS without anything': `
      from a | stats | keep b
               ^^^^^ STATS needs at least one aggregate or group`,
    'metadata twice': `
      from a metadata _id, _id
                           ^^^ duplicate metadata field [_id]`,
    'a pattern of GROK that does not exist': `
      from a | grok b "%{WROD:c}"
                         ^^^^ unknown GROK pattern [WROD]`,
    'a comment that is not closed': `
      from a /* b
             ^^ this comment is not closed`,
    'a command of no release': `
      from a | highlight b
               ^^^^^^^^^ no released version of Elasticsearch has the command [HIGHLIGHT]`,
    'a mistake in a subquery': `
      from (from a | wher b == 1), c | keep d
                     ^^^^ unknown command [wher]`,
    none: `
      set time_zone = "+01:00"; from a-*, cluster:b::data metadata _id, _source // c
      | inline stats m = max(x) where y > 1 by z = bucket(t, 1 day), w
      | fork (where a == 1 | limit 1) (stats count(*)) | lookup join l on k | change_point v on k as t, p
      | enrich p on b with c = d | completion q = w with {"inference_id": "x"} | sample 0.5 | dissect m "%{a}" append_separator=","
      | rename a as b, c = d | sort a desc nulls last, b | limit 5 by c | mv_expand x.y | drop z* | dedup`,
  };
  for (const [name, written] of Object.entries(table))
    test(name, () => {
      const { text, marks } = readMarkers(written);
      expect(writeMarkers(text, parseEsql(text).problems)).toBe(writeMarkers(text, marks));
    });
});

const whole = `from logs-*, (from b | limit 1) metadata _id, _index
| where process.name in ("a", "b") and not (x like "*y" or z::int > 5 minutes) // comment
| stats n = count(*) where a > 1, m = max(b) by host.id, day = date_trunc(1 day, @timestamp)
| grok c """%{WORD:d} (?<e>.*)""" | eval f = case(n > 1, "x", null), g = [1, 2]
| sort n desc nulls last | keep n, f*, \`g h\` | limit 10`;

test('a query that is cut anywhere keeps the commands before', () => {
  const commands = allCommands(parseEsql(whole).tree!);
  for (let end = 1; end <= whole.length; end++) {
    const { tree } = parseEsql(whole.slice(0, end));
    const found = tree ? allCommands(tree).map(({ name }) => name) : [];
    const before = commands.filter(({ span }) => span.end < end - 1).map(({ name }) => name);
    for (const name of before) expect(found, whole.slice(0, end)).toContain(name);
  }
});

test('a query without any one of its tokens is parsed to its end', () => {
  for (const match of whole.matchAll(/[\w.*]+|[^\s\w]/g)) {
    const text = whole.slice(0, match.index) + whole.slice(match.index + match[0].length);
    const { tree } = parseEsql(text);
    // An unclosed token may swallow what follows in its line or comment.
    if (/["`/]/.test(match[0])) continue;
    const names = allCommands(tree!).map(({ name }) => name);
    expect(names.includes('SORT') || names.includes('KEEP'), text).toBe(true);
  }
});

const piece = fc.constantFrom(
  ...['from', ' ', '|', '"', '"""', '`', '/*', '*/', '//', '\n', '(', ')', 'a.b', '=', ',', '\\', '5'],
  ...[
    '::',
    '\u{1F50E}',
    "'",
    'where',
    'stats',
    'by',
    'in',
    'not',
    'like',
    '{',
    '}',
    '[',
    ']',
    '?',
    'set',
    ';',
  ],
  ...['fork', 'rename', 'as', 'keep', 'metadata', 'first', 'nulls', 'is', 'null', 'count(*)', '->', ':', '-'],
);

/** Whole queries with each kind of command, for changing some tokens. */
const wholeQueries = [
  'from logs-*, (from b | where c == 1) metadata _id, _index | eval a.b = c, `d e` = f + 1 | keep a.b, g*',
  'from a | stats x.y = count(*) where b == 1, max(c) by d = bucket(e, 1 hour), f.g | sort x.y desc nulls last, f.g | limit 5',
  'row a = [1, 2], b = "c", d = null | mv_expand a | rename a as b.c, d as e | drop b.c, x*',
  'from a | inline stats m = avg(b.c) by d | dissect e "%{f} %{g}" append_separator="," | grok e "%{WORD:h}"',
  'from a | enrich p on b with c = d, e | lookup join t on f | change_point g on h as i, j | sample 0.5',
  'from a | fork (where b > 1 | limit 1) (stats count(*)) | completion p = q with {"inference_id": "r"}',
  'from a | where not b in ("c", "d") and e like "f*" or g rlike ("h", "i") and j is not null and k : "l" and m::long > -1',
];

/** A query with tokens removed, doubled or replaced by those of another query. */
const edited = fc
  .tuple(
    fc.constantFrom(...wholeQueries),
    fc.array(fc.tuple(fc.nat(), fc.nat(), fc.constantFrom(...wholeQueries), fc.nat()), {
      minLength: 1,
      maxLength: 3,
    }),
  )
  .map(([query, edits]) => {
    const parts = pieces(query);
    for (const [at, count, other, from] of edits) {
      const others = pieces(other);
      parts.splice(at % parts.length, count % 3, others[from % others.length]!);
    }
    return parts.join('');
  });

function pieces(query: string): string[] {
  const { tokens } = tokenizeEsql(query);
  return tokens.map(({ start }, index) => query.slice(start, tokens[index + 1]?.start ?? query.length));
}

test('wholeQueries queries parse', () => {
  for (const query of wholeQueries) expect(parseEsql(query).problems, query).toEqual([]);
});

test('any text is parsed; spans and problems lie within it', () => {
  const texts = fc.oneof(
    fc.string(),
    edited,
    edited,
    fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join('')),
    fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(' ')),
  );
  fc.assert(
    fc.property(texts, (text) => {
      const { tree, problems } = parseEsql(text);
      for (const { span } of [...problems, ...(tree ? allCommands(tree) : [])]) {
        expect(span.start).toBeGreaterThanOrEqual(0);
        expect(span.end).toBeGreaterThanOrEqual(span.start);
        expect(span.end).toBeLessThanOrEqual(text.length);
      }
      if (!tree) expect(problems).not.toEqual([]);
    }),
    { numRuns: 2_000 },
  );
});

test('deep nesting is refused, and long lists are not', () => {
  for (const part of ['(', '(from a ', '(from a | where x in ', '/*', '"""', 'not ', '-', 'f(', '[', '{"a":'])
    expect(parseEsql(`from a | where ${part.repeat(20_000)}`).problems).not.toEqual([]);
  const items = Array.from({ length: 10_000 }, (_, index) => `"${index}"`).join(', ');
  expect(parseEsql(`from a | where b in (${items})`).problems).toEqual([]);
  expect(parseEsql(`from a | where ${Array(5_000).fill('b == 1').join(' and ')}`).problems).toEqual([]);
});

test('a query of too many commands is refused, and has no tree that could take long to resolve', () => {
  const commands = (count: number): string => ' | keep *'.repeat(count);
  expect(parseEsql(`from a${commands(499)}`).problems).toEqual([]);
  for (const text of [
    `from a${commands(500)}`,
    `from (from a${commands(300)})${commands(300)}`,
    `from a | where b in (from c${commands(300)})${commands(300)}`,
    `from a | fork (keep *${commands(300)}) (keep *${commands(300)})`,
  ]) {
    const { tree, problems } = parseEsql(text);
    expect(tree).toBeUndefined();
    expect(problems.map(({ message }) => message)).toEqual(['a query has at most 500 commands']);
  }
});
