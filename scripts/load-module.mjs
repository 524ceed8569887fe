import { build } from 'esbuild';
import { root } from './generators.mjs';

/** Loads a TypeScript module and returns its exports; `file` is relative to the root of the checkout. */
export async function loadModule(file) {
  const { outputFiles } = await build({
    entryPoints: [file],
    absWorkingDir: root,
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    logLevel: 'error',
    // Some packages are CommonJS and require Node.js modules.
    banner: {
      js: `import { createRequire } from 'node:module'; const require = createRequire(${JSON.stringify(root)});`,
    },
  });
  try {
    return await import(
      `data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`
    );
  } catch (error) {
    // The stack trace would contain the whole module.
    throw new Error(`${file} cannot be loaded: ${error.message}`);
  }
}
