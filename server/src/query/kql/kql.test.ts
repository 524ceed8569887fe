import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readMarkers, writeMarkers } from '../../../../test/helpers/markers.js';
import { applyEdits } from '../../text/edits.js';
import { parseKql } from './parse.js';
import type { KqlNode } from './syntax.js';

describe('what Kibana refuses', () => {
  const table: Readonly<Record<string, string>> = {
    'a query without mistakes':
      'process.name: (cmd.exe or "a b") and not user.id > 1000 and host.name: web-*',
    'no value': `
      process.name:
                  ^ expected a value, the query ends`,
    'no value behind a further field': `
      a: b and process.name:
                           ^ expected a value, the query ends`,
    'an open list': `
      process.name: (a or b
                          ^ expected [)], the query ends`,
    'two values in a row': `
      process.name: "a" b
                        ^ expected [and] or [or], found [b]`,
    'a keyword twice in a list': `
      process.name: ("a" or or "b")
                            ^^ [or] follows [or]`,
    'a keyword twice before parentheses': `
      a: "b" and (c: "d" or and (e: f))
                            ^^^ [and] follows [or]`,
    'a keyword at the end': `
      process.name: "a" and
                        ^^^ expected a condition after [and], the query ends`,
    'a list without connectives is one value': 'process.name: (a b)',
    'a colon in a value': `
      url.path: http://x
                    ^ a colon in a value must be escaped`,
    'a lone backslash': `
      file.path: C:\\Windows
                  ^ a colon in a value must be escaped`,
    'two clauses without a connective': `
      a: b c.d: e
           ^^^ expected [and] or [or] before [c.d]`,
    'signs for connectives': `
      a: b && c: d
           ^^ [&&] is not a KQL operator: use [and]`,
    'signs for connectives behind a quoted value': `
      a: "b" | c: d
             ^ [|] is not a KQL operator: use [or]`,
    'commas in a list': `
      a: ("b", "c")
             ^ KQL separates values with [or], not with [,]`,
    'two quoted values of a list in a row': `
      a: ("b" "c")
              ^^^ expected [or] between two values, found ["c"]`,
    'a negation without a connective': `
      a: b not c: d
           ^^^ expected [and] or [or], found [not]`,
    'a parenthesis too many': `
      (a: b))
            ^ unmatched [)]`,
    'a query in EQL': `
      process where a == "b"
      ^^^^^^^^^^^^^ this looks like EQL, not KQL`,
    'an empty list': `
      process.name: ()
                     ^ expected a value, found [)]`,
    'not not': `
      not not a
          ^^^ expected a field or a value, found [not]`,
    'a string that is not closed, before others': `
      a: "x" and b: "y and
                    ^ this string is not closed
      c: "z" or (d: "e")`,
    'a string that is not closed in one line': `
      a: "x and b: "y"
         ^ this string is not closed`,
    'a quote too many': `
      a: "x "y"
             ^ expected [and] or [or], found [y]`,
    'a value that is missing before a keyword': `
      a: and b: (c or d) or e: f
         ^^^ expected a value, found [and]`,
    'a value that is missing before a negation': `
      a: and not b: c
         ^^^ expected a value, found [and]`,
    'a value that is missing before parentheses': `
      a: and (b: c or d: e)
         ^^^ expected a value, found [and]`,
    'backslashes behind a string that is not closed': `
      a: "x and
         ^ this string is not closed
      b: "C:\\y\\z" and c: "d"`,
    'an operator of EQL': `
      a == "b" and c: d
        ^^ [==] is not a KQL operator: use [:]`,
    'a word for an operator': `
      a: b and c is "d"
                 ^^ [is] is not a KQL operator: use [:]`,
    'a list after an operator of EQL': `
      a in ("b", "c")
        ^^ [in] is not a KQL operator: use [:]`,
    'what follows from a mistake is not reported': `
      a: b or c) and (d: e or f)) and g: (h
               ^ unmatched [)]`,
    'an open list before the next clause': `
      a: ("b" or "c" and d: e
                     ^^^ expected [)] before [and]`,
    'an open list within a closed parenthesis': `
      (x: y and a: ("b" or "c" and not d.e > 5)
                               ^^^ expected [)] before [and]`,
    'a condition in a list': `
      a: ("b" or "c" and d: e)
                         ^ a list of values cannot contain a condition on another field, found [d]`,
    'a keyword without blanks': `
      (a: b)and(c: d)
            ^^^ [and] needs a space on both sides`,
    'a keyword without a blank behind it': `
      a: b or(c: d)
           ^^ [or] needs a space on both sides`,
    'a keyword without blanks in a list': `
      a: ("b"or"c")
             ^^ [or] needs a space on both sides`,
    'not without a blank': `
      a: b and not(c: d)
               ^^^ [not] needs a space after it`,
    'not without a blank before a value': `
      a: not("b")
         ^^^ expected a value, found [not]`,
    'a keyword before the end of a list': `
      a: ("b" or)
              ^^ expected a condition after [or], found [)]`,
    'not at the end of a word': `
      a: cannot x
            ^^^ [not] before a space must be quoted in a value`,
    'not within a value': `
      a: do not x and b: c
            ^^^ [not] before a space must be quoted in a value`,
    'a negated operator': `
      a is not "b"
        ^^^^^^ [is not] is not a KQL operator: use [:]`,
    'a negated operator with a list': `
      b: c and a not in ("b", "c")
                 ^^^^^^ [not in] is not a KQL operator: use [:]`,
    'a colon in the value of a range': `
      a > 2024-01-01T00:00:00Z
                       ^ a colon in a value must be escaped`,
    'a range with a wildcard': `
      a > 1*
          ^^ a range cannot have wildcards`,
  };
  for (const [name, written] of Object.entries(table)) {
    test(name, () => {
      const { text, marks } = readMarkers(written);
      expect(writeMarkers(text, parseKql(text).problems)).toBe(writeMarkers(text, marks));
    });
  }
});

