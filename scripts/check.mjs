/**
 * `npm run check`: checks types, lint and format, and dead code. It runs every check, so that one run reports
 * everything.
 */
import { setUpPackages, tryRun } from './setup.mjs';

setUpPackages();

const parts = [
  ['generated sources', 'scripts/generate.mjs', []],
  ['types', 'node_modules/typescript/bin/tsc', ['-p', '.']],
  ['types of the playground', 'node_modules/typescript/bin/tsc', ['-p', 'playground']],
  ['lint and format', 'node_modules/@biomejs/biome/bin/biome', ['check', '--error-on-warnings']],
  ['dead code', 'node_modules/knip/bin/knip.js', []],
];

let failed = 0;
for (const [name, file, args] of parts) {
  const status = tryRun(process.execPath, [file, ...args]);
  console.log(`${status === 0 ? '✓' : '✗'} ${name}`);
  if (status !== 0) failed++;
}
process.exit(failed === 0 ? 0 : 1);
