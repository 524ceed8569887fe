import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { type FakeKibana, type FakeKibanaOptions, startKibana } from '../helpers/fake-stack/kibana.js';
import { fakeKey as key, ruleText } from '../helpers/fake-stack/rule-text.js';
import { createWorkspace, type TestWorkspace } from '../helpers/workspace.js';
import { type CliResult, runCli } from './run-cli.js';

const rule = (name: string, id: string, query: string): string =>
  ruleText({ name, id, query, from: 'now-9m' }).replace('"Looks for it."', '"Looks for it." # why');

const ids = ['11111111-1111-4111-8111-111111111111', '22222222-2222-4222-8222-222222222222'] as const;

const remote = (name: string, id: string, more: Record<string, unknown> = {}) => ({
  rule_id: id,
  name,
  description: 'Looks for it.',
  author: ['A'],
  from: 'now-9m',
  index: ['logs-*'],
  language: 'kuery',
  license: 'L',
  risk_score: 21,
  severity: 'low',
  type: 'query',
  query: 'process.name : "cat"\n',
  ...more,
});

interface Project {
  readonly kibana: FakeKibana;
  readonly workspace: TestWorkspace;
  state(...args: string[]): Promise<CliResult>;
  read(file: string): string;
}

const open: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

async function project(
  files: Readonly<Record<string, string>>,
  options: FakeKibanaOptions = {},
): Promise<Project> {
  const kibana = await startKibana({ key, ...options });
  const workspace = createWorkspace({ '.rulewright.yaml': 'profile: default\n', ...files });
  open.push(kibana.close, workspace.remove);
  const env = { RULEWRIGHT_KIBANA_URL: kibana.url, RULEWRIGHT_API_KEY: key };
  return {
    kibana,
    workspace,
    state: (...args) => runCli(['state', ...args, '--on', 'environment'], { cwd: workspace.folder, env }),
    read: (file) => readFileSync(join(workspace.folder, file), 'utf8'),
  };
}

const file = 'rules/cat.toml';
const dog = 'rules/dog.toml';
const cat = rule('Cat', ids[0], 'process.name : "cat"');

