/**
 * Merges the parts of the command line that the same commands load. esbuild makes a part for each set of commands that
 * share code, seventy of them for `lint` alone, and Node.js takes half a millisecond to load a part.
 */
import { access, rename, rm } from 'node:fs/promises';
import { basename, isAbsolute, join, resolve } from 'node:path';
import { transform } from 'esbuild';
import { rollup } from 'rollup';

/**
 * Commands that people run all day, and small ones that would otherwise load parts of larger ones. Parts that the same
 * commands load are merged.
 */
const groupingCommands = [
  'lint/lint',
  'test/test',
  'run/run',
  'explain',
  'guide',
  'fields/fields',
  'attack/attack',
];

/**
 * Rewrites the programs `entries` in `folder` and their parts in `folder/cli`. `metafile` is esbuild's description of
 * them, with paths from `base`. The first program loads commands on demand. Paths in the parts to other files, such as
 * `../regex.cjs`, stay right because the parts stay in `cli`.
 */
export async function mergeChunks({ folder, entries, metafile, base, target }) {
  const loads = new Map(
    Object.entries(metafile.outputs).map(([path, { imports }]) => [
      resolve(base, path),
      imports.filter(({ kind }) => kind === 'import-statement').map((one) => resolve(base, one.path)),
    ]),
  );
  const loadedAlways = reachable(join(folder, entries[0]), loads);
  const loadedBy = groupingCommands.map((command) => {
    const source = `server/src/cli/${command}.ts`;
    const [path] = Object.entries(metafile.outputs).find(([, { entryPoint }]) => entryPoint === source) ?? [];
    if (path === undefined)
      throw new Error(`groupingCommands names ${command}, but ${source} is not a command`);
    return { command: basename(command), parts: reachable(resolve(base, path), loads) };
  });
  const merged = await rollup({
    input: Object.fromEntries(entries.map((entry) => [basename(entry, '.js'), join(folder, entry)])),
    external: (id) => id.endsWith('.cjs') || !(id.startsWith('.') || isAbsolute(id)),
    makeAbsoluteExternalsRelative: false,
    treeshake: false,
    onLog(level, { message }) {
      if (level === 'warn') throw new Error(`merging the parts of the command line: ${message}`);
    },
  });
  const next = join(folder, 'merged');
  await rm(next, { recursive: true, force: true });
  await merged.write({
    dir: next,
    format: 'es',
    entryFileNames: '[name].js',
    chunkFileNames: 'cli/[name]-[hash].js',
    hoistTransitiveImports: false,
    onlyExplicitManualChunks: true,
    manualChunks(id) {
      if (!basename(id).startsWith('chunk-')) return undefined;
      if (loadedAlways.has(id)) return 'always';
      const commands = loadedBy.filter(({ parts }) => parts.has(id)).map(({ command }) => command);
      return commands.length > 0 ? `of-${commands.join('-')}` : undefined;
    },
    plugins: [{ name: 'minify', renderChunk: (code) => minify(code, target) }],
  });
  await merged.close();
  await access(join(next, 'cli'));
  await rm(join(folder, 'cli'), { recursive: true });
  for (const name of ['cli', ...entries]) await rename(join(next, name), join(folder, name));
  await rm(next, { recursive: true });
}

/** Returns the parts that are loaded with a part. */
function reachable(start, loads) {
  const found = new Set([start]);
  for (const part of found) for (const next of loads.get(part) ?? []) found.add(next);
  return found;
}

async function minify(code, target) {
  const { code: smaller } = await transform(code, { format: 'esm', minify: true, target });
  return { code: smaller, map: null };
}
