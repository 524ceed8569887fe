import { execFile, execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { parse } from 'yaml';
import { rule } from '../cli/sample-files.js';
import { root } from '../helpers/shared.js';
import { createWorkspace, type TestWorkspace } from '../helpers/workspace.js';

const run = promisify(execFile);

interface Asked {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly token: string | undefined;
  readonly body: string;
}

interface Comment {
  readonly id: number;
  readonly user: { readonly type: string };
  readonly body: string;
}

/** Starts a fake GitHub with the comments of one pull request; `status` is its answer to writing. */
async function fakeGithub(comments: readonly Comment[], status = 200) {
  const asked: Asked[] = [];
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    let body = '';
    for await (const chunk of request) body += chunk;
    const { method, url, headers } = request;
    asked.push({ method, url, token: headers.authorization, body });
    response.writeHead(method === 'GET' ? 200 : status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(method === 'GET' ? comments : {}));
  };
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { asked, api: `http://127.0.0.1:${port}`, close: () => server.close() };
}

let workspace: TestWorkspace;

function git(...args: readonly string[]): void {
  const identity = ['-c', 'user.name=Test', '-c', 'user.email=test@example.org'];
  execFileSync('git', [...identity, ...args], {
    cwd: workspace.folder,
    env: { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' },
    stdio: 'ignore',
  });
}

const of = (query: string): string =>
  rule({ name: 'One', id: '1f7f0e0a-3d3a-4f55-9d4e-0c3f9a6d7b01', query });

beforeEach(() => {
  workspace = createWorkspace({
    'rules/one.toml': of('process where process.name == "a"'),
    'rules/one.tests.yaml':
      'tests:\n  - name: a\n    events: [{event.category: process, process.name: a}]\n    expect: alert\n',
    'event.json': '{"pull_request": {"number": 7}}',
  });
  git('init', '-q', '-b', 'main');
  git('add', '.');
  git('commit', '-q', '-m', 'Rules');
  workspace.write('rules/one.toml', of('process where process.name in ("a", "b")'));
});
afterEach(() => workspace.remove());

/** Runs the action as a workflow does; returns its exit code and output. */
async function runAction(api: string, more: Readonly<Record<string, string>> = {}) {
  const env = {
    ...process.env,
    RULEWRIGHT_BASE: 'HEAD',
    RULEWRIGHT_TOKEN: 'secret-token',
    GITHUB_API_URL: api,
    GITHUB_REPOSITORY: 'team/rules',
    GITHUB_EVENT_PATH: join(workspace.folder, 'event.json'),
    GITHUB_STEP_SUMMARY: join(workspace.folder, 'summary.md'),
    ...more,
  };
  try {
    const script = join(root, 'scripts/action/run.mjs');
    const { stdout, stderr } = await run(process.execPath, [script], { cwd: workspace.folder, env });
    return { code: 0, stdout, stderr };
  } catch (error) {
    return error as { readonly code: number; readonly stdout: string; readonly stderr: string };
  }
}

test('writes one comment with lint, tests, proof and differences, and the summary of the job', async () => {
  const github = await fakeGithub([]);
  const { code, stdout } = await runAction(github.api);
  github.close();
  expect(code).toBe(0);
  expect(github.asked.map(({ method, url }) => `${method} ${url}`)).toEqual([
    'GET /repos/team/rules/issues/7/comments?per_page=100&page=1',
    'POST /repos/team/rules/issues/7/comments',
  ]);
  const { body } = JSON.parse(github.asked[1]!.body) as { body: string };
  expect(body).toMatch(/^<!-- rulewright diff -->/);
  expect(body).toContain('**Tests** 1 passed');
  expect(body).toContain('no test notices a rule that');
  expect(body).toContain('**wider**');
  expect(readFileSync(join(workspace.folder, 'summary.md'), 'utf8')).toBe(body);
  expect(stdout).not.toContain('secret-token');
});

test('replaces only its own earlier comment', async () => {
  const body = '<!-- rulewright diff -->\nearlier';
  const github = await fakeGithub([
    { id: 1, user: { type: 'User' }, body },
    { id: 2, user: { type: 'Bot' }, body },
  ]);
  await runAction(github.api);
  github.close();
  expect(github.asked.at(-1)).toMatchObject({ method: 'PATCH', url: '/repos/team/rules/issues/comments/2' });
});

test('a token without write access is reported and fails nothing', async () => {
  const github = await fakeGithub([], 403);
  const { code, stdout } = await runAction(github.api);
  github.close();
  expect(code).toBe(0);
  expect(stdout).toContain('::warning title=rulewright::the comment was not written: GitHub answers 403');
});

test('a test that fails and a score that is too low fail the check', async () => {
  const github = await fakeGithub([]);
  expect((await runAction(github.api, { RULEWRIGHT_MIN_SCORE: '90' })).code).toBe(1);
  workspace.write('rules/one.toml', of('process where process.name == "c"'));
  expect((await runAction(github.api)).code).toBe(1);
  github.close();
  expect(JSON.parse(github.asked.at(-1)!.body).body).toContain('**1 failed**');
});

test('the action hands inputs over as variables only', () => {
  const action = parse(readFileSync(join(root, 'action.yml'), 'utf8')) as {
    readonly inputs: object;
    readonly runs: { readonly steps: readonly { readonly run?: string; readonly env?: object }[] };
  };
  const { steps } = action.runs;
  for (const { run: command = '' } of steps) expect(command).not.toContain('${{');
  const given = Object.values(steps.at(-1)?.env ?? {}).map(
    (value) => /inputs\.([\w-]+)/.exec(String(value))?.[1],
  );
  expect(given.sort()).toEqual(Object.keys(action.inputs).sort());
});