describe('state push', () => {
  test('shows the planned changes, then applies them, then has nothing to do', async () => {
    const { kibana, state } = await project({ [file]: cat });
    const dry = await state('push');
    expect(dry.stdout).toBe(
      'would create  rules/cat.toml\n\n1 rule: 1 would create\nnothing was written: pass --apply to write 1 change to environment\n',
    );
    expect(kibana.rules.size).toBe(0);
    expect(await state('push', '--apply')).toMatchObject({ code: 0, stderr: '' });
    expect(kibana.rules.get(ids[0])).toMatchObject({
      name: 'Cat',
      query: 'process.name : "cat"\n',
      from: 'now-9m',
    });
    expect((await state('push', '--apply')).stdout).toBe('1 rule: 1 the same\n');
    expect(kibana.seen.filter(({ method }) => method !== 'GET')).toHaveLength(1);
  });

  test('replaces local changes, and keeps values that the file does not set', async () => {
    const exceptions = [{ id: 'x', list_id: 'y', type: 'detection', namespace_type: 'single' }];
    const actions = [{ id: 'c', action_type_id: '.slack', params: {} }];
    const { kibana, workspace, state } = await project(
      { [file]: cat },
      { rules: [remote('Cat', ids[0], { exceptions_list: exceptions, actions, enabled: true })] },
    );
    expect((await state('pull')).stdout).toBe('1 rule: 1 the same\n');
    workspace.write(file, cat.replace('"cat"', '"dog"'));
    expect(await state('push', '--apply')).toMatchObject({ code: 0 });
    expect(kibana.rules.get(ids[0])).toMatchObject({
      query: 'process.name : "dog"\n',
      exceptions_list: exceptions,
      actions,
      enabled: true,
      revision: 1,
    });
  });

  test('does not overwrite an edit in Kibana, and saves it when it is forced to', async () => {
    const { kibana, workspace, state, read } = await project(
      { [file]: cat },
      { rules: [remote('Cat', ids[0])] },
    );
    await state('pull');
    kibana.edit(ids[0], { query: 'process.name : "lynx"\n' });
    workspace.write(file, cat.replace('"cat"', '"dog"'));
    const refused = await state('push', '--apply');
    expect(refused.code).toBe(1);
    expect(refused.stdout).toContain('it was changed both here and in Kibana');
    expect(kibana.rules.get(ids[0])?.query).toContain('lynx');
    expect(await state('push', '--apply', '--force')).toMatchObject({ code: 0 });
    expect(kibana.rules.get(ids[0])?.query).toContain('dog');
    const [saved] = readdirSync(join(workspace.folder, '.rulewright/replaced'));
    expect(read(`.rulewright/replaced/${saved}`)).toContain('lynx');
  });

  test('refuses rules with errors, and pushes the others', async () => {
    const broken = rule('Dog', ids[1], 'process.name : (');
    const { kibana, state } = await project({ [file]: cat, 'rules/dog.toml': broken });
    const result = await state('push', '--apply');
    expect(result.code).toBe(1);
    expect(result.stdout).toMatch(
      /created {2,}rules\/cat\.toml\nnot pushed {2,}rules\/dog\.toml\n.*it has an error: /,
    );
    expect([...kibana.rules.keys()]).toEqual([ids[0]]);
  });

  test('goes on after an interrupted push', async () => {
    const { kibana, state } = await project({
      [file]: cat,
      'rules/dog.toml': rule('Dog', ids[1], 'a : b'),
    });
    // The first is looked up and created, the second is looked up; then the key is revoked.
    const rules = /^\/api\/detection_engine\/rules$/;
    kibana.next(rules, { status: 404, body: {} }, { status: 401, body: { message: 'revoked' } });
    const first = await state('push', '--apply');
    expect(first.code).toBeGreaterThan(0);
    const second = await state('push', '--apply');
    expect(second.code).toBe(0);
    expect(kibana.rules.size).toBe(2);
  });

  test('deletes only with --prune, and only known rules', async () => {
    const { kibana, workspace, state } = await project(
      { [file]: cat },
      { rules: [remote('Cat', ids[0]), remote('Of the page', ids[1])] },
    );
    await state('pull', file);
    rmSync(join(workspace.folder, file));
    expect((await state('push', '--apply', '--prune')).stdout).toContain(
      'nothing is deleted: there are no rules in the project',
    );
    workspace.write('rules/other.toml', rule('Other', '33333333-3333-4333-8333-333333333333', 'a : b'));
    expect((await state('push', '--apply')).stdout).toContain('deleted here');
    expect(kibana.rules.size).toBe(3);
    await state('push', '--apply', '--prune');
    expect([...kibana.rules.keys()]).toEqual([ids[1], '33333333-3333-4333-8333-333333333333']);
  });

  test.each<[name: string, break_: (project: Project) => void, reason: string]>([
    [
      'a broken file',
      ({ workspace }) => workspace.write(dog, '[rule\n'),
      'rules/dog.toml cannot be read as a rule',
    ],
    [
      'a rule without a name',
      ({ workspace }) => workspace.write(dog, rule('', ids[1], 'a : b')),
      '1 file could not be read',
    ],
    ['an empty file', ({ workspace }) => workspace.write(dog, ''), 'rules/dog.toml cannot be read as a rule'],
    [
      'a link out of the project',
      ({ workspace }) => {
        rmSync(join(workspace.folder, dog));
        symlinkSync(tmpdir(), join(workspace.folder, 'rules/linked'));
      },
      'not all files were read',
    ],
  ])('deletes nothing when there is %s', async (_, breakFile, reason) => {
    const given = await project(
      { [file]: cat, [dog]: rule('Dog', ids[1], 'process.name : "cat"') },
      { rules: [remote('Cat', ids[0]), remote('Dog', ids[1])] },
    );
    await given.state('pull');
    breakFile(given);
    const result = await given.state('push', '--apply', '--prune');
    expect(result.code).toBeGreaterThan(0);
    expect(result.stdout).toContain(`nothing is deleted: ${reason}`);
    expect(given.kibana.rules.size).toBe(2);
  });

  test('knows nothing of a Kibana that it was not pulled from', async () => {
    const { workspace, state } = await project({ [file]: cat }, { rules: [remote('Cat', ids[0])] });
    await state('pull');
    const other = await startKibana({ key, rules: [remote('Cat', ids[0]), remote('Dog', ids[1])] });
    open.push(other.close);
    workspace.write(file, rule('Other', '33333333-3333-4333-8333-333333333333', 'a : b'));
    const env = { RULEWRIGHT_KIBANA_URL: other.url, RULEWRIGHT_API_KEY: key };
    await runCli(['state', 'push', '--apply', '--prune', '--on', 'environment'], {
      cwd: workspace.folder,
      env,
    });
    expect([...other.rules.keys()]).toEqual([ids[0], ids[1], '33333333-3333-4333-8333-333333333333']);
  });

  test('does not switch on a rule that someone has switched off', async () => {
    const enabled = cat.replace('from = ', 'enabled = true\nfrom = ');
    const { kibana, state } = await project(
      { [file]: enabled },
      { rules: [remote('Cat', ids[0], { enabled: true })] },
    );
    await state('pull');
    kibana.edit(ids[0], { enabled: false });
    const result = await state('push', '--apply');
    expect(result.stdout).toContain('it was changed in Kibana since the last pull');
    expect(kibana.rules.get(ids[0])?.enabled).toBe(false);
  });

  test('records what an interrupted push wrote, so that a later edit in Kibana is not lost', async () => {
    const { kibana, workspace, state } = await project({ [file]: cat }, { rules: [remote('Cat', ids[0])] });
    await state('pull');
    workspace.write(file, cat.replace('"cat"', '"dog"'));
    // As if the answer had been lost: Kibana has the change, the lock file does not.
    kibana.edit(ids[0], { query: 'process.name : "dog"\n' });
    expect((await state('push', '--apply')).stdout).toBe('1 rule: 1 the same\n');
    kibana.edit(ids[0], { query: 'process.name : "cat"\n' });
    expect((await state('push', '--apply')).stdout).toContain('it was changed in Kibana since the last pull');
    expect(kibana.rules.get(ids[0])?.query).toContain('cat');
  });

  test('goes on with a rule that was deleted to be created with another type', async () => {
    const actions = [{ id: 'c', action_type_id: '.slack', params: {} }];
    const { kibana, state } = await project(
      { [file]: cat },
      {
        rules: [
          remote('Cat', ids[0], {
            type: 'eql',
            language: 'eql',
            query: 'any where true',
            enabled: true,
            actions,
          }),
        ],
      },
    );
    // The first is looked up and deleted; then requests are refused.
    kibana.next(/rules$/, { body: kibana.rules.get(ids[0]) });
    const failing = state('push', '--apply', '--force', '--prune');
    const stop = setInterval(() => {
      if (kibana.rules.size > 0) return;
      clearInterval(stop);
      kibana.next(/rules$/, { status: 400, body: { status_code: 400, message: 'no' } });
    }, 1);
    const first = await failing;
    clearInterval(stop);
    if (first.code !== 0) {
      expect(first.stdout).toContain('the old rule was deleted, and the new one was not created');
      expect(await state('push', '--apply')).toMatchObject({ code: 0 });
    }
    expect(kibana.rules.get(ids[0])).toMatchObject({ type: 'query', enabled: true, actions });
  });

  test('says when a rule was changed in the same moment', async () => {
    const { kibana, workspace, state } = await project({ [file]: cat }, { rules: [remote('Cat', ids[0])] });
    await state('pull');
    workspace.write(file, cat.replace('"cat"', '"dog"'));
    const before = kibana.rules.get(ids[0]);
    kibana.next(/rules$/, { body: before }, { body: { ...before, revision: 2 } });
    expect((await state('push', '--apply')).stdout).toContain('it was changed in Kibana at the same moment');
  });

  test('writes nothing if it cannot record it', async () => {
    const { kibana, workspace, state } = await project({ [file]: cat });
    workspace.write('.rulewright', 'a file');
    expect(await state('push', '--apply')).toMatchObject({ code: 2 });
    expect(kibana.rules.size).toBe(0);
  });

  test('waits and looks again where Kibana has too many requests', async () => {
    const { kibana, state } = await project({ [file]: cat });
    const busy = { status: 429, body: { statusCode: 429, error: 'Too Many Requests', message: 'later' } };
    const none = { status: 404, body: { status_code: 404, message: 'not found' } };
    kibana.next(/rules$/, none, busy, none, busy);
    expect(await state('push', '--apply')).toMatchObject({ code: 0 });
    expect(kibana.rules.size).toBe(1);
  });

  test('leaves prebuilt rules alone', async () => {
    const prebuilt = remote('Cat', ids[0], {
      immutable: true,
      rule_source: { type: 'external' },
      query: 'x : y',
    });
    const { kibana, state } = await project({ [file]: cat }, { rules: [prebuilt] });
    expect((await state('push', '--apply', '--force')).stdout).toBe('1 rule: 1 prebuilt\n');
    expect(kibana.rules.get(ids[0])?.query).toBe('x : y');
  });

  test('changes the type of a rule only with --prune', async () => {
    const { kibana, state } = await project(
      { [file]: cat },
      { rules: [remote('Cat', ids[0], { type: 'eql', language: 'eql', query: 'any where true' })] },
    );
    expect((await state('push', '--apply', '--force')).stdout).toContain(
      'its type changes from eql to query',
    );
    await state('push', '--apply', '--force', '--prune');
    expect(kibana.rules.get(ids[0])).toMatchObject({ type: 'query' });
  });
});

