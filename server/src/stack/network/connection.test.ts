import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { type FakeAnswer, type FakeServer, startServer } from '../../../../test/helpers/fake-stack/server.js';
import { findProgram } from '../../files/find-program.js';
import { StackError } from '../stack-error.js';
import { type Connection, type HttpRequest, openConnection } from './connection.js';
import { secret } from './secret.js';

vi.mock('./retry.js', async (original) => ({
  ...(await original<typeof import('./retry.js')>()),
  pause: async () => {},
}));

const key = 'dGhlLWtleS1pZDp0aGUta2V5LXNlY3JldA==';

const open: (() => unknown)[] = [];
afterEach(async () => {
  vi.unstubAllEnvs();
  for (const close of open.splice(0)) await close();
});

async function server(...answers: FakeAnswer[]): Promise<FakeServer> {
  const started = await startServer(() => ({ body: { is: 'last' } }));
  open.push(started.close);
  started.next(/./, ...answers);
  return started;
}

function connect(url: string, certificates?: string): Connection & { readonly told: string[] } {
  const told: string[] = [];
  const connection = openConnection(
    { url, key: secret(key), ...(certificates && { certificates }) },
    (message) => told.push(message),
  );
  open.push(connection.close);
  return { ...connection, told };
}

const read: HttpRequest = { method: 'GET', path: '/x', retry: 'any' };
const write: HttpRequest = { method: 'POST', path: '/x', retry: 'none', body: '{}' };

async function failure(promise: Promise<unknown>): Promise<StackError> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(StackError);
  return error as StackError;
}

describe('attempts', () => {
  const cases: [
    name: string,
    request: HttpRequest,
    answers: FakeAnswer[],
    status: number,
    requests: number,
  ][] = [
    ['429 twice, then 200', read, [{ status: 429 }, { status: 429 }], 200, 3],
    ['a write is not repeated: what it changes may have changed meanwhile', write, [{ status: 503 }], 503, 1],
    ['502, 504, 500, then 200', read, [{ status: 502 }, { status: 504 }, { status: 500 }], 200, 4],
    ['no more than three more attempts', read, Array(9).fill({ status: 429 }), 429, 4],
    ['a write that may have been done is not repeated', write, [{ status: 500 }], 500, 1],
    [
      'a wait that is too long is not made',
      read,
      [{ status: 429, headers: { 'retry-after': '3600' } }],
      429,
      1,
    ],
    ['401 is an answer', read, [{ status: 401 }], 401, 1],
  ];
  test.each(cases)('%s', async (_, request, answers, status, requests) => {
    const fake = await server(...answers);
    const answer = await connect(fake.url).send(request);
    expect({ status: answer.status, requests: fake.seen.length }).toEqual({ status, requests });
  });

  test('a connection that breaks is tried again for reads only', async () => {
    const fake = await server({ hangUp: true }, { hangUp: true });
    const connection = connect(fake.url);
    expect((await connection.send(read)).status).toBe(200);
    expect(connection.told[0]).toMatch(/^127\.0\.0\.1:\d+ cannot be reached .*; trying again in 0\.\d s$/);
    fake.next(/./, { hangUp: true });
    expect((await failure(connection.send(write))).kind).toBe('network');
  });
});

