import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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
 * Creates a folder with the extension for browsers and returns its path. It omits the Node.js bundles, since
 * VS Code would prefer them where a server is available.
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

const web = path.join(editorFolder, 'web');
const forBrowsers = {
  bundle: true,
  platform: 'browser',
  format: 'cjs',
  target: 'es2022',
  external: ['vscode'],
  logLevel: 'warning',
};

/**
 * Creates a folder with an extension that provides the sample workspace in an in-memory file system, and
 * returns its path.
 */
export async function memoryExtension() {
  const extension = path.join(cacheFolder, 'memory-extension');
  mkdirSync(extension, { recursive: true });
  const manifest = {
    name: 'memory',
    publisher: 'rulewright-tests',
    version: '1.0.0',
    engines: { vscode: '^1.100.0' },
    activationEvents: ['onFileSystem:vscode-vfs'],
    browser: './extension.js',
    extensionKind: ['web'],
    capabilities: { virtualWorkspaces: true, untrustedWorkspaces: { supported: true } },
  };
  writeFileSync(path.join(extension, 'package.json'), JSON.stringify(manifest));
  const workspace = path.join(editorFolder, 'workspace');
  const sampleFiles = Object.fromEntries(
    readdirSync(workspace, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.join(entry.parentPath, entry.name))
      .map((file) => [path.relative(workspace, file), readFileSync(file, 'utf8')]),
  );
  await build({
    ...forBrowsers,
    entryPoints: [path.join(web, 'memory/extension.ts')],
    outfile: path.join(extension, 'extension.js'),
    define: { sampleFiles: JSON.stringify(sampleFiles) },
  });
  return extension;
}

/**
 * Bundles a suite below `web` for the extension host of a browser, inside the extension: VS Code runs it in
 * the same host. Returns the path of the bundle.
 */
export async function bundleWebSuite(extension, name) {
  const suite = path.join(extension, `suite/${name}.js`);
  await build({
    ...forBrowsers,
    entryPoints: [path.join(web, `${name}.ts`)],
    outfile: suite,
    alias: {
      'node:assert/strict': path.join(web, 'assert.ts'),
      mocha: path.join(web, 'mocha.ts'),
      'mocha/mocha.js': path.join(editorFolder, 'node_modules/mocha/mocha.js'),
    },
  });
  return suite;
}
