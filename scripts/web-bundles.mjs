/**
 * The bundles for browsers: the server as a worker, the extension that starts it, and what the playground
 * shares with them. Node.js modules are replaced by those in `server/src/web/node`, and modules that need
 * more than files by those in `server/src/web/instead`. A bundle that imports any other Node.js module fails
 * to build.
 */
import { join } from 'node:path';

/** Replacements of Node.js modules. */
const nodeModules = {
  'node:fs': 'fs',
  'node:fs/promises': 'fs-promises',
  'node:path': 'path',
  'node:zlib': 'zlib',
  'node:crypto': 'crypto',
  'node:worker_threads': 'worker-threads',
};

/** Replacements of server modules, below `server/src`. */
const serverModules = {
  'lsp/session/uris': 'uris',
  'evaluate/events/read-events': 'read-events',
  'files/git-history': 'git-history',
  'lsp/stack/use-stack': 'stack',
  'lsp/stack/run-on-stack': 'stack',
  'lsp/stack/stack-states': 'stack',
};

/** Returns an esbuild plugin that makes these replacements. */
export function replaceForBrowsers(root) {
  const web = join(root, 'server/src/web');
  return {
    name: 'replace-for-browsers',
    setup(builder) {
      builder.onResolve({ filter: /^node:/ }, ({ path }) =>
        Object.hasOwn(nodeModules, path) ? { path: join(web, 'node', `${nodeModules[path]}.ts`) } : undefined,
      );
      builder.onResolve({ filter: /^\..*\.js$/ }, ({ path, resolveDir }) => {
        const name = join(resolveDir, path).slice(join(root, 'server/src/').length).replace(/\.js$/, '');
        const replaced = name.replaceAll('\\', '/');
        return Object.hasOwn(serverModules, replaced)
          ? { path: join(web, 'instead', `${serverModules[replaced]}.ts`) }
          : undefined;
      });
    },
  };
}

/** Returns the esbuild options that all bundles for browsers share. */
export function browserOptions(root) {
  return {
    absWorkingDir: root,
    bundle: true,
    platform: 'browser',
    target: 'es2022',
    minify: true,
    legalComments: 'none',
    metafile: true,
    logLevel: 'warning',
  };
}

/** Returns the esbuild options for server code: `__dirname` is a folder without files. */
export function serverInBrowser(root) {
  return {
    ...browserOptions(root),
    format: 'iife',
    define: { __dirname: '"/"', global: 'globalThis' },
    inject: [join(root, 'server/src/web/node/globals.ts')],
    plugins: [replaceForBrowsers(root)],
  };
}

/** Returns the bundles of the extension for browsers. */
export function webBundles(root) {
  return [
    {
      ...serverInBrowser(root),
      entryPoints: ['server/src/web/main.ts'],
      outfile: 'server/dist/web/server.js',
    },
    {
      ...browserOptions(root),
      entryPoints: ['client/src/web/extension.ts'],
      outfile: 'client/dist/web/extension.js',
      format: 'cjs',
      external: ['vscode'],
    },
  ];
}

/** Returns the replaced modules, to check that each of them exists. */
export function replacedModules() {
  return Object.keys(serverModules).map((name) => `${name}.ts`);
}