describe('where the key goes', () => {
  test('not to where a redirect leads', async () => {
    const other = await server();
    const fake = await server({ status: 302, headers: { location: `${other.url}/x` } });
    const error = await failure(connect(fake.url).send(read));
    expect(error.kind).toBe('redirect');
    expect(error.message).toContain(new URL(other.url).host);
    expect(other.seen).toEqual([]);
  });

  test('not into what an answer repeats', async () => {
    const fake = await server({
      status: 400,
      body: { message: `bad header ApiKey ${key} of the-key-secret` },
    });
    const { body } = await connect(fake.url).send(read);
    expect(body).toBe('{"message":"bad header ApiKey [API key] of [API key]"}');
  });

  test.each<[name: string, body: string]>([
    [
      'with escapes that JSON does not need',
      JSON.stringify({ message: `no ${key}` }).replaceAll('=', '\\u003d'),
    ],
    ['without padding', JSON.stringify({ message: key.replace(/=+$/, '') })],
    ['as part of an address', JSON.stringify({ message: encodeURIComponent(key) })],
    ['in other letters', JSON.stringify({ message: key.toLowerCase() })],
  ])('not into what an answer repeats %s', async (_, body) => {
    const fake = await server({ status: 400, body });
    const shown = JSON.stringify(JSON.parse((await connect(fake.url).send(read)).body));
    expect(shown).toContain('[API key]');
    expect(shown.toLowerCase()).not.toContain(key.slice(0, 12).toLowerCase());
  });

  test('not through a proxy for a server of this machine', async () => {
    const proxy = await server();
    const fake = await server();
    vi.stubEnv('http_proxy', proxy.url);
    vi.stubEnv('HTTP_PROXY', proxy.url);
    expect((await connect(fake.url).send(read)).status).toBe(200);
    expect(proxy.seen).toEqual([]);
  });

  test.each(['garbage', 'socks5://127.0.0.1:1', 'http://u:p@[bad'])(
    'not anywhere with the proxy %s',
    (written) => {
      vi.stubEnv('https_proxy', written);
      const attempt = (): unknown => connect('https://kibana.example.com');
      expect(attempt).toThrow(StackError);
      expect(attempt).toThrow('https_proxy is not the address of a proxy.');
    },
  );

  test('not into what is printed, inspected or serialised', () => {
    const wrapped = secret(key);
    expect([String(wrapped), inspect({ wrapped }), JSON.stringify({ wrapped })].join()).not.toContain(key);
  });
});

describe('failures', () => {
  test('nobody listens', async () => {
    const fake = await server();
    await fake.close();
    expect(await failure(connect(fake.url).send(read))).toMatchObject({
      kind: 'unreachable',
      message: `${new URL(fake.url).host} refused the connection.`,
    });
  });

  test('a slow answer', async () => {
    const fake = await server({ delay: 5_000 });
    expect((await failure(connect(fake.url).send({ ...read, timeout: 50 }))).kind).toBe('timeout');
  });

  test('the user cancels', async () => {
    const fake = await server({ delay: 5_000 });
    const controller = new AbortController();
    const sent = failure(connect(fake.url).send(read, controller.signal));
    setTimeout(() => controller.abort(), 50);
    expect((await sent).kind).toBe('cancelled');
  });
});

const openssl = findProgram('openssl', []);

describe.skipIf(openssl === undefined)('certificates (needs openssl)', () => {
  const create = (): { readonly key: string; readonly cert: string } => {
    const folder = mkdtempSync(join(tmpdir(), 'rulewright-certificate-'));
    open.push(() => rmSync(folder, { recursive: true, force: true }));
    const [keyFile, file] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
    execFileSync(
      openssl!,
      [
        'req',
        '-x509',
        '-newkey',
        'rsa:2048',
        '-nodes',
        '-keyout',
        keyFile,
        '-out',
        file,
        '-days',
        '2',
        '-subj',
        '/CN=127.0.0.1',
        '-addext',
        'subjectAltName=IP:127.0.0.1',
      ],
      { stdio: 'ignore' },
    );
    return { key: readFileSync(keyFile, 'utf8'), cert: readFileSync(file, 'utf8') };
  };
  const secure = async (certificate: { key: string; cert: string }): Promise<FakeServer> => {
    const fake = await startServer(() => ({ body: {} }), certificate);
    open.push(fake.close);
    return fake;
  };

  test('one that does not verify is refused, whatever the environment says', async () => {
    vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0');
    const fake = await secure(create());
    expect((await failure(connect(fake.url).send(read))).kind).toBe('certificate');
    expect(fake.seen).toEqual([]);
  });

  test('an own authority can be named', async () => {
    const certificate = create();
    const fake = await secure(certificate);
    expect((await connect(fake.url, certificate.cert).send(read)).status).toBe(200);
  });
});
