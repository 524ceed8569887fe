import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { atCursor } from '../../../../test/helpers/check-ide.js';
import { dedent } from '../../../../test/helpers/markers.js';
import { analyse } from '../../analysis/analyse.js';
import { folds } from './folding.js';
import { inlayHints } from './inlay-hints.js';
import { links } from './links.js';
import { fieldOccurrencesAt, nameOccurrencesAt, pluginPlacesAt } from './occurrences.js';
import { rename, renameTarget } from './rename.js';
import { selectionRanges } from './selection.js';
import { semanticTokens } from './semantic-tokens.js';
import { signatureHelp } from './signature.js';

const rule = dedent(`
  [metadata]
  maturity = "production"

  # about
  # the rule
  [rule]
  risk_score = 47
  from = "now-9m"
  language = "eql"
  type = "eql"
  references = ["https://example.com/a."]
  note = """
  # Triage
  See $osquery_0 and https://example.com/b, then $osquery_0.

  ## More
  text
  """
  query = '''
  sequence by host.id
    [process where process.name == "a" and
      startsWith(process.nmae, "b")]
    [file where file.path == "https://example.com/c"]
  '''

  [[transform.osquery]]
  label = "L"
  query = "SELECT 1"
`);

test('folding: tables, values over several lines, steps, sections, comments', () => {
  const analysis = analyse(rule);
  const shown = folds(analysis).map(({ startLine, endLine, kind }) => {
    const first = analysis.lines.lineText(startLine).trim();
    return `${first} +${endLine - startLine}${kind ? ` ${kind}` : ''}`;
  });
  expect(shown).toEqual(
    expect.arrayContaining([
      '[metadata] +1',
      '# about +1 comment',
      '[rule] +18',
      'note = """ +6',
      '# Triage +5',
      '## More +2',
      "query = ''' +5",
      'sequence by host.id +3',
      '[process where process.name == "a" and +1',
      '[[transform.osquery]] +2',
    ]),
  );
});

describe('selection grows', () => {
  test('in a query: word, clause, condition, filter, step, query, value, entry, table, file', () => {
    const { analysis, offset } = atCursor(
      'sequence by a [process where process.na$0me == "x" and true] [file where true]',
    );
    const shown = selectionRanges(analysis, offset).map(({ start, end }) =>
      analysis.text.slice(start, end).trim(),
    );
    expect(shown.slice(0, 6)).toEqual([
      'process.name',
      'process.name == "x"',
      'process.name == "x" and true',
      'process where process.name == "x" and true',
      '[process where process.name == "x" and true]',
      'sequence by a [process where process.name == "x" and true] [file where true]',
    ]);
    expect(shown.at(-1)).toBe(analysis.text.trim());
  });

  test('in TOML: word, content, value, entry, table, file', () => {
    const { analysis, offset } = atCursor('[metadata]\nmaturity = "pro$0duction"\n[rule]\n');
    const shown = selectionRanges(analysis, offset).map(({ start, end }) =>
      analysis.text.slice(start, end).trim(),
    );
    expect(shown).toEqual([
      'production',
      '"production"',
      'maturity = "production"',
      '[metadata]\nmaturity = "production"',
      analysis.text.trim(),
    ]);
  });
});

test('links: addresses in values, without the sentence around them and without those of the query', () => {
  expect(links(analyse(rule)).map(({ target }) => target)).toEqual([
    'https://example.com/a',
    'https://example.com/b',
  ]);
});

describe('a search of the guide', () => {
  const analysis = analyse(rule);
  const textOf = ({ start, end }: { start: number; end: number }): string => rule.slice(start, end);

  test('from a placeholder to its entry, and to the other placeholders', () => {
    const found = pluginPlacesAt(analysis, rule.indexOf('$osquery_0') + 2)!;
    expect(textOf(found.definition!)).toBe('[[transform.osquery]]');
    expect(found.references.map(textOf)).toEqual(['$osquery_0', '$osquery_0']);
  });

  test('from the entry to its placeholders', () => {
    const found = pluginPlacesAt(analysis, rule.indexOf('SELECT'))!;
    expect(found.references).toHaveLength(2);
  });

  test('elsewhere there is none', () => {
    expect(pluginPlacesAt(analysis, rule.indexOf('risk_score'))).toBeUndefined();
  });
});

