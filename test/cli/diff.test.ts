import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createWorkspace, type TestWorkspace } from '../helpers/workspace.js';
import { runCli, runJson } from './run-cli.js';
import { rule } from './sample-files.js';

interface Report {
  readonly rules: readonly {
    readonly rule: string;
    readonly status: string;
    readonly formattingOnly: boolean;
    readonly structure: readonly { readonly key: string }[];
    readonly logic: string;
    readonly witnesses: Readonly<Record<'gained' | 'lost', readonly object[]>>;
    readonly verdicts: Readonly<Record<'gained' | 'lost', readonly object[]>>;
    readonly upstream?: object;
  }[];
}

/** Runs git without the user's settings. */
function git(folder: string, ...args: readonly string[]): void {
  const identity = ['-c', 'user.name=Test', '-c', 'user.email=test@example.org'];
  execFileSync('git', [...identity, ...args], {
    cwd: folder,
    env: { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
}

const written = (name: string, number: number, query: string): string =>
  rule({ name, id: `${number}f7f0e0a-3d3a-4f55-9d4e-0c3f9a6d7b0${number}`, query });
const one = written('One', 1, 'process where process.name == "a"');
const two = written('Two', 2, 'process where process.name == "a"');

let workspace: TestWorkspace;
const json = (...args: readonly string[]): Promise<Report> =>
  runJson<Report>(['diff', ...args], 0, { cwd: workspace.folder });

describe('diff against a commit', () => {
  beforeAll(() => {
    workspace = createWorkspace({
      'rules/one.toml': one,
      'rules/two.toml': two,
      'rules/one.tests.yaml':
        'tests:\n  - name: b\n    events: [{event.category: process, process.name: b}]\n    expect: alert\n',
      'rules/fixtures/events.ndjson': '{"event.category":"process","process.name":"b"}\n',
    });
    git(workspace.folder, 'init', '-q', '-b', 'main');
    git(workspace.folder, 'add', '.');
    git(workspace.folder, 'commit', '-q', '-m', 'Rules');
  });
  afterAll(() => workspace.remove());
  beforeEach(() => {
    git(workspace.folder, 'reset', '-q', '--hard');
    git(workspace.folder, 'clean', '-qfd');
  });

  test('prints nothing if nothing changed', async () => {
    expect((await json()).rules).toEqual([]);
    expect((await runCli(['diff'], { cwd: workspace.folder })).stdout).toBe('no rules differ\n');
  });

  test('shows what is proved, events that show it, tests and fixtures', async () => {
    workspace.write('rules/one.toml', one.replace('== "a"', 'in ("a", "b")'));
    const { rules } = await json();
    expect(rules).toMatchObject([
      {
        rule: 'rules/one.toml',
        status: 'changed',
        formattingOnly: false,
        structure: [{ key: 'rule.query' }],
        logic: 'wider',
        witnesses: {
          gained: [
            {
              events: [{ event: { category: 'process' }, process: { name: 'b' } }],
              decidedBy: 'process.name == "a"',
            },
          ],
          lost: [],
        },
        verdicts: {
          gained: [{ test: 'b', before: 0, after: 1 }, { event: 'rules/fixtures/events.ndjson:1' }],
          lost: [],
        },
      },
    ]);
  });

  test('a rule that is new, gone or moved', async () => {
    workspace.write('rules/three.toml', written('Three', 3, 'process where process.name == "c"'));
    workspace.write('moved/one.toml', one);
    git(workspace.folder, 'rm', '-q', 'rules/one.toml', 'rules/two.toml');
    const { rules } = await json('HEAD');
    expect(rules.map(({ rule: path, status, logic }) => [path, status, logic])).toEqual([
      ['moved/one.toml', 'same', 'equal'],
      ['rules/three.toml', 'added', 'wider'],
      ['rules/two.toml', 'removed', 'narrower'],
    ]);
  });

  test('a rule that would not load, and one that is emptied', async () => {
    workspace.write('rules/one.toml', `${one}\nx = = "\n`);
    workspace.write('rules/two.toml', '\n');
    const broken = await runCli(['diff'], { cwd: workspace.folder });
    expect(broken.code).toBe(2);
    expect(broken.stdout).toContain('not compared: the new version cannot be read as TOML');
    expect(broken.stdout).toMatch(/Two {2}removed/);
    expect(broken.stdout).toContain('1 not compared');
  });

  test('a file whose time alone has changed is not shown', async () => {
    workspace.write('rules/one.toml', one);
    expect((await json()).rules).toEqual([]);
  });

  test('a rule that moves into or out of the compared folder is still the same rule', async () => {
    workspace.write('other/one.toml', one);
    git(workspace.folder, 'rm', '-q', 'rules/one.toml');
    expect((await json('HEAD', 'other')).rules).toMatchObject([{ rule: 'other/one.toml', status: 'same' }]);
    expect((await json('HEAD', 'rules')).rules).toEqual([]);
  });

  test('a removed path names what was there', async () => {
    git(workspace.folder, 'rm', '-q', 'rules/two.toml');
    expect((await json('rules/two.toml')).rules).toMatchObject([
      { rule: 'rules/two.toml', status: 'removed' },
    ]);
  });

  test('paths choose rules', async () => {
    workspace.write('rules/one.toml', `${one}\n# a comment\n`);
    workspace.write('rules/two.toml', `${two}\n# a comment\n`);
    const { rules } = await json('HEAD', 'rules/two.toml');
    expect(rules).toMatchObject([{ rule: 'rules/two.toml', formattingOnly: true, logic: 'equal' }]);
  });

  test('as a comment: nothing in a name is markup, a link or a mention', async () => {
    const hostile = '<img src=x> [a](http://b) @all | `c`';
    workspace.write('rules/one.toml', one.replace('"One"', `"${hostile}"`).replace('== "a"', '== "b"'));
    const { stdout, code } = await runCli(['diff', '--format', 'markdown'], { cwd: workspace.folder });
    expect(code).toBe(0);
    expect(stdout).toMatch(/^<!-- rulewright diff -->\n### 1 rule changed, 1 in its alerts\n/);
    expect(stdout).toContain('**overlapping**');
    const outsideCode = stdout.replace(/``.*?``|`[^`]*`|<code>[^<]*<\/code>/g, '');
    expect(outsideCode).not.toMatch(/<img|\]\(http|@all/);
  });

  test('as annotations of a workflow', async () => {
    workspace.write('rules/one.toml', one.replace('== "a"', 'in ("a", "b")'));
    const { stdout } = await runCli(['diff', '--format', 'github'], { cwd: workspace.folder });
    expect(stdout).toMatch(/^::notice file=rules\/one\.toml,line=\d+,col=\d+.*title=changed-alerts::wider/);
  });

  test('a commit that nobody knows, and no repository', async () => {
    const unknown = await runCli(['diff', 'nothing'], { cwd: workspace.folder });
    expect(unknown).toMatchObject({ code: 2, stdout: '' });
    expect(unknown.stderr).toContain('no common ancestor with "nothing"');
  });
});

test('two files, and two folders by rule_id', async () => {
  workspace = createWorkspace({
    'old/a.toml': one,
    'new/b.toml': one.replace('== "a"', '== "b"'),
    'new/c.toml': two,
  });
  expect((await json('old/a.toml', 'new/b.toml')).rules).toMatchObject([
    { rule: 'new/b.toml', logic: 'overlapping' },
  ]);
  expect((await json('old', 'new')).rules).toMatchObject([
    { rule: 'new/b.toml', status: 'changed' },
    { rule: 'new/c.toml', status: 'added' },
  ]);
  workspace.remove();
});

test('an update of a customized rule: who changed what since the common version', async () => {
  workspace = createWorkspace({ 'upstream/rules/one.toml': one });
  const upstream = `${workspace.folder}/upstream`;
  git(upstream, 'init', '-q', '-b', 'main');
  git(upstream, 'add', '.');
  git(upstream, 'commit', '-q', '-m', 'One');
  const update = one.replace('risk_score = 21', 'risk_score = 99').replace('== "a"', 'in ("a", "b")');
  workspace.write('upstream/rules/one.toml', update);
  git(upstream, 'commit', '-q', '-a', '-m', 'Two');
  const own = one.replace('severity = "low"', 'severity = "critical"').replace('== "a"', '== "c"');
  workspace.write('ours/one.toml', own);
  const { rules } = await json('--upstream', 'upstream', 'ours');
  expect(rules).toMatchObject([
    {
      rule: 'ours/one.toml',
      upstream: {
        base: expect.stringMatching(/^[0-9a-f]{12} of upstream\/rules\/one\.toml$/),
        ours: ['rule.severity'],
        theirs: ['rule.risk_score'],
        conflicts: ['rule.query'],
      },
    },
  ]);
  workspace.remove();
});