/** Returns all nodes of a tree. */
function nodesOf(node: KqlNode): KqlNode[] {
  if (node.kind === 'and' || node.kind === 'or') return [node, ...node.operands.flatMap(nodesOf)];
  if (node.kind === 'not') return [node, ...nodesOf(node.operand)];
  return node.kind === 'nested' ? [node, ...nodesOf(node.condition)] : [node];
}

test('any text gives problems or a tree, with spans inside the text', () => {
  const words = 'a b.c : ( ) { } and or not < >= "x y" * \\ \\* AND "open \u00a0 true null'.split(' ');
  const soup = fc
    .array(fc.constantFrom(...words, ' ', '  '), { maxLength: 20 })
    .map((parts) => parts.join(' '));
  fc.assert(
    fc.property(fc.oneof(soup, fc.string(), fc.string({ unit: 'binary' })), (text) => {
      const { tree, problems } = parseKql(text);
      expect(problems.length > 0 || tree !== undefined).toBe(true);
      const spans = [
        ...problems.map(({ span }) => span),
        ...(tree?.condition ? nodesOf(tree.condition).map(({ span }) => span) : []),
      ];
      for (const { start, end } of spans) {
        expect(start).toBeGreaterThanOrEqual(0);
        expect(end).toBeGreaterThanOrEqual(start);
        expect(end).toBeLessThanOrEqual(text.length);
      }
    }),
    { numRuns: 2_000 },
  );
});

test('deep nesting is refused, not a stack overflow', () => {
  expect(parseKql('('.repeat(20_000)).problems[0]?.message).toContain('levels deep');
});

test.each(['not (a: b and (c: d or e: f)', 'x: (a or b and c: d'])(
  'a parenthesis that is not closed is named: %s',
  (query) => {
    const start = query.indexOf('(');
    const [problem] = parseKql(query).problems;
    expect(problem?.related).toEqual([
      { span: { start, end: start + 1 }, message: 'This [(] is not closed.' },
    ]);
  },
);

test.each([
  ['what stands in a list may be a condition', 'a: ("b" or "c" and d: e)'],
  ['an open list may end before any keyword', 'a: ("b" or "c" and d: e'],
  ['a word may be the field of the next clause', 'a: cannot b: c'],
  ['a pattern in quotes is none', 'a like "b*"'],
  ['two strings that touch may be one', 'a: ("b""c")'],
  ['a value outside of a list is asked of every field', 'a: "b", "c"'],
  ['a value is missing', 'a: ("b",)'],
  ['the end of the value is not known', 'a is not b'],
])('no fix: %s', (_, query) => {
  expect(parseKql(query).problems.map(({ fix }) => fix)).toEqual([undefined]);
});

