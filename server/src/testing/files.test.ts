import { execFileSync } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { canLink, hasPipes } from '../../../test/helpers/links.js';
import { createWorkspace, type TestWorkspace } from '../../../test/helpers/workspace.js';
import { isTestFile, rulePathOf, testFileOf, whyNotRead } from './files.js';

let workspace: TestWorkspace;
const path = (file: string): string => `${workspace.folder}/${file}`;

beforeEach(() => {
  workspace = createWorkspace({
    'project/.git/HEAD': '',
    'project/rules/a.toml': '',
    'project/rules/deep/b.toml': '',
    'project/..dots/c.toml': '',
    'outside/d.toml': '',
  });
});
afterEach(() => workspace.remove());

describe('a file that a test file names', () => {
  it.each([
    ['a.toml', undefined],
    ['deep/b.toml', undefined],
    ['../rules/a.toml', undefined],
    ['../..dots/c.toml', undefined],
    ['nowhere.toml', undefined],
    ['../../outside/d.toml', '"../../outside/d.toml" is outside the project, so it is not read'],
    ['../../outside/nowhere.toml', '"../../outside/nowhere.toml" is outside the project, so it is not read'],
    ['/dev/zero', '"/dev/zero" is absolute; name the file relative to the test file'],
    ['deep', '"deep" is not a file'],
    ['a.toml/x', '"a.toml/x" cannot be read: part of the path is a file, not a folder'],
    ['a\0b', '"a\0b" cannot be read: the path contains a null character'],
    ['n'.repeat(300), `"${'n'.repeat(300)}" cannot be read: the name is too long`],
  ])('%s: %s', (named, reason) => {
    expect(whyNotRead(path('project/rules/x.tests.yaml'), named)).toBe(reason);
  });

  it.runIf(canLink)('is not read through a link that leads outside', () => {
    symlinkSync(path('outside/d.toml'), path('project/rules/link.toml'));
    expect(whyNotRead(path('project/rules/x.tests.yaml'), 'link.toml')).toMatch(/is outside/);
  });

  it.runIf(canLink)('is not read in another project that a link to a folder leads to', () => {
    workspace.write('outside/.git/HEAD', '');
    workspace.write('outside/e.tests.yaml', '');
    symlinkSync(path('outside'), path('project/rules/v'));
    expect(whyNotRead(path('project/rules/x.tests.yaml'), 'v/d.toml')).toMatch(/is outside/);
    expect(whyNotRead(path('project/rules/v/e.tests.yaml'), 'd.toml')).toMatch(/is outside/);
  });

  it.runIf(canLink)('is not a loop of links', () => {
    symlinkSync('loop', path('project/rules/loop'));
    expect(whyNotRead(path('project/rules/x.tests.yaml'), 'loop')).toBe(
      '"loop" cannot be read: it is a loop of symbolic links',
    );
  });

  it.runIf(hasPipes)('is not a pipe', () => {
    execFileSync('mkfifo', [path('project/rules/pipe')]);
    expect(whyNotRead(path('project/rules/x.tests.yaml'), 'pipe')).toBe('"pipe" is not a file');
  });

  it('is found by way of a link to the project', () => {
    symlinkSync(path('project'), path('linked'), 'junction');
    for (const named of ['a.toml', 'nowhere.toml'])
      for (const project of [path('linked'), undefined])
        expect(whyNotRead(path('linked/rules/x.tests.yaml'), named, project)).toBeUndefined();
  });
});

describe('endings', () => {
  it.each([
    ['a.tests.yaml', true],
    ['A.TESTS.YML', true],
    ['a.Tests.Json', true],
    ['a.yaml', false],
  ])('%s: %s', (name, expected) => {
    expect(isTestFile(name)).toBe(expected);
  });

  it.each([
    ['a.toml', 'a.tests.yaml'],
    ['b.TOML', 'b.tests.json'],
    ['c.toml', 'c.TESTS.YAML'],
    ['d.TOML', 'd.TESTS.YML'],
  ])('%s and %s belong together', (rule, tests) => {
    workspace.write(rule, '');
    workspace.write(tests, '');
    expect(testFileOf(path(rule))).toBe(path(tests));
    expect(rulePathOf(path(tests), undefined)).toBe(path(rule));
  });
});
