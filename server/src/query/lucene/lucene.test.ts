import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseLucene } from './parse.js';
import type { LuceneNode, LuceneValue } from './syntax.js';

const signs = { must: '+', should: '', 'must-not': '-' } as const;

/**
 * Prints a tree in short form: each group in parentheses, `+` before required clauses, `-` before excluded
 * ones.
 */
function print(node: LuceneNode): string {
  if (node.kind === 'group')
    return `(${node.clauses.map((clause) => `${signs[clause.occur]}${print(clause.node)}`).join(' ')})`;
  const { field, value } = node;
  const name =
    field === undefined ? '' : `${field.pattern === undefined ? field.text : `~${field.pattern}`}:`;
  return `${name}${printValue(value)}`;
}

function printValue(value: LuceneValue): string {
  switch (value.kind) {
    case 'word':
      return value.pattern === undefined ? value.text : `~${value.pattern}`;
    case 'phrase':
      return JSON.stringify(value.text);
    case 'compare':
      return `${value.operator}${value.text}`;
    case 'regex':
      return `/${value.pattern}/`;
    case 'range': {
      const { min = '*', max = '*', includesMin, includesMax } = value;
      return `${includesMin ? '[' : '{'}${min}..${max}${includesMax ? ']' : '}'}`;
    }
    default:
      return value.kind;
  }
}

function printed(query: string): string {
  const { tree, problems } = parseLucene(query);
  if (problems.length > 0) throw new Error(JSON.stringify(problems));
  return tree?.condition ? print(tree.condition) : 'everything';
}

describe('queries in Lucene are read', () => {
  test.each([
    ['', 'everything'],
    [' \n', 'everything'],
    ['a', 'a'],
    ['a:b', 'a:b'],
    ['a: b', 'a:b'],
    ['a :b', 'a:b'],
    ['a.b : "c" AND d  :\n (e f)', '(+a.b:"c" +(d:e d:f))'],
    ['a (b : c)', '(a b:c)'],
    ['a.b:c-d', 'a.b:c-d'],
    // Without an operator, and with OR, clauses are optional. AND makes both of its sides required.
    ['a b c', '(a b c)'],
    ['a OR b || c', '(a b c)'],
    ['a AND b && c', '(+a +b +c)'],
    ['a AND b OR c', '(+a +b c)'],
    ['a OR b AND c', '(a +b +c)'],
    ['a AND (b OR c)', '(+a +(b c))'],
    ['(a OR b) AND c', '(+(a b) +c)'],
    ['(a)(b)', '(a b)'],
    ['not a', '(not a)'],
    ['NOT a', '(-a)'],
    ['NOT (a OR b) AND c', '(-(a b) +c)'],
    ['a NOT b', '(a -b)'],
    ['a AND NOT b', '(+a -b)'],
    ['a OR NOT b', '(a -b)'],
    ['NOT a AND b', '(-a +b)'],
    ['a AND (NOT b)', '(+a +(-b))'],
    ['+a -b c', '(+a -b c)'],
    ['-a:b +c:d !e:f', '(-a:b +c:d -e:f)'],
    ['! a', '(-a)'],
    ['x -(a b) +(c d) !(e)', '(x -(a b) +(c d) -e)'],
    ['-(a b)', '(-(a b))'],
    ['-f:(a b)', '(-(f:a f:b))'],
    ['a -b:c AND d', '(a -b:c +d)'],
    // Fields of groups
    ['f:(a OR b)', '(f:a f:b)'],
    ['f:(a AND NOT b)', '(+f:a -f:b)'],
    ['f:(a OR g:b)', '(f:a g:b)'],
    ['f:(>=10 AND <20)', '(+f:>=10 +f:<20)'],
    // Values
    ['f:"a b"', 'f:"a b"'],
    ['f:"a \\"b\\" c"', 'f:"a \\"b\\" c"'],
    ['f:"C:\\\\Windows\\\\x"', 'f:"C:\\\\Windows\\\\x"'],
    ['f:C\\:\\\\Windows', 'f:C:\\Windows'],
    ['f:a\\ b', 'f:a b'],
    ['f:\\-5', 'f:-5'],
    ['f:\\u0041', 'f:A'],
    ['f:\\d', 'f:d'],
    ['f:a*', 'f:~a*'],
    ['f:a?c', 'f:~a?c'],
    ['f:a\\*', 'f:a*'],
    ['f:*\\?', 'f:~*\\?'],
    ['f:*', 'f:~*'],
    ['*:*', '~*:~*'],
    ['f.*:x', '~f.*:x'],
    ['f\\:g:x', 'f:g:x'],
    ['_exists_:f', '_exists_:f'],
    ['f:>5', 'f:>5'],
    ['f:<=2020-01-01', 'f:<=2020-01-01'],
    ['f:[1 TO 5]', 'f:[1..5]'],
    ['f:{1 TO 5}', 'f:{1..5}'],
    ['f:[1 TO 5}', 'f:[1..5}'],
    ['f:{* TO 5]', 'f:{*..5]'],
    ['f:["a b" TO "c"]', 'f:[a b..c]'],
    ['f:[now-1d/d TO now/d]', 'f:[now-1d/d..now/d]'],
    ['f:[2020-01-01T00:00:00 TO *]', 'f:[2020-01-01T00:00:00..*]'],
    ['f:/ab+(c|d)[a-z]\\/x/', 'f:/ab+(c|d)[a-z]\\/x/'],
    ['f:/a b/ AND c', '(+f:/a b/ +c)'],
    // A boost does not change whether a clause holds.
    ['f:a^2 b^0.5', '(f:a b)'],
    ['(a b)^2.5 c', '((a b) c)'],
    ['"a b"^2', '"a b"'],
    ['a~', 'fuzzy'],
    ['a~2 b', '(fuzzy b)'],
    ['"a b"~3', 'proximity'],
  ])('%s', (query, tree) => {
    expect(printed(query)).toBe(tree);
  });

  test.each([
    ['a AND b:c', [['a'], ['b:c']]],
    ['x -f:a  OR "b c" ', [['x'], ['f:a'], ['"b c"']]],
    ['f:[1 TO 5] g:\\"x', [['f:[1 TO 5]'], ['g:\\"x']]],
    ['-(a b) c', [['a', 'b'], ['c']]],
  ])('places of the clauses of %s', (query, texts) => {
    const placesOf = (node: LuceneNode): string[] =>
      node.kind === 'group'
        ? node.clauses.flatMap((clause) => placesOf(clause.node))
        : [query.slice(node.span.start, node.span.end)];
    const condition = parseLucene(query).tree?.condition;
    expect(condition && placesOf(condition)).toEqual(texts.flat());
  });
});

