import { build } from 'esbuild';
import { root } from './generators.mjs';

/** What a TypeScript module exports; `file` is relative to the root of the checkout. */
export async function loadModule(file) {
  const { outputFiles } = await build({
    entryPoints: [file],
    absWorkingDir: root,
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    logLevel: 'error',
  });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`);
}
