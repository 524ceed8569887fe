import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { ruleText } from '../helpers/fake-stack/rule-text.js';
import { type FakeAnswer, type FakeServer, startServer } from '../helpers/fake-stack/server.js';
import { createWorkspace } from '../helpers/workspace.js';
import { type CliResult, runCli } from './run-cli.js';

const [id, secret] = ['a-key-id-of-the-test', 'the-secret-of-the-key'];
const key = Buffer.from(`${id}:${secret}`).toString('base64');

const open: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

interface Session {
  readonly server: FakeServer;
  readonly folder: string;
  run(args: readonly string[], env?: Readonly<Record<string, string>>): Promise<CliResult>;
}

/** Sets up a clone with a profile for a server, on a machine with its own settings. */
async function session(
  respond: (headers: Readonly<Record<string, unknown>>) => FakeAnswer,
): Promise<Session> {
  const server = await startServer(({ headers }) => respond(headers));
  const workspace = createWorkspace({
    'clone/.rulewright.yaml': `stacks:\n  production:\n    kibana: ${server.url}\n    elasticsearch: ${server.url}\n`,
    'clone/cat.toml': ruleText(),
  });
  open.push(server.close, workspace.remove);
  const { folder } = workspace;
  for (const name of ['settings', 'temporary']) mkdirSync(join(folder, name));
  return {
    server,
    folder,
    run: (args, env = { RULEWRIGHT_API_KEY_PRODUCTION: key }) =>
      runCli(args, {
        cwd: join(folder, 'clone'),
        env: {
          XDG_CONFIG_HOME: join(folder, 'settings'),
          TMPDIR: join(folder, 'temporary'),
          NODE_DEBUG: 'http,net,undici',
          ...env,
        },
      }),
  };
}

const commands: readonly (readonly string[])[] = [
  ['stack'],
  ['stack', 'check', 'production'],
  ['state', 'diff', '--on', 'production'],
  ['state', 'pull', '--on', 'production'],
  ['state', 'push', '--on', 'production', '--apply', '--force', '--prune'],
  ['run', 'cat.toml', '--on', 'production', '--save', 'found.ndjson', '--explain-zero', '--compare'],
  ['run', 'cat.toml', '--on', 'production', '--format', 'json'],
  ['preview', 'cat.toml', '--on', 'production', '--compare', '--explain-zero', '--save', 'previewed.ndjson'],
  ['fields', 'learn', '--on', 'production', '--index', 'logs-*', '--write', '.'],
];

/** Answers of a server that repeat the key it was sent. */
const echoes: Readonly<Record<string, (header: string) => FakeAnswer>> = {
  'an error': (header) => ({ status: 400, body: { message: `no ${header}`, error: { reason: header } } }),
  'a refusal': (header) => ({ status: 401, body: { statusCode: 401, error: header, message: header } }),
  'no JSON': (header) => ({ body: `<p>${header}</p>` }),
  'a redirect': (header) => ({
    status: 302,
    headers: { location: `http://127.0.0.1:1/?${encodeURIComponent(header)}` },
  }),
  'an answer': (header) => ({
    headers: { 'x-elastic-product': 'Elasticsearch' },
    body: {
      version: { number: '9.5.0', build_flavor: header },
      data: [{ rule_id: header, name: header, type: 'query' }],
      rule_id: header,
      name: header,
      previewId: header,
      logs: [{ errors: [header] }],
      fields: { [header]: { keyword: {} } },
      hits: { total: { value: 1 }, hits: [{ _index: header, _id: header, _source: { a: header } }] },
    },
  }),
};

describe('a key', () => {
  test.each(Object.keys(echoes))(
    'is nowhere in what is printed and written when the server echoes it in %s',
    async (name) => {
      const { folder, run } = await session(({ authorization }) => echoes[name]!(String(authorization)));
      await run(['stack', 'approve', 'production', '--yes']);
      const outputs: string[] = [];
      for (const command of commands) {
        const { stdout, stderr } = await run(command);
        outputs.push(stdout, stderr);
      }
      const files = (
        readdirSync(folder, { recursive: true, withFileTypes: true }) as import('node:fs').Dirent[]
      )
        .filter((entry) => entry.isFile())
        .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'));
      const seen = [...outputs, ...files].join('\n');
      for (const part of [key, secret, encodeURIComponent(key)]) expect(seen).not.toContain(part);
    },
  );

  test('goes to no server of a profile that nobody approved', async () => {
    const { server, run } = await session(() => ({ body: {} }));
    for (const command of commands.slice(1)) {
      const { code, stderr } = await run(command, {
        RULEWRIGHT_API_KEY: key,
        RULEWRIGHT_API_KEY_PRODUCTION: key,
      });
      expect({ code, stderr }).toMatchObject({
        code: 2,
        stderr: expect.stringContaining('is not approved on this machine'),
      });
    }
    expect(server.seen).toEqual([]);
  });
});
