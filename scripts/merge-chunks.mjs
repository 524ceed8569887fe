/**
 * Merges the parts of the command line that the same commands load. esbuild makes a part for each set of commands that
 * share code, seventy of them for `lint` alone, and Node.js takes half a millisecond to load a part.
 */
import { rename, rm } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { transform } from 'esbuild';
import { rollup } from 'rollup';

/**
 * Commands by their source: those that people run all day, and small ones, which would load the others' parts as well. What
 * the same ones share becomes one part.
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
 * them, with paths from `base`. The first program loads commands on demand.
 */
export async function mergeChunks({ folder, entries, metafile, base }) {
  const loads = new Map(
    Object.entries(metafile.outputs).map(([path, { imports }]) => [
      resolve(base, path),
      imports.filter(({ kind }) => kind === 'import-statement').map((one) => resolve(base, one.path)),
    ]),
  );
  const loadedAlways = reachable(join(folder, entries[0]), loads);
  const loadedBy = groupingCommands.map((command) => {
    const source = `server/src/cli/${command}.ts`;
    const [path] = Object.entries(metafile.outputs).find(([, { entryPoint }]) => entryPoint === source);
    return { command: basename(command), parts: reachable(resolve(base, path), loads) };
  });
  const merged = await rollup({
    input: Object.fromEntries(entries.map((entry) => [basename(entry, '.js'), join(folder, entry)])),
    external: (id) => id.endsWith('.cjs') || !/^[./]/.test(id),
    makeAbsoluteExternalsRelative: false,
    treeshake: false,
    onLog(level, { message }) {
      if (level === 'warn') throw new Error(`merging the parts of the command line: ${message}`);
    },
  });
  const next = `${folder}-merged`;
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
    plugins: [{ name: 'minify', renderChunk: minify }],
  });
  await merged.close();
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

async function minify(code) {
  const { code: smaller } = await transform(code, { format: 'esm', minify: true, target: 'node20.19' });
  return { code: smaller, map: null };
}
