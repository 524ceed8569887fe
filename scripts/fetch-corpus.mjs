/**
 * `npm run fetch:corpus`: downloads the rules that Elastic publishes, at one commit, into
 * `.reference/corpus`, for tests that compare with them. They are under the Elastic License 2.0 and are not
 * part of the project. Nothing else downloads them. `--from URL` and `--commit ID` name another repository
 * and commit, `--into FOLDER` another folder.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { root } from './setup.mjs';

const { values } = parseArgs({
  options: {
    from: { type: 'string', default: 'https://github.com/elastic/detection-rules' },
    commit: { type: 'string', default: '0592d6cfd2e57724b6ecf8da1a8aba8594d71716' },
    into: { type: 'string', default: join(root, '.reference/corpus') },
  },
});
const folders = ['rules', 'rules_building_block', 'detection_rules/etc'];
const target = resolve(values.into);
const unfinished = `${target}.unfinished`;

function fail(message) {
  rmSync(unfinished, { recursive: true, force: true });
  console.error(`fetch-corpus: ${message}`);
  process.exit(1);
}

function git(...args) {
  const { status, stderr, error } = spawnSync('git', args, { cwd: unfinished, encoding: 'utf8' });
  if (error) fail(`git is needed: ${error.message}`);
  if (status !== 0) fail(`git ${args[0]} failed: ${stderr.trim()}`);
}

if (existsSync(target)) fail(`${target} exists; remove it to fetch again`);
console.log(`fetching ${folders.join(', ')} of ${values.from} at ${values.commit} (Elastic License 2.0)`);
rmSync(unfinished, { recursive: true, force: true });
mkdirSync(unfinished, { recursive: true });
git('init', '--quiet');
git('remote', 'add', 'origin', values.from);
git('sparse-checkout', 'set', ...folders);
git('fetch', '--quiet', '--depth', '1', '--filter=blob:none', 'origin', values.commit);
git('checkout', '--quiet', 'FETCH_HEAD');
mkdirSync(dirname(target), { recursive: true });
renameSync(unfinished, target);
console.log(`${target} is ready; npm test uses it`);