describe('state pull', () => {
  test('edits files in place and creates those of new rules', async () => {
    const { kibana, state, read } = await project({ [file]: cat }, { rules: [remote('Cat', ids[0])] });
    await state('pull');
    kibana.edit(ids[0], { severity: 'high', risk_score: 73 });
    kibana.rules.set(ids[1], { ...kibana.rules.get(ids[0]), ...remote('Of the Page', ids[1]) });
    const result = await state('pull');
    expect(result).toMatchObject({ code: 0, stderr: '' });
    expect(read(file)).toContain('description = "Looks for it." # why');
    expect(read(file)).toContain('severity = "high"');
    expect(read('rules/of_the_page.toml')).toContain('name = "Of the Page"');
    expect((await state('diff')).stdout).toBe('2 rules: 2 the same\n');
  });

  test('ends where the pages of a server do not', async () => {
    const { kibana, state } = await project({});
    const data = Array.from({ length: 100 }, (_, number) => remote(`Rule ${number}`, `id-${number}`));
    const page = { body: { page: 1, perPage: 100, total: 1e9, data } };
    kibana.next(/_find$/, ...Array(50).fill(page));
    expect(await state('pull')).toMatchObject({ code: 0 });
    expect(kibana.seen.length).toBeLessThan(10);
  });

  test('creates no second file for a rule whose file is broken', async () => {
    const { workspace, state } = await project({ [file]: cat }, { rules: [remote('Cat', ids[0])] });
    workspace.write(file, `${cat}x = [\n`);
    const result = await state('pull');
    expect(result.code).toBeGreaterThan(0);
    expect(result.stdout).toContain('no file is created: 1 file could not be read');
    expect(readdirSync(join(workspace.folder, 'rules'))).toEqual(['cat.toml']);
  });

  test('leaves a file alone that was changed, too', async () => {
    const { kibana, workspace, state, read } = await project(
      { [file]: cat },
      { rules: [remote('Cat', ids[0])] },
    );
    await state('pull');
    kibana.edit(ids[0], { severity: 'high' });
    const own = cat.replace('"cat"', '"dog"');
    workspace.write(file, own);
    expect(await state('pull')).toMatchObject({ code: 1 });
    expect(read(file)).toBe(own);
    expect(await state('pull', '--force')).toMatchObject({ code: 0 });
    expect(read(file)).toContain('"cat"');
  });

  test('writes nothing outside of the folder for a rule with a hostile name or id', async () => {
    const { workspace, state } = await project(
      {},
      { rules: [remote('../../x', '../../../y', { threat: [] })] },
    );
    expect(await state('pull', '--force')).toMatchObject({ code: 0 });
    expect(readdirSync(workspace.folder).sort()).toEqual(['.rulewright', '.rulewright.yaml', 'x.toml']);
  });
});

