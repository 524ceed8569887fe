/**
 * `npm run bench`: runs all benchmarks on the output of `npm run build`. A name runs one: `npm run bench --
 * lint`.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const benches = {
  lsp: ['lsp-bench.mjs', 'lsp-workspace-bench.mjs', 'lsp-limits-bench.mjs'],
  lint: ['lint-bench.mjs'],
  evaluate: ['evaluate-bench.mjs', 'esql-bench.mjs'],
  rules: ['rule-set-bench.mjs'],
  backtest: ['backtest-bench.mjs'],
  patterns: ['patterns-bench.mjs'],
  mutate: ['mutate-bench.mjs'],
};
const root = fileURLToPath(new URL('../..', import.meta.url));
if (!existsSync(`${root}/server/dist/cli.js`))
  spawnSync(process.execPath, ['scripts/build.mjs', '--no-types'], { cwd: root, stdio: 'inherit' });

const [chosen, ...args] = process.argv.slice(2);
if (chosen !== undefined && !(chosen in benches)) {
  console.error(`there is no bench "${chosen}"; the options are ${Object.keys(benches).join(', ')}`);
  process.exit(2);
}
for (const [name, files] of Object.entries(benches)) {
  if (chosen !== undefined && chosen !== name) continue;
  console.log(`\n== ${name}`);
  for (const file of files) {
    const { status } = spawnSync(process.execPath, [fileURLToPath(new URL(file, import.meta.url)), ...args], {
      stdio: 'inherit',
    });
    if (status !== 0) process.exitCode = 1;
  }
}
