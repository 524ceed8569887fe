import { expect, test } from 'vitest';
import { evaluate } from '../../../index.js';
import type { PlanContext } from '../../plan/plan-context.js';
import { rangeFinder } from '../policies/range-finder.js';
import { isInRange, type ValueRange } from '../policies/ranges.js';
import { tableOfRows } from '../table-of-rows.js';

type Rows = readonly (readonly unknown[])[];

/** Returns the notes that a policy adds to one value. */
function notesOf(value: string, type: 'match' | 'range', keyType: string, keys: readonly unknown[]): unknown {
  const rows: Rows = keys.map((key, index) => [key, `note ${index}`]);
  const policy = { type, match_field: 'key', enrich_fields: ['note'] };
  const columns = [
    { name: 'key', type: keyType },
    { name: 'note', type: 'keyword' },
  ];
  const options = { tables: { notes: { columns, rows, policy } } };
  const query = `ROW key = ${value} | ENRICH notes | KEEP note`;
  const result = evaluate({ language: 'esql', query, events: [], options });
  return result.kind === 'table' ? result.rows[0]![0] : result;
}

test.each<[value: string, type: string, keys: readonly unknown[], notes: unknown]>([
  ['1', 'integer', [1, 2], 'note 0'],
  ['1', 'keyword', ['1', '01'], 'note 0'],
  ['1.0', 'double', [1, 1.5], 'note 0'],
  ['1.0', 'long', [1, 2], 'note 0'],
  ['9007199254740993', 'long', ['9007199254740992', '9007199254740993'], 'note 1'],
  ['[1, 2]', 'long', [1, 3, 2], ['note 0', 'note 2']],
  ['true', 'boolean', [false, true], 'note 1'],
  ['TO_IP("::ffff:10.0.0.1")', 'ip', ['10.0.0.1'], 'note 0'],
  ['TO_IP("::ffff:10.0.0.1")', 'keyword', ['10.0.0.1'], 'note 0'],
  ['TO_DATETIME("2026-01-01")', 'date', ['2026-01-01T00:00:00Z'], 'note 0'],
  ['TO_DATETIME("2026-01-01")', 'keyword', ['2026-01-01T00:00:00.000Z'], 'note 0'],
])('%s is matched with %s keys %j', (value, type, keys, notes) => {
  expect(notesOf(value, 'match', type, keys)).toEqual(notes);
});

test.each<[value: string, type: string, keys: readonly unknown[], notes: unknown]>([
  ['TO_IP("10.1.2.3")', 'ip_range', ['10.0.0.0/8', '10.1.0.0/16', '192.0.2.0/24'], ['note 0', 'note 1']],
  ['TO_IP("2001:db8::1")', 'ip_range', ['10.0.0.0/8', '2001:db8::/32'], 'note 1'],
  ['TO_IP("10.0.0.9")', 'ip_range', [{ gte: '10.0.0.1', lt: '10.0.0.9' }, { gt: '10.0.0.8' }], 'note 1'],
  ['"10.1.2.3"', 'ip_range', ['10.0.0.0/8'], 'note 0'],
  ['TO_IP("11.0.0.1")', 'ip_range', ['10.0.0.0/8', null, 'no block'], null],
  ['5', 'integer_range', [{ gte: 1, lte: 5 }, { gt: 5 }, { gte: 4, lt: 5 }, { lt: 6 }], ['note 0', 'note 3']],
  ['5.5', 'double_range', [{ gte: '5.4', lte: 6 }], 'note 0'],
  ['[1, 9]', 'long_range', [{ gte: 0, lte: 2 }, { gte: 3, lte: 4 }, { gte: 9 }], ['note 0', 'note 2']],
  ['7', 'long_range', [[{ lte: 1 }, { gte: 7 }]], 'note 0'],
  ['TO_DATETIME("2026-01-02")', 'date_range', [{ gte: '2026-01-01', lt: '2026-01-03' }], 'note 0'],
])('%s is matched with %s keys %j', (value, type, keys, notes) => {
  expect(notesOf(value, 'range', type, keys)).toEqual(notes);
});

test('documents whose first field has blocks of addresses are a policy of ranges', () => {
  const noMapping: PlanContext['mappingOf'] = () => undefined;
  const policy = (...blocks: unknown[]): string | undefined =>
    tableOfRows(
      blocks.map((block) => ({ network: block, name: 'n' })),
      noMapping,
    ).policy?.type;
  expect(policy('10.0.0.0/8', ['192.0.2.0/24', '2001:db8::/32'])).toBe('range');
  expect(policy('10.0.0.0/8', 'n')).toBe('match');
  expect(policy('10.0.0.0/8', undefined)).toBe('match');
});

test('a finder finds what each range has', () => {
  const range = (from: number | undefined, to: number | undefined): ValueRange => ({
    from: from === undefined ? undefined : { key: from, isOpen: from % 2 === 0 },
    to: to === undefined ? undefined : { key: to, isOpen: to % 3 === 0 },
  });
  const rows = Array.from({ length: 60 }, (_, row) => [
    range((row * 7) % 40, ((row * 7) % 40) + (row % 9)),
    range(row % 11 === 0 ? undefined : (row * 5) % 40, row % 11 === 0 ? row % 20 : undefined),
  ]);
  const find = rangeFinder(rows);
  for (let key = -1; key < 50; key++)
    expect(find(key)).toEqual(
      [...rows.keys()].filter((row) => rows[row]!.some((one) => isInRange(key, one))),
    );
});
