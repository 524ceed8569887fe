import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { expect, test } from 'vitest';
import { root } from './helpers/shared.js';

/** Folders of `server/src` from the bottom up: a folder imports only earlier folders and itself. */
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
  'exchange',
  'testing',
  'prove',
  'repository',
  'stack',
  'lint',
  'sigma',
  'ide',
  'authoring',
  'site',
  'lsp',
  'web',
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

interface ResolvedImport extends Import {
  /** Path from the root as written in the import: with `.js` for a TypeScript file. */
  readonly resolved: string;
}

const resolve = (imports: readonly Import[]): ResolvedImport[] =>
  imports
    .filter(({ target }) => target.startsWith('.'))
    .map((one) => ({ ...one, resolved: join(one.file, '..', one.target) }));

const relativeImportsOf = (folder: string): ResolvedImport[] => resolve(files(folder).flatMap(importsOf));

const serverImports = files('server/src').flatMap(importsOf);
const relativeImports = resolve(serverImports);

/** Returns the import cycles: for each file from which a search returns to its path, that cycle. */
function circlesOf(imports: readonly ResolvedImport[]): string[][] {
  const targets = new Map<string, string[]>();
  for (const { file, resolved } of imports)
    targets.set(file, [...(targets.get(file) ?? []), resolved.replace(/\.js$/, '.ts')]);
  const circles: string[][] = [];
  const done = new Set<string>();
  const way: string[] = [];
  const visit = (file: string): void => {
    const start = way.indexOf(file);
    if (start >= 0) circles.push([...way.slice(start), file]);
    if (start >= 0 || done.has(file)) return;
    way.push(file);
    for (const target of targets.get(file) ?? []) visit(target);
    way.pop();
    done.add(file);
  };
  for (const file of targets.keys()) visit(file);
  return circles;
}

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

test('no files import each other in a circle, not even types', () => {
  const circles = circlesOf([...relativeImports, ...relativeImportsOf('client/src')]);
  expect(circles.map((circle) => circle.join(' → '))).toEqual([]);
});

test('no folder has more than 30 files side by side, but those of a family of checks', () => {
  const counts = new Map<string, number>();
  for (const file of [...files('server/src'), ...files('client/src')])
    counts.set(dirname(file), (counts.get(dirname(file)) ?? 0) + 1);
  const checks = join('server/src/lint/checks', sep);
  const wrong = [...counts].filter(([folder, count]) => count > 30 && !folder.startsWith(checks));
  expect(wrong).toEqual([]);
});

test('the language server has no state outside of its session', () => {
  const kept = /^(?:export )?(?:let |const \w+[^=\n]*= new (?:Weak)?(?:Map|Set)\b(?:<.*>)?\(\))/m;
  const wrong = files('server/src/lsp').filter((file) => kept.test(readFileSync(join(root, file), 'utf8')));
  expect(wrong).toEqual([]);
});

test('only lsp and web know the Language Server Protocol', () => {
  const wrong = serverImports.filter(
    ({ file, target }) => /^vscode-/.test(target) && !['lsp', 'web'].includes(layerOf(file)),
  );
  expect(wrong.map(show)).toEqual([]);
});

test('one file alone can reach the network, and the packages are bundles that are loaded late', () => {
  const networked =
    /^(?:node:)?(?:http|https|http2|net|tls|dgram|dns)(?:\/promises)?$|^(?:undici|axios|node-fetch|ws|got)$|^@elastic\/(?:elasticsearch|transport)/;
  const all = [...serverImports, ...files('client/src').flatMap(importsOf)];
  const wrong = all.filter(
    ({ file, target, typesOnly }) =>
      networked.test(target) && !typesOnly && !file.endsWith(join('stack', 'network', 'packages.ts')),
  );
  expect(wrong.map(show)).toEqual([]);
  const called = /(?<![.\w])fetch\(|new (?:WebSocket|EventSource|XMLHttpRequest)\b/;
  const calls = [...files('server/src'), ...files('client/src')].filter((file) =>
    called.test(readFileSync(join(root, file), 'utf8')),
  );
  expect(calls).toEqual([]);
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
