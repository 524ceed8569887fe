import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { cacheFolder, editorFolder, rootFolder } from './setup.mjs';

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

/**
 * Makes a folder with the extension as a browser has it, and returns its path. What is for Node.js is left out, as VS Code would
 * prefer it where a server is at hand.
 */
export function webExtension() {
  const extension = path.join(cacheFolder, 'web-extension');
  rmSync(extension, { recursive: true, force: true });
  mkdirSync(extension, { recursive: true });
  const { main: _main, ...manifest } = JSON.parse(
    readFileSync(path.join(rootFolder, 'package.json'), 'utf8'),
  );
  const webManifest = { ...manifest, type: 'commonjs', extensionKind: ['web'] };
  writeFileSync(path.join(extension, 'package.json'), JSON.stringify(webManifest));
  for (const folder of ['client/dist/web', 'server/dist/web', 'syntaxes', 'schemas', 'docs/images'])
    cpSync(path.join(rootFolder, folder), path.join(extension, folder), { recursive: true });
  return extension;
}

/** Bundles the suite for the extension host of a browser, inside the extension: VS Code runs it where that runs. */
export async function bundleWebSuite(extension) {
  const suite = path.join(extension, 'suite/index.js');
  const web = path.join(editorFolder, 'web');
  await build({
    entryPoints: [path.join(web, 'index.ts')],
    outfile: suite,
    bundle: true,
    platform: 'browser',
    format: 'cjs',
    target: 'es2022',
    external: ['vscode'],
    alias: {
      'node:assert/strict': path.join(web, 'assert.ts'),
      mocha: path.join(web, 'mocha.ts'),
      'mocha/mocha.js': path.join(editorFolder, 'node_modules/mocha/mocha.js'),
    },
    logLevel: 'warning',
  });
  return suite;
}