test('a pull writes nothing through a link out of the project', async () => {
  const outside = mkdtempSync(join(tmpdir(), 'rulewright-outside-'));
  open.push(() => rmSync(outside, { recursive: true, force: true }));
  const { workspace, state } = await project({}, { rules: [remote('Cat', ids[0])] });
  symlinkSync(outside, join(workspace.folder, 'rules'));
  expect((await state('pull')).stdout).toContain('no file is created: not all files were read');
  workspace.write('export.ndjson', `${JSON.stringify(remote('Cat', ids[0]))}\n`);
  const imported = await runCli(['import', 'export.ndjson', '--to', 'rules'], { cwd: workspace.folder });
  expect(imported.stderr).toContain('rules is a link to a folder outside the project');
  expect(readdirSync(outside)).toEqual([]);
});

describe('state diff', () => {
  test('is the default, shows the lines that differ, and writes nothing', async () => {
    const { kibana, workspace, state } = await project(
      { [file]: cat },
      { rules: [remote('Cat', ids[0], { query: 'process.name : "lynx"\n' })] },
    );
    const result = await state();
    expect(result.code).toBe(1);
    expect(result.stdout).toContain('-process.name : "cat"\n+process.name : "lynx"\n');
    expect(result.stdout).toMatch(
      /changed in both {2}rules\/cat\.toml\n {17}query\n\n1 rule: 1 changed in both\n$/,
    );
    expect(existsSync(join(workspace.folder, '.rulewright'))).toBe(false);
    expect(kibana.seen.every(({ method }) => method === 'GET')).toBe(true);
  });
});