test('a field is found wherever the query names it, also in KQL', () => {
  const { analysis, offset } = atCursor(
    'type = "query"\nlanguage = "kuery"\nquery = \'process.na$0me: (a or b) and not process.name: c and host.name: x\'',
  );
  const found = fieldOccurrencesAt(analysis, offset);
  expect(found.map(({ start, end }) => analysis.text.slice(start, end))).toEqual([
    'process.name',
    'process.name',
  ]);
});

test('semantic tokens: fields known or not, categories, functions', () => {
  const analysis = analyse(rule.replace('nmae', 'gizmo'));
  const shown = semanticTokens(analysis).map(
    ({ span, type, modifiers }) =>
      `${analysis.text.slice(span.start, span.end)} ${[type, ...modifiers].join(' ')}`,
  );
  expect(shown).toEqual([
    'host.id property',
    'process enumMember',
    'process.name property',
    'startsWith function',
    'process.gizmo property unknown',
    'file enumMember',
    'file.path property',
  ]);
});

test.each<[query: string, expected: [string, number] | undefined]>([
  ['process where startsWith($0', ['startsWith(', 0]],
  ['process where startsWith(process.name, $0', ['startsWith(', 1]],
  ['process where cidrMatch(source.ip, "a", "b", $0)', ['cidrMatch(', 1]],
  ['process where startsWith~(concat(a, $0', ['concat(', 0]],
  ['process where startsWith(a, "b") and $0', undefined],
  ['process where ($0', undefined],
])('signature in %s', (query, expected) => {
  const { analysis, offset } = atCursor(query);
  const found = signatureHelp(analysis, offset);
  expect(found && [found.label.slice(0, found.label.indexOf('(') + 1), found.active]).toEqual(expected);
});

test('inlay hints: the band of a score, the schedule', () => {
  const shown = inlayHints(analyse(rule)).map(({ offset, text }) => {
    const line = rule.slice(rule.lastIndexOf('\n', offset - 1) + 1, offset);
    return `${line}: ${text}`;
  });
  expect(shown).toEqual(['risk_score = 47: medium', 'from = "now-9m": looks back 9m, runs every 5m']);
});

test('nothing throws, and all spans lie in the text, whatever it is', () => {
  const piece = fc.constantFrom(
    '[rule]\n',
    '[[transform.osquery]]\n',
    'note = """\n',
    '"""\n',
    "query = '''\n",
    "'''\n",
    'process where a == "b" and (',
    '$osquery_0',
    ')',
    '# x\n',
    'https://a.b',
    'type = "eql"\n',
    'language = "esql"\n',
    'from a | eval x = b, ',
    '| stats c = count(x) by x',
    '| grok m "%{WORD:x} ',
    '| rename x as `y ',
    'x = [',
    '\n',
  );
  fc.assert(
    fc.property(
      fc.array(piece).map((pieces) => pieces.join('')),
      fc.nat(300),
      (text, offset) => {
        const analysis = analyse(text);
        const at = Math.min(offset, text.length);
        const spans = [
          ...selectionRanges(analysis, at),
          ...links(analysis).map(({ span }) => span),
          ...semanticTokens(analysis).map(({ span }) => span),
          ...nameOccurrencesAt(analysis, at),
          ...(rename(analysis, at, 'new')?.ok ? [renameTarget(analysis, at) ?? { start: 0, end: 0 }] : []),
          ...(pluginPlacesAt(analysis, at)?.references ?? []),
        ];
        for (const { start, end } of spans)
          expect(start >= 0 && start <= end && end <= text.length).toBe(true);
        for (const { startLine, endLine } of folds(analysis))
          expect(startLine >= 0 && startLine < endLine && endLine < analysis.lines.lineCount).toBe(true);
        signatureHelp(analysis, at);
        inlayHints(analysis);
      },
    ),
  );
});
