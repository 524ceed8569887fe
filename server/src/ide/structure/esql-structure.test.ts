import { describe, expect, test } from 'vitest';
import { atCursor } from '../../../../test/helpers/check-ide.js';
import { esqlRule } from '../../../../test/helpers/esql-rule.js';
import { analyse } from '../../analysis/analyse.js';
import { applyEdits } from '../../text/edits.js';
import type { Span } from '../../text/span.js';
import { symbols } from '../symbols.js';
import type { DocumentSymbol } from '../types.js';
import { folds } from './folding.js';
import { nameDefinitionAt, nameOccurrencesAt } from './occurrences.js';
import { rename, renameTarget } from './rename.js';
import { semanticTokens } from './semantic-tokens.js';
import { signatureHelp } from './signature.js';

/** Returns a text with `«»` around spans. */
function marked(text: string, spans: readonly Span[]): string {
  const marks = spans.flatMap(({ start, end }) => [
    { span: { start, end: start }, text: '«' },
    { span: { start: end, end }, text: '»' },
  ]);
  return applyEdits(text, marks);
}

describe('a column is highlighted wherever the query names it', () => {
  test.each([
    ['from a | eval «x$0» = b | where «x» > 1 | keep «x», b'],
    ['from a | eval x = «b$0» | where x > 1 and «b» > 2 | keep x, «b»'],
    ['from a | eval x = 1 | eval «x» = x + 1 | where «x$0» > 1'],
    ['from a | eval «x» = 1 | eval x = «x$0» + 1 | where x > 1'],
    ['from a | eval «x» = b | stats c = count(*) by «x» | sort «x$0»'],
    ['from a | stats c = count(*) by «host.id$0» | where «host.id» == "1"'],
    ['from a | eval «x» = b | mv_expand «x$0» | where «x» == "1"'],
    ['from a | rename b as «x$0» | where «x» > 1 | drop «x»'],
    ['from a | rename «b$0» as x | where x > 1'],
    ['from a | drop «b$0» | keep c'],
    ['from a | dissect m "%{«x»} %{y}" | where «x$0» == y'],
    ['from a | dissect m "%{+«x$0»} %{+«x»} %{y}" | where «x» == y'],
    ['from a | grok m "%{WORD:«x$0»} %{INT:y:int}" | where «x» == "a"'],
    ['from a metadata «_id$0» | where «_id» == "a"'],
    ['from a | stats «count(*)$0» by b | sort «`count(*)`» desc'],
    ['from a | fork (eval «x» = 1) (eval «x» = 2) | where «x$0» == 1'],
    ['from (from a | eval «x$0» = 1), (from b | eval «x» = 2) | where «x» == 1'],
    ['from a | where b == "b$0"'],
  ])('%#', (written) => {
    const query = written.replaceAll(/[«»]/g, '');
    const { analysis, offset } = atCursor(esqlRule(query));
    const { text } = analysis.query!.parsed;
    const found = nameOccurrencesAt(analysis, offset).map(({ start, end }) => ({
      start: analysis.queryOffsetAt(start)!,
      end: analysis.queryOffsetAt(end)!,
    }));
    expect(marked(text, found)).toBe(written.replace('$0', ''));
  });
});

describe('the definition of a column', () => {
  test.each([
    ['from a | eval «x» = b | where x$0 > 1'],
    ['from a | eval x = 1 | eval «x» = x + 1 | where x$0 > 1'],
    ['from a | stats «c» = count(*) by d | where c$0 > 1'],
    ['from a | stats c = count(*) by «d» | where d$0 == "x"'],
    ['from a | grok m "%{WORD:«x»}" | where x$0 == "a"'],
    ['from a | «fork» (where a == 1) (where a == 2) | where _fork$0 == "fork1"'],
    ['from a | where b$0 > 1'],
  ])('%#', (written) => {
    const { analysis, offset } = atCursor(esqlRule(written.replaceAll(/[«»]/g, '')));
    const found = nameDefinitionAt(analysis, offset);
    const shown = found && analysis.text.slice(found.start, found.end);
    expect(shown).toBe(/«(.*)»/.exec(written)?.[1]);
    if (found) expect(analysis.query!.parsed.text.indexOf(shown!)).toBeLessThanOrEqual(written.indexOf('«'));
  });
});

