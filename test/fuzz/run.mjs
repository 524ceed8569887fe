/**
 * `npm run fuzz -- MINUTES [--seed N] [--target NAME]…`: bundles the fuzzer, since it imports TypeScript, and
 * runs it.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'rulewright-fuzz-'));
const outfile = join(folder, 'fuzz.cjs');
try {
  await build({
    entryPoints: [join(root, 'test/fuzz/fuzz.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    logLevel: 'warning',
    // Helpers find the checkout by their location; nothing in this run calls them.
    define: { 'import.meta.url': '"file:///unknown"' },
  });
  process.exitCode = createRequire(import.meta.url)(outfile).main(process.argv.slice(2), root);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
