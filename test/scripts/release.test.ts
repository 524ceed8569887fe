import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Clone, cloneCheckout, isCheckout } from '../helpers/clone.js';

const script = 'scripts/release.mjs';
const version = '90.1.2';
let clone: Clone;

beforeAll(() => {
  if (isCheckout) clone = cloneCheckout();
});
afterAll(() => clone?.remove());

const read = (file: string): string => readFileSync(join(clone.folder, file), 'utf8');

describe.runIf(isCheckout)('npm run release', () => {
  test.each([
    ['no version', [], 'usage'],
    ['another word', ['next'], 'is not a version'],
    ['a version that extensions cannot have', ['1.0.0-beta'], 'is not a version'],
    ['an earlier version', ['0.0.1'], 'is earlier than'],
    ['an unknown option', [version, '--push'], 'push'],
  ])('refuses %s', (_, args, message) => {
    const { status, output } = clone.run(script, ...args);
    expect(output).toContain(message);
    expect(status).toBe(1);
  });

  test('refuses uncommitted changes', () => {
    const readme = read('README.md');
    writeFileSync(join(clone.folder, 'README.md'), `${readme}\n`);
    const { status, output } = clone.run(script, version);
    writeFileSync(join(clone.folder, 'README.md'), readme);
    expect(output).toContain('commit or undo your changes');
    expect(status).toBe(1);
  });

  test('a dry run lists its steps, and changes nothing', () => {
    const before = clone.git('rev-parse', 'HEAD');
    const { status, output } = clone.run(script, version, '--dry-run');
    expect(output).toContain(`would build rulewright-${version}.vsix\nwould build rulewright-${version}.tgz`);
    expect(output).toContain(`tag it v${version}`);
    expect(status).toBe(0);
    expect(clone.git('status', '--porcelain')).toBe('');
    expect(clone.git('rev-parse', 'HEAD')).toBe(before);
    expect(clone.git('tag')).toBe('');
  });

  test('sets the version, moves the changes to it, commits and tags', () => {
    const old = JSON.parse(read('package.json')).version as string;
    const changelog = read('CHANGELOG.md');
    const { status, output } = clone.run(script, version, '--no-packages');
    expect(output).toContain('Nothing was pushed');
    expect(status).toBe(0);
    const lock = JSON.parse(read('package-lock.json'));
    expect(JSON.parse(read('package.json')).version).toBe(version);
    expect([lock.version, lock.packages[''].version]).toEqual([version, version]);
    // Only the lines with the version change.
    expect(clone.git('diff', '--numstat', 'HEAD~', '--', 'package.json', 'package-lock.json')).toBe(
      '2\t2\tpackage-lock.json\n1\t1\tpackage.json',
    );
    const heading = new RegExp(
      `^## Unreleased\n\n## ${version.replaceAll('.', '\\.')} - \\d{4}-\\d\\d-\\d\\d\n`,
      'm',
    );
    expect(read('CHANGELOG.md').replace(heading, '## Unreleased\n')).toBe(changelog);
    expect(clone.git('log', '-1', '--format=%s')).toBe(`Release ${version}`);
    expect(clone.git('rev-parse', `v${version}^{commit}`)).toBe(clone.git('rev-parse', 'HEAD'));
    expect(clone.git('status', '--porcelain')).toBe('');
    expect(old).not.toBe(version);
  });

  test('refuses a tag that exists, and a release without changes', () => {
    expect(clone.run(script, version).output).toContain(`the tag v${version} exists already`);
    expect(clone.run(script, '91.0.0').output).toContain('no change since the last release');
  });
});