describe('rename', () => {
  test.each<[written: string, name: string, expected: string]>([
    ['from a | eval x$0 = b | where x > 1', 'y', 'from a | eval y = b | where y > 1'],
    ['from a | eval x$0 = b | where x > 1', 'my y', 'from a | eval `my y` = b | where `my y` > 1'],
    ['from a | eval x$0 = b | where x > 1', '`my y`', 'from a | eval `my y` = b | where `my y` > 1'],
    ['from a | eval x$0 = b | where x > 1', 'by', 'from a | eval `by` = b | where `by` > 1'],
    ['from a | rename b as x | keep x$0', 'y', 'from a | rename b as y | keep y'],
    ['from a | grok m "%{WORD:x}" | keep x$0', 'y', 'from a | grok m "%{WORD:y}" | keep y'],
    [
      'from a | stats count(*) by b | sort `count(*)`$0',
      'events',
      'from a | stats events = count(*) by b | sort events',
    ],
    ['from a | stats c$0 = count(*) by b | keep c*', 'cc', 'from a | stats cc = count(*) by b | keep c*'],
  ])('%#', (written, name, expected) => {
    const { analysis, offset } = atCursor(esqlRule(written));
    expect(renameTarget(analysis, offset)).toBeDefined();
    const found = rename(analysis, offset, name);
    expect(found).toMatchObject({ ok: true });
    if (!found?.ok) return;
    expect(analyse(applyEdits(analysis.text, found.edits)).query!.parsed.text).toBe(expected);
  });

  test.each<[written: string, name: string, reason: string]>([
    ['from a | eval x$0 = b | where x > 1', '', 'needs a name'],
    ['from a | eval x$0 = b, y = c | where x > 1', 'y', 'column "y" already exists'],
    ['from a | eval x$0 = b | where x > 1 and y > 1', 'y', 'column "y" already exists'],
    ['from a | eval x$0 = b | keep x*', 'y', 'KEEP x* treats "x" and "y" differently'],
    ['from a | grok m "%{WORD:x}" | keep x$0', 'y}', 'cannot be used in a DISSECT or GROK pattern'],
    [
      'from a | eval x$0 = b | stats max(x) by c | sort `max(x)`',
      'y',
      '"max(x)" is named after its expression',
    ],
    ['from a | eval x$0 = b | lookup join t on x', 'y', '"x" is a key of LOOKUP JOIN'],
  ])('%# is refused', (written, name, reason) => {
    const { analysis, offset } = atCursor(esqlRule(written));
    const found = rename(analysis, offset, name);
    expect(found?.ok).toBe(false);
    if (found?.ok === false) expect(found.reason).toContain(reason);
  });

  test.each([
    'from a | uri_parts u$0 = b | where u.path == "/"',
    'from a | where b$0 > 1',
    'from a metadata _id$0 | keep _id',
    'from a | where b > 1$0',
  ])('not of %#', (written) => {
    const { analysis, offset } = atCursor(esqlRule(written));
    expect(renameTarget(analysis, offset)).toBeUndefined();
  });

  test('takes along the keys of the rule that name columns of the result', () => {
    const { analysis, offset } = atCursor(
      `${esqlRule('from a | stats c = count(*) by x$0 = host.id')}\n[rule.alert_suppression]\ngroup_by = ["x", "c"]\n`,
    );
    const found = rename(analysis, offset, 'host');
    if (!found?.ok) throw new Error('not renamed');
    const text = applyEdits(analysis.text, found.edits);
    expect(text).toContain('by host = host.id');
    expect(text).toContain('group_by = ["host", "c"]');
  });

  test('escapes the name as the string of the query needs it', () => {
    const { analysis, offset } = atCursor(
      '[rule]\ntype = "esql"\nlanguage = "esql"\nquery = "from a | eval x$0 = 1 | keep x"\n',
    );
    const found = rename(analysis, offset, 'a"b');
    if (!found?.ok) throw new Error('not renamed');
    expect(applyEdits(analysis.text, found.edits)).toContain('eval `a\\"b` = 1 | keep `a\\"b`');
  });
});

test('semantic tokens: fields, columns of the query, metadata, functions known or not', () => {
  const analysis = analyse(
    esqlRule(
      'from a metadata _id | eval x = to_lower(process.name), z = nope(x) | stats c = count(*) by host.id | where c > 1',
    ),
  );
  const shown = semanticTokens(analysis).map(
    ({ span, type, modifiers }) =>
      `${analysis.text.slice(span.start, span.end)} ${[type, ...modifiers].join(' ')}`,
  );
  expect(shown).toEqual([
    '_id enumMember',
    'x variable',
    'to_lower function',
    'process.name property',
    'z variable',
    'nope function unknown',
    'x variable',
    'c variable',
    'count function',
    'host.id property',
    'c variable',
  ]);
});

test.each<[query: string, expected: [string, number] | undefined]>([
  ['from a | where starts_with($0', ['STARTS_WITH(', 0]],
  ['from a | where starts_with(process.name, $0', ['STARTS_WITH(', 1]],
  ['from a | where cidr_match(source.ip, "a", "b", $0)', ['CIDR_MATCH(', 1]],
  ['from a | where starts_with(concat(b, $0', ['CONCAT(', 1]],
  ['from a | eval x = round((1 + $0', ['ROUND(', 0]],
  ['from a | eval x = case(b == 1, $0', ['CASE(', 1]],
  // CASE(condition, value, condition, value, …, otherwise): further pairs use the parameters of the second.
  ['from a | eval x = case(b == 1, "a", $0', ['CASE(', 2]],
  ['from a | eval x = case(b == 1, "a", c == 2, "b", d == 3, $0', ['CASE(', 3]],
  ['from a | eval x = case(b == 1, "a", c == 2, "b", d == 3, "c", $0', ['CASE(', 2]],
  ['from a | where starts_with(b, "c") and $0', undefined],
  ['from a | where b in ($0', undefined],
])('signature %#', (query, expected) => {
  const { analysis, offset } = atCursor(esqlRule(query));
  const found = signatureHelp(analysis, offset);
  expect(found && [found.label.slice(0, found.label.indexOf('(') + 1), found.active]).toEqual(expected);
});

const lines = `from logs-*
| where process.name == "a"
  and process.pid > 4
| stats c = count(*)
    by host.id`;

test('the outline has each command, with what it says', () => {
  const all = (list: readonly DocumentSymbol[]): readonly DocumentSymbol[] =>
    list.flatMap((one) => [one, ...all(one.children)]);
  const commands = all(symbols(analyse(esqlRule(lines)))).filter(({ kind }) => kind === 'step');
  expect(commands.map(({ name, detail }) => `${name}: ${detail}`)).toEqual([
    'FROM: logs-*',
    'WHERE: process.name == "a" and process.pid > 4',
    'STATS: c = count(*) by host.id',
  ]);
});

test('each command of several lines can be folded', () => {
  const analysis = analyse(esqlRule(lines));
  const shown = folds(analysis).map(
    ({ startLine, endLine }) => `${analysis.lines.lineText(startLine).trim()} +${endLine - startLine}`,
  );
  expect(shown).toEqual(
    expect.arrayContaining(['| where process.name == "a" +1', '| stats c = count(*) +1']),
  );
});
