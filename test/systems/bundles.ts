import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BuildOptions, build, type Plugin } from 'esbuild';
import { root } from '../helpers/shared.js';

export type SystemName = 'windows' | 'macos' | 'macos-case-sensitive';

/** Built programs that see a simulated system's disk. */
export interface Bundles {
  readonly server: string;
  readonly cli: string;
  readonly paths: string;
}

const disk = join(root, 'test/systems/simulated-disk.ts');
const pathNames = [
  'basename',
  'delimiter',
  'dirname',
  'extname',
  'isAbsolute',
  'join',
  'normalize',
  'parse',
  'relative',
  'resolve',
  'sep',
];

/** Replacements of Node.js modules in the program's sources. */
const replacements: Readonly<Record<string, string>> = {
  'node:fs': `export * from ${JSON.stringify(disk)};`,
  'node:fs/promises': `export { readFile, readdir, stat } from ${JSON.stringify(disk)};`,
  'node:path': `import { paths } from ${JSON.stringify(disk)}; export default paths; export const { ${pathNames.join(', ')} } = paths;`,
  'node:url': `export { fileURLToPath, pathToFileURL } from ${JSON.stringify(disk)};`,
  'node:child_process': `export { execFileSync } from ${JSON.stringify(disk)};`,
};

const replaceModules: Plugin = {
  name: 'replace-modules',
  setup(builder) {
    builder.onResolve({ filter: /^node:/ }, ({ path, importer }) =>
      path in replacements && importer.replaceAll('\\', '/').includes('/server/src/')
        ? { path, namespace: 'simulated' }
        : undefined,
    );
    builder.onLoad({ filter: /.*/, namespace: 'simulated' }, ({ path }) => ({
      contents: replacements[path]!,
      resolveDir: root,
      loader: 'js',
    }));
  },
};

const built = new Map<string, Promise<Bundles>>();

/** Bundles the current sources for a system, once. */
export function bundlesFor(system: SystemName): Promise<Bundles> {
  const platform = system === 'windows' ? 'win32' : 'darwin';
  let bundles = built.get(platform);
  if (!bundles) {
    bundles = bundle(platform);
    built.set(platform, bundles);
  }
  return bundles;
}

async function bundle(platform: string): Promise<Bundles> {
  const folder = mkdtempSync(join(tmpdir(), `rulewright-${platform}-`));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const [server, cli, paths] = [
    join(folder, 'server.cjs'),
    join(folder, 'cli.mjs'),
    join(folder, 'paths.mjs'),
  ];
  const common: BuildOptions = {
    absWorkingDir: root,
    bundle: true,
    platform: 'node',
    define: { 'process.platform': JSON.stringify(platform) },
    plugins: [replaceModules],
    logLevel: 'error',
  };
  const esm: BuildOptions = {
    format: 'esm',
    mainFields: ['module', 'main'],
    banner: {
      js: "import { createRequire as rulewrightCreateRequire } from 'node:module';\nconst require = rulewrightCreateRequire(import.meta.url);",
    },
  };
  await Promise.all([
    build({ ...common, entryPoints: ['server/src/lsp/main.ts'], outfile: server, format: 'cjs' }),
    build({
      ...common,
      ...esm,
      entryPoints: ['server/src/cli/main.ts'],
      outfile: cli,
      external: ['*/lsp/main.js'],
    }),
    build({ ...common, ...esm, entryPoints: ['test/systems/path-keys.ts'], outfile: paths }),
  ]);
  return { server, cli, paths };
}
