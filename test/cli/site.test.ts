import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { createWorkspace, type TestWorkspace } from '../helpers/workspace.js';
import { runCli } from './run-cli.js';
import { rule } from './sample-files.js';

let workspace: TestWorkspace;
beforeEach(() => {
  workspace?.remove();
  workspace = createWorkspace({
    'rules/a.toml': rule({
      name: 'First',
      id: '5f7f0e0a-3d3a-4f55-9d4e-0c3f9a6d7ca1',
      query: 'process where true',
    }),
    'rules/b.toml': rule({
      name: 'Second',
      id: '6f7f0e0a-3d3a-4f55-9d4e-0c3f9a6d7ca1',
      query: 'process where (',
    }),
    'rules/b.tests.yaml': 'tests: [',
    'full/own.txt': 'mine',
  });
});
afterAll(() => workspace.remove());

const run = (...args: string[]) => runCli(args, { cwd: workspace.folder });
const at = (...path: string[]): string => join(workspace.folder, ...path);

test('a page for each rule, also for one with a broken query or tests', async () => {
  const { code, stdout } = await run('site', 'rules', '--out', 'site');
  expect({ code, stdout }).toEqual({ code: 0, stdout: '2 rules in site; open site/index.html\n' });
  expect(readdirSync(at('site')).sort()).toEqual([
    '.rulewright-site',
    'data.html',
    'index.html',
    'rules',
    'tags.html',
    'techniques.html',
  ]);
  expect(readFileSync(at('site/rules/b.html'), 'utf8')).toContain('<h1>Second</h1>');
});

test('only pages of removed rules are deleted', async () => {
  await run('site', 'rules', '--out', 'site');
  rmSync(at('rules/b.toml'));
  writeFileSync(at('site/rules/own.html'), 'mine');
  writeFileSync(at('outside.html'), 'mine');
  writeFileSync(
    at('site/.rulewright-site'),
    `${readFileSync(at('site/.rulewright-site'), 'utf8')}../outside.html\n`,
  );
  expect((await run('site', 'rules', '--out', 'site')).stdout).toBe(
    '1 rule in site, 1 old page removed; open site/index.html\n',
  );
  expect([
    existsSync(at('site/rules/b.html')),
    existsSync(at('site/rules/own.html')),
    existsSync(at('outside.html')),
  ]).toEqual([false, true, true]);
});

test('the history is that of git', async () => {
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.org', ...args], {
      cwd: workspace.folder,
      env: {
        ...process.env,
        GIT_COMMITTER_DATE: '2026-01-31T10:00:00Z',
        GIT_AUTHOR_DATE: '2026-01-31T10:00:00Z',
      },
    });
  git('init', '-q');
  git('add', 'rules/a.toml');
  git('commit', '-qm', 'Add <the> rule');
  await run('site', 'rules', '--out', 'site');
  expect(readFileSync(at('site/rules/a.html'), 'utf8')).toContain(
    '<time datetime="2026-01-31">2026-01-31</time> Add &#60;the&#62; rule',
  );
  expect(readFileSync(at('site/rules/b.html'), 'utf8')).not.toContain('<time');
  await run('site', 'rules', '--out', 'site', '--no-history');
  expect(readFileSync(at('site/rules/a.html'), 'utf8')).not.toContain('<time');
});

test.each([
  ['site takes --out', ['site', 'rules']],
  [
    'full has files that do not belong to a site; pass an empty or new folder',
    ['site', 'rules', '--out', 'full'],
  ],
  ['--out takes a folder, and full/own.txt is a file', ['site', 'rules', '--out', 'full/own.txt']],
])('says what is wrong: %s', async (message, args) => {
  const { code, stderr } = await run(...args);
  expect(code).toBe(2);
  expect(stderr).toContain(message);
});

test('a link in the folder is not followed', async () => {
  await run('site', 'rules', '--out', 'site');
  rmSync(at('site/rules'), { recursive: true });
  symlinkSync(at('full'), at('site/rules'));
  const { code, stderr } = await run('site', 'rules', '--out', 'site');
  expect(code).toBe(2);
  expect(stderr).toContain('its folder is a link');
  expect(readdirSync(at('full'))).toEqual(['own.txt']);
});