describe('queries that Elasticsearch refuses', () => {
  test.each([
    ['a AND', 'AND', 'nothing follows AND'],
    ['OR a', 'OR', 'nothing precedes OR'],
    ['a AND OR b', 'AND', 'nothing follows AND'],
    ['NOT NOT a', 'NOT', 'nothing follows NOT'],
    ['(a OR ) b', 'OR', 'nothing follows OR'],
    ['(a', '(', 'this parenthesis is not closed'],
    ['a)', ')', 'unmatched parenthesis'],
    ['f:()', ')', 'the parentheses are empty'],
    ['f:"a b', '"a b', 'the quotes are not closed'],
    ['f:', '', 'the query ends too early'],
    ['f:-5', 'f:-5', 'a value cannot start with a sign'],
    ['a:b:c', ':', 'unexpected ":"'],
    ['f:[1 TO', '[', 'unexpected "["'],
    ['f:a/b', '/', 'unexpected "/"'],
  ])('%s', (query, placed, message) => {
    const { tree, problems } = parseLucene(query);
    expect(tree).toBeUndefined();
    expect(problems).toMatchObject([{ code: 'lucene-syntax', severity: 'error', message }]);
    expect(query.slice(problems[0]!.span.start, problems[0]!.span.end)).toBe(placed);
  });

  test('nesting and length have limits that are told', () => {
    expect(parseLucene(`${'('.repeat(501)}a${')'.repeat(501)}`).problems[0]?.message).toBe(
      'the query is nested more than 500 levels deep',
    );
    expect(printed(`${'f:('.repeat(400)}a${')'.repeat(400)}`)).toBe('f:a');
    expect(parseLucene(Array.from({ length: 200_000 }, () => 'a').join(' ')).problems[0]?.message).toBe(
      'the query has too many clauses',
    );
  });

  test('five thousand clauses are read in time', () => {
    const start = performance.now();
    const { tree } = parseLucene(Array.from({ length: 5_000 }, (_, index) => `f:${index}`).join(' OR '));
    expect(tree?.condition?.kind === 'group' && tree.condition.clauses.length).toBe(5_000);
    expect(performance.now() - start).toBeLessThan(2_000);
  });
});

test('any text: no throw, and places lie in the text', () => {
  const pieces = fc.constantFrom(
    'a',
    'f:',
    '(',
    ')',
    '"',
    '\\',
    '/',
    '[',
    ']',
    '{',
    '}',
    ' TO ',
    ' AND ',
    'NOT ',
    '+',
    '-',
    '!',
    '*',
    '?',
    '~',
    '^2',
    '~2',
    '>',
    ' ',
    ':',
    '||',
    'ü',
    '\n',
  );
  const texts = fc.oneof(
    fc.array(pieces, { maxLength: 25 }).map((parts) => parts.join('')),
    fc.string({ unit: 'binary', maxLength: 40 }),
  );
  fc.assert(
    fc.property(texts, (text) => {
      const { tree, problems } = parseLucene(text);
      expect(tree === undefined).toBe(problems.length > 0);
      const visit = (node: LuceneNode): void => {
        expect(0 <= node.span.start && node.span.start <= node.span.end && node.span.end <= text.length).toBe(
          true,
        );
        if (node.kind === 'group') for (const clause of node.clauses) visit(clause.node);
      };
      if (tree?.condition) visit(tree.condition);
      for (const { span } of problems)
        expect(0 <= span.start && span.start <= span.end && span.end <= text.length).toBe(true);
    }),
    { numRuns: 2_000 },
  );
});
