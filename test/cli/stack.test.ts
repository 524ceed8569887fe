import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { startElasticsearch } from '../helpers/fake-stack/elasticsearch.js';
import { type FakeKibana, type FakeKibanaOptions, startKibana } from '../helpers/fake-stack/kibana.js';
import { fakeKey as key, ruleText } from '../helpers/fake-stack/rule-text.js';
import type { FakeAnswer } from '../helpers/fake-stack/server.js';
import { createWorkspace } from '../helpers/workspace.js';
import { type CliResult, runCli } from './run-cli.js';

const rule = (name: string, id: string): string => `${ruleText({ name, id, query: 'a : b' })}
[[rule.related_integrations]]
package = "endpoint"
version = "^9.0.0"
`;

const open: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

interface Clone {
  readonly kibana: FakeKibana;
  readonly folder: string;
  run(...args: string[]): Promise<CliResult>;
}

/** Sets up a clone with a profile for a stack, on a machine with its own settings. */
async function clone(options: FakeKibanaOptions = {}): Promise<Clone> {
  const kibana = await startKibana({ key, space: 'security', ...options });
  const elasticsearch = await startElasticsearch({ key, version: options.version ?? '9.5.1' });
  const workspace = createWorkspace({
    'clone/.rulewright.yaml': `stacks:\n  production:\n    kibana: ${kibana.url}\n    elasticsearch: ${elasticsearch.url}\n    space: security\n`,
    'clone/rules/cat.toml': rule('Cat', '11111111-1111-4111-8111-111111111111'),
    'clone/rules/dog.toml': rule('Dog', '22222222-2222-4222-8222-222222222222'),
  });
  open.push(kibana.close, elasticsearch.close, workspace.remove);
  const env = { XDG_CONFIG_HOME: join(workspace.folder, 'settings'), RULEWRIGHT_API_KEY_PRODUCTION: key };
  const cwd = join(workspace.folder, 'clone');
  return { kibana, folder: workspace.folder, run: (...args) => runCli(args, { cwd, env }) };
}

const push = ['state', 'push', '--on', 'production', '--apply'];

describe('the profiles of stacks', () => {
  test('are shown, approved, tried and forgotten', async () => {
    const { folder, run } = await clone();
    expect((await run('stack')).stdout).toMatch(/^production\n[\s\S]* approved {7}no\n {2}API key {8}set\n$/);
    expect(await run('stack', 'check', 'production')).toMatchObject({ code: 2 });
    expect(await run('stack', 'approve', 'production', '--yes')).toMatchObject({ code: 0, stderr: '' });
    expect(existsSync(join(folder, 'settings/rulewright/approved-stacks.json'))).toBe(true);
    expect((await run('stack')).stdout).toMatch(/ approved {7}yes\n/);
    expect(await run('stack', 'check', 'production')).toMatchObject({ code: 0, stderr: '' });
    expect(await run('stack', 'forget', 'production')).toMatchObject({ code: 0 });
    expect(await run('stack', 'check', 'production')).toMatchObject({ code: 2 });
  });

  test.each<[flavour: NonNullable<FakeKibanaOptions['flavour']>, version: string, integration: string]>([
    ['self-managed', '8.19.22', '^9.0.0'],
    ['self-managed', '9.4.0', '^9.0.0'],
    ['self-managed', '9.5.4', '>=9.0.0'],
    ['hosted', '9.5.1', '>=9.0.0'],
    ['serverless', '9.6.0', '>=9.0.0'],
  ])('of a %s stack %s get payloads of that version', async (flavour, version, integration) => {
    const { kibana, run } = await clone({ flavour, version });
    await run('stack', 'approve', 'production', '--yes');
    expect((await run('stack', 'check', 'production')).stdout).toContain(
      `version ${version}, ${flavour}, space "security"`,
    );
    expect(await run(...push)).toMatchObject({ code: 0, stderr: '' });
    const { related_integrations: integrations } = kibana.rules.get('11111111-1111-4111-8111-111111111111')!;
    expect(integrations).toEqual([{ package: 'endpoint', version: integration }]);
    expect((await run('state', '--on', 'production')).stdout).toBe('2 rules: 2 the same\n');
  });
});

describe('errors of a push', () => {
  /** The first rule is looked up; then this is the answer to its creation. */
  const cases: [name: string, answer: FakeAnswer, pushed: number, message: RegExp][] = [
    [
      'a rule that someone else created a moment ago',
      { status: 409, body: { status_code: 409, message: 'rule_id: "x" already exists' } },
      1,
      /not pushed {2}rules\/cat\.toml\n.*answered 409: rule_id: "x" already exists[\s\S]*created {5}rules\/dog\.toml/,
    ],
    [
      'a rule that Kibana refuses',
      {
        status: 400,
        body: { statusCode: 400, error: 'Bad Request', message: '[request body]: threat.0: Required' },
      },
      1,
      /answered 400: \[request body\]: threat\.0: Required[\s\S]*created {5}rules\/dog\.toml/,
    ],
    [
      'too few privileges end it, since the next rule would fail, too',
      { status: 403, body: { statusCode: 403, error: 'Forbidden', message: 'API [POST] is unauthorized' } },
      0,
      /answered 403: API \[POST\] is unauthorized[\s\S]*not reached {2}rules\/dog\.toml/,
    ],
    [
      'the answer of a page in front of Kibana',
      { body: '<html>sign in</html>' },
      1,
      /something other than JSON[\s\S]*created {5}rules\/dog\.toml/,
    ],
    [
      'a broken connection ends it',
      { hangUp: true },
      0,
      /cannot be reached[\s\S]*not reached {2}rules\/dog\.toml/,
    ],
    [
      'an error of the server',
      { status: 500, body: { ok: false, message: 'oops' } },
      1,
      /answered 500: oops/,
    ],
  ];
  test.each(cases)('%s', async (_, answer, pushed, message) => {
    const { kibana, run } = await clone();
    await run('stack', 'approve', 'production', '--yes');
    kibana.next(/\/rules$/, { status: 404, body: { status_code: 404, message: 'not found' } }, answer);
    const result = await run(...push);
    expect(result.code).toBeGreaterThan(0);
    expect(result.stdout).toMatch(message);
    expect(kibana.rules.size).toBe(pushed);
    // The next push sends the rest.
    expect(await run(...push)).toMatchObject({ code: 0 });
    expect(kibana.rules.size).toBe(2);
  });
});
