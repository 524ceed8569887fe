/**
 * Builds what is shipped: `server/dist/index.js` (library), `server/dist/cli.js` with its chunks in `cli/`
 * (command line), `server/dist/backtest-worker.js` and `server/dist/site-worker.js` (its threads for a
 * backtest and for pages of rules), `server/dist/server.cjs` (language server), `server/dist/run-worker.cjs`
 * (its thread for long runs), `server/dist/schema-worker.cjs` (its thread for the schemas of a checkout),
 * `client/dist/extension.cjs` (VS Code extension), `server/dist/markdown.cjs` (Markdown parser),
 * `server/dist/regex.cjs` (matcher for Java regular expressions), the same two for browsers in the `web`
 * folders (scripts/web-bundles.mjs), the declarations of the library, and
 * `server/dist/third-party-notices.txt`. `node scripts/build.mjs --no-types` skips the declarations,
 * `--source-maps` adds source maps for debugging and leaves the chunks as they are, which otherwise are merged
 * (scripts/merge-chunks.mjs), `--into FOLDER` writes the bundles to another folder and
 * keeps the existing build.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { mergeChunks } from './merge-chunks.mjs';
import { pruneTypes } from './prune-types.mjs';
import { thirdPartyNotices } from './third-party-notices.mjs';
import { webBundles } from './web-bundles.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const { values: flags } = parseArgs({
  options: {
    'no-types': { type: 'boolean' },
    'source-maps': { type: 'boolean' },
    into: { type: 'string' },
  },
});
const target = flags.into ?? root;

/**
 * The server is CommonJS (vscode-languageserver breaks in an ESM bundle), so the command line loads the
 * server's own bundle, and only for `rulewright lsp`. The path is relative to the chunk in `cli/` that loads
 * it, which stays a separate chunk as long as the import is dynamic.
 */
const loadServerBundle = {
  name: 'load-server-bundle',
  setup(builder) {
    builder.onResolve({ filter: /\/lsp\/main\.js$/ }, () => ({ path: '../server.cjs', external: true }));
  },
};

/**
 * Separate bundles for packages that are loaded on first use: most runs read no guide and no such pattern.
 */
const lateBundles = [
  { source: 'server/src/stack/network/packages.ts', exported: 'networkPackages', file: 'network.cjs' },
  { source: 'server/src/cli/mcp/packages.ts', exported: 'mcpPackages', file: 'mcp.cjs' },
  { source: 'server/src/guide/packages.ts', exported: 'markdownPackages', file: 'markdown.cjs' },
  { source: 'server/src/query/patterns/regex-package.ts', exported: 'regexPackage', file: 'regex.cjs' },
];

/** `folder` is the path to these bundles from the importing bundle. */
const loadLateBundles = (folder) => ({
  name: 'load-late-bundles',
  setup(builder) {
    for (const { source, exported, file } of lateBundles) {
      const bundle = `${folder}/${file}`;
      const end = source.split('/').slice(-2).join('[\\\\/]').replace('.', '\\.');
      builder.onLoad({ filter: new RegExp(`[\\\\/]${end}$`) }, () => ({
        contents: `let loaded;
export const ${exported} = () => (loaded ??= require(${JSON.stringify(bundle)}).${exported}());`,
        loader: 'js',
      }));
      const name = new RegExp(`[\\\\/]${file.replace('.', '\\.')}$`);
      builder.onResolve({ filter: name }, () => ({ path: bundle, external: true }));
    }
  },
});

/** CommonJS packages inside an ESM bundle still call `require` for Node's own modules. */
const requireForModules = {
  js: "import { createRequire as rulewrightCreateRequire } from 'node:module';\nconst require = rulewrightCreateRequire(import.meta.url);",
};

const common = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node20.19',
  minify: true,
  sourcemap: flags['source-maps'] ? 'linked' : false,
  legalComments: 'none',
  metafile: true,
  logLevel: 'warning',
};
const esm = { format: 'esm', banner: requireForModules, mainFields: ['module', 'main'] };

const bundles = [
  { entryPoints: ['server/src/index.ts'], outfile: 'server/dist/index.js', ...esm },
  // Split into chunks, so that each command loads only what it needs: loading everything takes longer than
  // `--help`.
  {
    entryPoints: [
      { in: 'server/src/cli/main.ts', out: 'cli' },
      { in: 'server/src/cli/backtest/worker.ts', out: 'backtest-worker' },
      { in: 'server/src/cli/site/site-worker.ts', out: 'site-worker' },
    ],
    outdir: 'server/dist',
    ...esm,
    splitting: true,
    chunkNames: 'cli/[name]-[hash]',
    plugins: [loadServerBundle, loadLateBundles('..')],
  },
  ...lateBundles.map(({ source, file }) => ({
    entryPoints: [source],
    outfile: `server/dist/${file}`,
    format: 'cjs',
  })),
  {
    entryPoints: ['server/src/lsp/main.ts'],
    outfile: 'server/dist/server.cjs',
    format: 'cjs',
    plugins: [loadLateBundles('.')],
  },
  {
    entryPoints: ['server/src/lsp/requests/run-worker.ts'],
    outfile: 'server/dist/run-worker.cjs',
    format: 'cjs',
  },
  {
    entryPoints: ['server/src/lsp/session/schema-worker.ts'],
    outfile: 'server/dist/schema-worker.cjs',
    format: 'cjs',
  },
  {
    entryPoints: ['client/src/extension.ts'],
    outfile: 'client/dist/extension.cjs',
    format: 'cjs',
    external: ['vscode'],
  },
  ...webBundles(root),
];

function run(file, args) {
  const { status } = spawnSync(process.execPath, [file, ...args], { cwd: root, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}

if (existsSync(`${root}/scripts/generate.mjs`)) run('scripts/generate.mjs', []);
await rm(join(target, 'server/dist'), { recursive: true, force: true });
await rm(join(target, 'client/dist'), { recursive: true, force: true });

const sourceOf = ({ entryPoints: [entry] }) => entry.in ?? entry;
const present = bundles.filter((bundle) => existsSync(`${root}/${sourceOf(bundle)}`));
for (const missing of bundles.filter((bundle) => !present.includes(bundle))) {
  console.error(`build: ${sourceOf(missing)} does not exist, it is not bundled`);
}
const built = await Promise.all(
  present.map(({ outfile, outdir, ...bundle }) =>
    build({
      ...common,
      ...bundle,
      ...(outfile ? { outfile: join(target, outfile) } : { outdir: join(target, outdir) }),
    }),
  ),
);
const notices = thirdPartyNotices(
  root,
  built.map(({ metafile }) => metafile),
);
await writeFile(join(target, 'server/dist/third-party-notices.txt'), notices);
// Merged parts have no source maps.
const inParts = present.findIndex(({ splitting }) => splitting);
if (inParts >= 0 && !flags['source-maps'])
  await mergeChunks({
    folder: join(target, 'server/dist'),
    entries: present[inParts].entryPoints.map(({ out }) => `${out}.js`),
    metafile: built[inParts].metafile,
    base: root,
    target: common.target,
  });
const cli = join(target, 'server/dist/cli.js');
if (existsSync(cli)) await chmod(cli, 0o755);
if (!flags['no-types'] && flags.into === undefined && existsSync(`${root}/server/src/index.ts`)) {
  run('node_modules/typescript/bin/tsc', ['-p', 'tsconfig.types.json']);
  pruneTypes(join(root, 'server/dist/types'), 'index.d.ts');
}
