/**
 * `npm run release -- VERSION`: sets the version, moves the unreleased changes of CHANGELOG.md under it,
 * builds the `.vsix` and the npm tarball, commits and tags. It asks no questions and pushes nothing.
 * `--dry-run` checks everything and changes nothing, `--no-packages` skips building the two files.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { root, tryRun } from './setup.mjs';

const changedFiles = ['package.json', 'package-lock.json', 'CHANGELOG.md'];

function fail(message) {
  console.error(`release: ${message}`);
  process.exit(1);
}

function git(...args) {
  const { status, stdout, stderr } = spawnSync('git', args, { cwd: root, encoding: 'utf8' });
  if (status !== 0) fail(`git ${args[0]} failed: ${stderr.trim()}`);
  return stdout.trim();
}

const read = (file) => readFileSync(join(root, file), 'utf8');

/** Compares versions: negative if `a` is earlier than `b`, positive if it is later. */
function compareVersions(a, b) {
  const [first, second] = [a, b].map((one) => one.split('.').map(Number));
  return first.map((part, index) => part - second[index]).find((difference) => difference !== 0) ?? 0;
}

/** Returns CHANGELOG.md with the unreleased changes below the new version. */
function releasedChangelog(version) {
  const text = read('CHANGELOG.md');
  const [, unreleased] = /^## Unreleased\n([\s\S]*?)(?=^## |(?![\s\S]))/m.exec(text) ?? [];
  if (unreleased === undefined) fail('CHANGELOG.md has no section "## Unreleased"');
  if (!/^[-*] /m.test(unreleased)) fail('CHANGELOG.md says of no change since the last release');
  const date = new Date().toISOString().slice(0, 10);
  return text.replace(/^## Unreleased\n/m, `## Unreleased\n\n## ${version} - ${date}\n`);
}

/** Returns a manifest or lock file with only the version replaced. */
function withVersion(file, old, version) {
  const text = read(file);
  // The first is the package's own version; a lock file repeats it in the entry of the root folder.
  const count = file === 'package-lock.json' ? 2 : 1;
  let found = 0;
  const changed = text.replaceAll(`"version": "${old}"`, (written) =>
    ++found <= count ? `"version": "${version}"` : written,
  );
  if (found < count) fail(`${file} does not have the version ${old}`);
  return changed;
}

const { values: flags, positionals } = (() => {
  try {
    return parseArgs({
      allowPositionals: true,
      options: { 'dry-run': { type: 'boolean' }, 'no-packages': { type: 'boolean' } },
    });
  } catch (error) {
    return fail(error.message);
  }
})();
const [version, ...rest] = positionals;
if (version === undefined || rest.length > 0)
  fail('usage: npm run release -- VERSION [--dry-run] [--no-packages]');
if (!/^(?:0|[1-9]\d*)(?:\.(?:0|[1-9]\d*)){2}$/.test(version))
  fail(`"${version}" is not a version such as 1.2.3; a VS Code extension has no other form`);
const { version: old, name } = JSON.parse(read('package.json'));
if (compareVersions(version, old) < 0) fail(`${version} is earlier than ${old}`);
const tag = `v${version}`;
if (git('tag', '--list', tag) !== '') fail(`the tag ${tag} exists already`);
const dirty = git('status', '--porcelain', '--untracked-files=no');
if (dirty !== '') fail(`commit or undo your changes first:\n${dirty}`);
const texts = {
  'package.json': withVersion('package.json', old, version),
  'package-lock.json': withVersion('package-lock.json', old, version),
  'CHANGELOG.md': releasedChangelog(version),
};

const packages = flags['no-packages'] ? [] : [`${name}-${version}.vsix`, `${name}-${version}.tgz`];
if (flags['dry-run']) {
  const lines = [
    `would change ${changedFiles.join(', ')}`,
    ...packages.map((file) => `would build ${file}`),
    `would commit "Release ${version}" and tag it ${tag}`,
  ];
  console.log(lines.join('\n'));
  process.exit(0);
}

for (const [file, text] of Object.entries(texts)) writeFileSync(join(root, file), text);
if (packages.length > 0) {
  // Building the extension removes the declarations, so the library is built after it.
  const steps = [
    [process.execPath, ['scripts/package.mjs']],
    [process.execPath, ['scripts/build.mjs']],
    ['npm', ['pack', '--ignore-scripts', '--loglevel=error']],
  ];
  const failed = steps.find(([program, args]) => tryRun(program, args) !== 0);
  const missing = packages.filter((file) => !existsSync(join(root, file)));
  if (failed || missing.length > 0) {
    git('checkout', '--', ...changedFiles);
    fail(failed ? `${failed[1][0]} failed; nothing is released` : `${missing.join(', ')} was not built`);
  }
}
git('add', ...changedFiles);
git('commit', '--quiet', '--message', `Release ${version}`);
git('tag', '--annotate', tag, '--message', `Release ${version}`);
console.log(`${[...packages, `tag ${tag}`].join('\n')}
Nothing was pushed: git push --follow-tags`);
