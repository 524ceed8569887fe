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
    // Some packages are CommonJS and ask for modules of Node.
    banner: {
      js: `import { createRequire } from 'node:module'; const require = createRequire(${JSON.stringify(root)});`,
    },
  });
  try {
    return await import(
      `data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`
    );
  } catch (error) {
    // The trace would hold the whole module.
    throw new Error(`${file} cannot be loaded: ${error.message}`);
  }
}
