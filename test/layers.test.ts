import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { expect, test } from 'vitest';
import { root } from './helpers/shared.js';

/** Folders of `server/src` from the bottom up: a folder imports only folders before it, and itself. */
const layers = [
  'files',
  'text',
  'toml',
  'rule',
  'fields',
  'guide',
  'query',
  'evaluate',
  'analysis',
  'logic',
  'testing',
  'lint',
  'ide',
  'lsp',
  'cli',
];

const files = (folder: string): string[] =>
  (readdirSync(join(root, folder), { recursive: true }) as string[])
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .map((file) => join(folder, file));

interface Import {
  readonly file: string;
  readonly target: string;
  readonly typesOnly: boolean;
  readonly lazy: boolean;
}

function importsOf(file: string): Import[] {
  const text = readFileSync(join(root, file), 'utf8');
  const pattern = /^(import|export)( type)?\b[^;]*?\bfrom '([^']+)'|\b(import)\('([^']+)'\)/gm;
  return [...text.matchAll(pattern)].map((match) => ({
    file,
    target: match[3] ?? match[5]!,
    typesOnly: match[2] !== undefined,
    lazy: match[4] !== undefined,
  }));
}

function layerOf(path: string): string {
  return relative('server/src', path).split(sep)[0]!;
}

const serverImports = files('server/src').flatMap(importsOf);
const relativeImports = serverImports
  .filter(({ target }) => target.startsWith('.'))
  .map((one) => ({ ...one, resolved: join(one.file, '..', one.target) }));

const show = ({ file, target }: Import): string => `${file} imports ${target}`;

test('a folder of the server imports only folders below it; cli may load lsp lazily', () => {
  const wrong = relativeImports.filter(({ file, resolved, lazy }) => {
    const [from, to] = [layerOf(file), layerOf(resolved)];
    if (from === 'index.ts') return to === 'lsp' || to === 'cli';
    if (from === to || resolved.endsWith('.json')) return false;
    if (from === 'cli' && to === 'lsp') return !lazy;
    return !layers.includes(to) || layers.indexOf(to) > layers.indexOf(from);
  });
  expect(wrong.map(show)).toEqual([]);
});

test('only lsp knows the Language Server Protocol', () => {
  const wrong = serverImports.filter(
    ({ file, target }) => /^vscode-/.test(target) && layerOf(file) !== 'lsp',
  );
  expect(wrong.map(show)).toEqual([]);
});

test('only files, cli, lsp and the file readers touch the file system', () => {
  const wrong = serverImports.filter(({ file, target }) => {
    const reader = /[\\/](read-[^\\/]*|files)\.ts$/.test(file);
    return (
      /^(node:)?fs(\/promises)?$/.test(target) && !reader && !['files', 'lsp', 'cli'].includes(layerOf(file))
    );
  });
  expect(wrong.map(show)).toEqual([]);
});

test('the client imports nothing of the server but the types of messages', () => {
  const wrong = files('client/src')
    .flatMap(importsOf)
    .filter(({ target }) => target.includes('server/'))
    .filter(({ target, typesOnly }) => !typesOnly || !target.endsWith('server/src/lsp/messages.js'));
  expect(wrong.map(show)).toEqual([]);
});

test('no list is spread into arguments, which stand on the stack: see append, least and greatest', () => {
  const spread =
    /Math\.(?:min|max)\(\s*\.\.\.|\.(?:push|unshift|splice)\((?:[^({)\n]*,)?\s*\.\.\.|fromC\w+\(\.\.\./;
  const wrong = files('server/src').filter((file) => {
    const code = readFileSync(join(root, file), 'utf8').replace(/^\s*\/?\*.*$/gm, '');
    return spread.test(code);
  });
  expect(wrong).toEqual([]);
});

test('no source can run code from data', () => {
  const all = [...files('server/src'), ...files('client/src')];
  const wrong = all.filter((file) =>
    /\beval\(|new Function\(|\bvm\b.*from/.test(readFileSync(join(root, file), 'utf8')),
  );
  expect(wrong).toEqual([]);
});
