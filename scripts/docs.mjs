/**
 * `npm run docs`: builds the documentation site in `site/dist`, with the playground, and fails on dead links.
 * `npm run docs -- dev` serves it and rebuilds on changes. The packages of `site` are installed on first use.
 */
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { root, run, setUpPackages } from './setup.mjs';

const folder = join(root, 'site');
const command = process.argv[2] ?? 'build';
if (!['build', 'dev', 'preview'].includes(command)) {
  console.error(`docs: unknown command "${command}"; use build, dev or preview`);
  process.exit(2);
}

setUpPackages();
const installed = join(folder, 'node_modules/.package-lock.json');
if (
  !existsSync(installed) ||
  statSync(installed).mtimeMs < statSync(join(folder, 'package-lock.json')).mtimeMs
) {
  run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: folder });
}
run(process.execPath, ['scripts/generate.mjs']);
run(process.execPath, [join(folder, 'node_modules/vitepress/bin/vitepress.js'), command], { cwd: folder });
if (command === 'build')
  run(process.execPath, ['scripts/playground.mjs', '--into', join(folder, 'dist/playground/index.html')]);
