import path from 'node:path';
import { build } from 'esbuild';
import { cacheFolder, editorFolder } from './setup.mjs';

/** Bundles the suite into the module that VS Code's test runner loads, and returns its path. */
export async function bundleSuite() {
  const outfile = path.join(cacheFolder, 'suite/index.cjs');
  await build({
    entryPoints: [path.join(editorFolder, 'suite/index.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    external: ['vscode', 'mocha'],
    sourcemap: 'inline',
    logLevel: 'warning',
  });
  return outfile;
}