test('the help for an operator is the condition in KQL', () => {
  const helpFor = (query: string) => parseKql(query).problems[0]?.help;
  expect(helpFor('a is not "b"')).toBe('write not a: "b"');
  expect(helpFor('not a is not b')).toBe('write a: b');
});

describe('what mends a query', () => {
  test.each([
    ['a: b && c: d', 'a: b and c: d'],
    ['a: b && (c: d or e: f)', 'a: b and (c: d or e: f)'],
    ['a: (b || "c")', 'a: (b or "c")'],
    ['a: ("b" or or "c")', 'a: ("b" or "c")'],
    ['a: ("b", "c","d")', 'a: ("b" or "c" or "d")'],
    ['a: ("b", c)', 'a: ("b" or c)'],
    ['a: (b, "c")', 'a: (b or "c")'],
    ['a: ("b" "c")', 'a: ("b" or "c")'],
    ['a: "b" not"c"', 'a: "b" and not "c"'],
    ['("b" "c" d "e")', '("b" or "c" or d or "e")'],
    ['a in ("b","c")', 'a : ("b" or "c")'],
    ['a in (b, c)', 'a : (b or c)'],
    ['a is not "b" and c: d', 'not a: "b" and c: d'],
    ['a not in ("b", "c")', 'not a: ("b" or "c")'],
    ['(a: b)and(c: d)', '(a: b) and (c: d)'],
    ['(a: b)and c: d or(e: f)', '(a: b) and c: d or (e: f)'],
    ['a: ("b"or"c"or not"d")', 'a: ("b" or "c" or not "d")'],
    ['not(a: b) or not(c: d)', 'not (a: b) or not (c: d)'],
    ['a: b not(c: d)', 'a: b and not (c: d)'],
    ['a: cannot x and b: c', 'a: "cannot x" and b: c'],
    ['a: *not this*', 'a: *\\not this*'],
    ['a: (b or do not x or c)', 'a: (b or "do not x" or c)'],
    ['a: c\\:can not x', 'a: "c:can not x"'],
    ['a: 2001:db8::1', 'a: "2001:db8::1"'],
    ['a: 2024-01-01T00:00:00Z and b: c', 'a: "2024-01-01T00:00:00Z" and b: c'],
    ['a: (http://x:80/* or y)', 'a: (http\\://x\\:80/* or y)'],
    ['a: 12:30:00 pm or b: c', 'a: "12:30:00 pm" or b: c'],
    ['a > 2024-01-01T00:00:00Z', 'a > "2024-01-01T00:00:00Z"'],
    ['a: b not c: d', 'a: b and not c: d'],
    ['a: C:\\\\x', 'a: C\\:\\\\x'],
    ['a: C:\\Program Files\\x.exe and b: c', 'a: "C:\\\\Program Files\\\\x.exe" and b: c'],
    ['a: (C:\\Windows\\*)', 'a: (C\\:\\\\Windows\\\\*)'],
    ['a: C\\:\\Windows\\temp\\x and b: c', 'a: C\\:\\\\Windows\\\\temp\\\\x and b: c'],
    ['a: domain\\user or b: c', 'a: domain\\\\user or b: c'],
    ['a: *b\\ c*', 'a: *b c*'],
  ])('%s', (query, mended) => {
    const { problems } = parseKql(query);
    expect(problems).toHaveLength(1);
    const [problem] = problems;
    expect(applyEdits(query, problem?.fix?.edits ?? [])).toBe(mended);
    expect(parseKql(mended).problems).toEqual([]);
  });
});

test('only words of KQL are constants', () => {
  const constantOf = (text: string): unknown => {
    const node = parseKql(`a: ${text}`).tree?.condition;
    return node?.kind === 'is' ? node.value.constant : 'no value';
  };
  expect(['true', 'null', '"true"', 'constructor', '__proto__'].map(constantOf)).toEqual([
    true,
    null,
    undefined,
    undefined,
    undefined,
  ]);
});
