import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Sorter, StoredList } from '../../../evaluate/storage/storage.js';
import { StorageError } from '../../../evaluate/storage/storage.js';
import { spillingStorage } from './spilling-storage.js';

// A separate folder, so that files of other processes do not interfere.
const folder = mkdtempSync(join(tmpdir(), 'rulewright-test-'));
beforeEach(() => useTemporaryFolder(folder));
afterEach(() => vi.unstubAllEnvs());
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function useTemporaryFolder(path: string): void {
  vi.stubEnv('TMPDIR', path);
  vi.stubEnv('TEMP', path);
  vi.stubEnv('TMP', path);
}

interface Item {
  readonly key: number;
  readonly values: readonly unknown[];
}

const items = Array.from(
  { length: 2_000 },
  (_, index): Item => ({
    key: (index * 7_919) % 2_000,
    values: [`ключ ${index}`, 12345678901234567890n, null, undefined, -0, '\ud800', [index, `${index}`]],
  }),
);
const byKey = (a: Item, b: Item): number => a.key - b.key;

const budgets = [0, 10_000, 300_000, 10_000_000];

test.each(budgets)('a sorter with %i bytes returns all items in order and removes its files', (budget) => {
  const sorter = spillingStorage({ budget, pageBytes: 5_000 }).sorter(byKey);
  for (const item of items) sorter.add(item);
  expect([...sorter.sorted()]).toEqual(items.toSorted(byKey));
  expect(readdirSync(folder)).toEqual([]);
});

test.each(budgets)('a list with %i bytes returns its items from the start and by index', (budget) => {
  const list = spillingStorage({ budget, pageBytes: 5_000 }).list<Item>();
  for (const item of items) list.add(item);
  expect(list.length).toBe(items.length);
  expect([...list]).toEqual(items);
  for (const index of [0, 1, 1_999, 700, 701, 2, 1_000]) expect(list.at(index)).toEqual(items[index]);
  expect([list.at(2_000), list.at(-1)]).toEqual([undefined, undefined]);
  list.discard();
  expect(readdirSync(folder)).toEqual([]);
});

test('what is in a file can be read while more is added', () => {
  const list = spillingStorage({ budget: 0, pageBytes: 1_000 }).list<number>();
  for (let index = 0; index < 500; index++) {
    list.add(index);
    expect([list.at(index), list.at(index >> 1)]).toEqual([index, index >> 1]);
  }
  list.discard();
});

test('a sorter that is not read to its end removes its files', () => {
  const sorter = spillingStorage({ budget: 0, pageBytes: 1_000 }).sorter(byKey);
  for (const item of items.slice(0, 100)) sorter.add(item);
  for (const { key } of sorter.sorted()) if (key > 3) break;
  expect(readdirSync(folder)).toEqual([]);
});

function failingFolders(): Record<string, string> {
  const readOnly = join(folder, 'read-only');
  mkdirSync(readOnly, { recursive: true });
  chmodSync(readOnly, 0o500);
  return { missing: join(folder, 'missing'), 'read-only': readOnly };
}

// Root can write anywhere.
const kinds = process.getuid?.() === 0 ? ['missing'] : ['missing', 'read-only'];

test.each(kinds)('with a %s temporary folder each use fails, not only the first', (kind) => {
  useTemporaryFolder(failingFolders()[kind]!);
  const storage = spillingStorage({ budget: 0, pageBytes: 1_000 });
  const sorter: Sorter<Item> = storage.sorter(byKey);
  const list: StoredList<Item> = storage.list();
  for (const use of [
    () => sorter.add(items[0]!),
    () => sorter.add(items[0]!),
    () => [...sorter.sorted()],
    () => list.add(items[0]!),
    () => list.add(items[0]!),
    () => list.at(0),
    () => [...list],
  ])
    expect(use).toThrow(StorageError);
});
