import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { splitEsql } from './split.js';
import { tokenizeEsql } from './tokens.js';

/** A query as its commands, sources, metadata, keeps and columns. */
function outline(text: string): Record<string, unknown> {
  const { tree, problems } = splitEsql(text);
  const names = (list: readonly { text: string }[] | undefined): string[] =>
    (list ?? []).map((name) => name.text);
  return {
    commands: tree!.commands.map(({ name }) => name),
    ...(tree!.sources.length > 0 ? { sources: names(tree!.sources) } : {}),
    ...(tree!.metadata ? { metadata: names(tree!.metadata.names) } : {}),
    ...(tree!.keeps.length > 0 ? { keeps: tree!.keeps.map((keep) => names(keep.names)) } : {}),
    ...(tree!.columns.length > 0 ? { columns: names(tree!.columns) } : {}),
    ...(problems.length > 0 ? { problems: problems.map(({ message }) => message) } : {}),
  };
}

describe('a query is split', () => {
  test.each<[query: string, expected: Record<string, unknown>]>([
    [
      'FROM logs-shop.*, metrics-* METADATA _id, _index | KEEP a, b.*',
      {
        commands: ['from', 'keep'],
        sources: ['logs-shop.*', 'metrics-*'],
        metadata: ['_id', '_index'],
        keeps: [['a', 'b.*']],
      },
    ],
    [
      'from a | eval x = 1, `y z` = case(b == 2, c = 3) | where x == 1',
      { commands: ['from', 'eval', 'where'], sources: ['a'], columns: ['x', 'y z'] },
    ],
    [
      'from a | stats n = count(*), Esql.m = max(x) by host.id, day = date_trunc(1 day, @timestamp)',
      { commands: ['from', 'stats'], sources: ['a'], columns: ['n', 'Esql.m', 'day'] },
    ],
    [
      'from a | INLINE STATS n = count(*) by b',
      { commands: ['from', 'inline stats'], sources: ['a'], columns: ['n'] },
    ],
    [
      'from a | rename b as c, d AS e.f',
      { commands: ['from', 'rename'], sources: ['a'], columns: ['c', 'e.f'] },
    ],
    [
      'from a | grok m """(?<x.y>[0-9]+) %{WORD:w} %{NUMBER:n:int}""" | dissect m "%{d} %{+e}"',
      { commands: ['from', 'grok', 'dissect'], sources: ['a'], columns: ['x.y', 'w', 'n', 'd', 'e'] },
    ],
    [
      'from a // | keep z\n| where b == "x | y" /* | drop c */ | keep d',
      { commands: ['from', 'where', 'keep'], sources: ['a'], keeps: [['d']] },
    ],
    [
      'from a | where b in (from c | keep d) | keep e',
      { commands: ['from', 'where', 'keep'], sources: ['a'], keeps: [['e']] },
    ],
    [
      'from a /* b /* c */ | keep d */ | keep e',
      { commands: ['from', 'keep'], sources: ['a'], keeps: [['e']] },
    ],
    [
      'from a | fork (eval x = 1 | where (y == 2)) (stats z = max(v) by w)',
      { commands: ['from', 'fork'], sources: ['a'], columns: ['x', 'z'] },
    ],
    [
      'from a | enrich p on b with c = d, e | change_point v on t as f, g | dissect m "%{h->} %{?i} %{+j/2}"',
      {
        commands: ['from', 'enrich', 'change_point', 'dissect'],
        sources: ['a'],
        columns: ['c', 'f', 'g', 'h', 'j'],
      },
    ],
    [
      'from a | eval s = sample(x), k = (keep == 1)',
      { commands: ['from', 'eval'], sources: ['a'], columns: ['s', 'k'] },
    ],
    ['from a metadata | limit 1', { commands: ['from', 'limit'], sources: ['a'], metadata: [] }],
    [
      'from a | where b == "x',
      { commands: ['from', 'where'], sources: ['a'], problems: ['this string is not closed'] },
    ],
    ['from a | where (b', { commands: ['from', 'where'], sources: ['a'], problems: ['[(] is not closed'] }],
    [
      'from a | where b)',
      { commands: ['from', 'where'], sources: ['a'], problems: ['nothing is open that [)] could close'] },
    ],
    ['', { commands: [] }],
  ])('%s', (query, expected) => {
    expect(outline(query)).toEqual(expected);
  });
});

test('any text: tokens in order without overlap, all but blanks covered', () => {
  const piece = fc.constantFrom(
    'from',
    ' ',
    '|',
    '"',
    '"""',
    '`',
    '/*',
    '*/',
    '//',
    '\n',
    '(',
    ')',
    'a.b',
    '=',
    ',',
    '\\',
    '5',
    '::',
    '\u{1F50E}',
    "'",
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(piece).map((pieces) => pieces.join('')),
      ),
      (text) => {
        splitEsql(text);
        let at = 0;
        for (const { span, text: written } of tokenizeEsql(text)) {
          expect(text.slice(at, span.start).trim()).toBe('');
          expect(text.slice(span.start, span.end)).toBe(written);
          expect(span.end).toBeGreaterThan(span.start);
          at = span.end;
        }
        expect(text.slice(at).trim()).toBe('');
      },
    ),
  );
});

test('deep nesting is no stack overflow, and takes no long', () => {
  for (const piece of ['(', '(from a ', '(from a | where x in ', '/*', '"""'])
    expect(splitEsql(`from a | where ${piece.repeat(20_000)}`).tree).toBeDefined();
});
