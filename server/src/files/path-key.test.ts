import { mkdirSync, mkdtempSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { expect, test, vi } from 'vitest';
import { pathKey } from './path-key.js';

// The behaviour of Windows and macOS is tested in test/systems.

function folderWithRule(): string {
  const folder = realpathSync.native(mkdtempSync(join(tmpdir(), 'path-key-')));
  mkdirSync(join(folder, 'rules'));
  writeFileSync(join(folder, 'rules', 'a.toml'), '');
  return folder;
}

test.each([
  ['from the current folder', (folder: string) => relative('', join(folder, 'rules/a.toml'))],
  ['with dots', (folder: string) => `${folder}/rules/./../rules/a.toml`],
  ['with doubled separators', (folder: string) => `${folder}//rules//a.toml`],
])('a path %s has the key of the file', (_, spell) => {
  const folder = folderWithRule();
  expect(pathKey(spell(folder))).toBe(pathKey(join(folder, 'rules', 'a.toml')));
});

test.each(['a.toml', 'new.toml', join('new', 'folder', 'a.toml')])(
  'a linked folder has the same file %s, whether it exists or not',
  (name) => {
    const folder = folderWithRule();
    symlinkSync(join(folder, 'rules'), join(folder, 'linked'), 'junction');
    expect(pathKey(join(folder, 'linked', name))).toBe(pathKey(join(folder, 'rules', name)));
    expect(pathKey(join(folder, 'other', name))).not.toBe(pathKey(join(folder, 'rules', name)));
  },
);

test('a loop of links and a file in the place of a folder have a key', () => {
  const folder = folderWithRule();
  symlinkSync(join(folder, 'loop'), join(folder, 'loop'), 'junction');
  expect(pathKey(join(folder, 'loop'))).toContain('loop');
  expect(pathKey(join(folder, 'rules', 'a.toml', 'b.toml'))).toContain('b.toml');
});

test.runIf(process.platform === 'linux')(
  'Linux tells letter case, normal forms and backslashes apart',
  () => {
    const folder = folderWithRule();
    const names = ['ü.toml', 'ü.toml'.normalize('NFD'), 'Ü.toml', 'b\\c.toml', 'b/c.toml'];
    expect(new Set(names.map((name) => pathKey(join(folder, name)))).size).toBe(names.length);
  },
);

test.each(['', 'rules/', 'rules/a.toml/'])('a path of very many folders below "%s" has a key', (start) => {
  const folder = folderWithRule();
  const path = join(folder, start, 'a/'.repeat(20_000), 'b');
  expect(pathKey(path)).toBe(path);
});

test('a path of very many folders is looked up a few times only', () => {
  const folder = folderWithRule();
  const lookups = vi.spyOn(realpathSync, 'native');
  for (const count of [10, 1000]) pathKey(join(folder, 'rules', 'a/'.repeat(count)));
  expect(lookups.mock.calls.length).toBeLessThan(30);
  lookups.mockRestore();
});
