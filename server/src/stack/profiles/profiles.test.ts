import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { parseConfiguration } from '../../lint/parse-configuration.js';
import { readAddress, readCloudId } from './address.js';
import { keyOfEnvironment, profileOfEnvironment } from './environment.js';
import type { StackProfile } from './profile.js';
import { approvalDigest, approvalsFile, approve, forget, isApproved } from './read-approvals.js';

const profile: StackProfile = {
  name: 'production',
  elasticsearch: 'https://es.example.com',
  kibana: undefined,
  space: 'default',
  index: undefined,
  certificates: undefined,
  source: 'file',
};

describe('addresses', () => {
  test.each<[written: string, url: string]>([
    ['https://kibana.example.com/', 'https://kibana.example.com'],
    ['https://kibana.example.com:9243/base//', 'https://kibana.example.com:9243/base'],
    ['http://localhost:5601', 'http://localhost:5601'],
    ['http://127.0.0.1:9200', 'http://127.0.0.1:9200'],
    ['http://[::1]:9200', 'http://[::1]:9200'],
  ])('%s is %s', (written, url) => {
    expect(readAddress(written)).toEqual({ ok: true, url });
  });

  test.each<[written: string, error: RegExp]>([
    ['kibana', /is not a valid address/],
    ['http://kibana.example.com', /must start with https: the key would be sent in clear text/],
    ['http://127.0.0.1.example.com', /clear text/],
    ['http://localhost.example.com', /clear text/],
    ['https://elastic:changeme@kibana.example.com', /cannot contain credentials/],
    ['https://kibana.example.com/?a=b', /cannot have a query/],
    ['file:///etc/passwd', /must start with https/],
    ['javascript:alert(1)', /must start with https/],
  ])('%s is refused', (written, error) => {
    expect(readAddress(written)).toMatchObject({ ok: false, error: expect.stringMatching(error) });
  });

  test('a cloud id has both', () => {
    const id = `my-deployment:${Buffer.from('eu.example.com:9243$abc$def').toString('base64')}`;
    expect(readCloudId(id)).toEqual({
      ok: true,
      elasticsearch: 'https://abc.eu.example.com:9243',
      kibana: 'https://def.eu.example.com:9243',
    });
  });

  test.each(['', 'name:', 'name:!!', `x:${Buffer.from('a/b@c$x').toString('base64')}`])(
    '%s is no cloud id',
    (id) => {
      expect(readCloudId(id).ok).toBe(false);
    },
  );
});

describe('profiles of a configuration', () => {
  test('are read with their keys', () => {
    const { stacks, problems } = parseConfiguration(`stacks:
  production:
    elasticsearch: https://es.example.com/
    kibana: https://kb.example.com
    space: security
    index: [logs-*, -logs-old-*]
    ca: company.pem
`);
    expect(problems).toEqual([]);
    expect(stacks).toEqual([
      {
        name: 'production',
        elasticsearch: 'https://es.example.com',
        kibana: 'https://kb.example.com',
        space: 'security',
        index: ['logs-*', '-logs-old-*'],
        certificates: 'company.pem',
        source: 'file',
      },
    ]);
  });

  test.each<[text: string, message: RegExp]>([
    ['stacks: []', /must be a map of profiles/],
    ['stacks: {a: 1}', /must be a map of keys/],
    ['stacks: {a: {}}', /has no server/],
    ['stacks: {a: {kibana: 5}}', /must be a string/],
    ['stacks: {a: {kibana: "http://example.com"}}', /clear text/],
    ['stacks: {a: {kibana: "https://example.com", api_key: x}}', /Unknown key "api_key"/],
    ['stacks: {a: {kibana: "https://example.com", space: ../x}}', /not a valid space id/],
    ['stacks: {environment: {kibana: "https://example.com"}}', /use another name/],
    ['stacks: {"a b": {kibana: "https://example.com"}}', /profile name must start/],
  ])('%s', (text, message) => {
    const { stacks, problems } = parseConfiguration(text);
    expect(problems.map((problem) => problem.message).join()).toMatch(message);
    expect(stacks).toEqual([]);
  });
});

describe('approvals', () => {
  test('are for these addresses and certificates, and can be taken back', () => {
    const folder = mkdtempSync(join(tmpdir(), 'rulewright-approvals-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const file = join(folder, 'deep', 'approved.json');
    const digest = approvalDigest(profile, undefined);
    expect(isApproved(digest, file)).toBe(false);
    approve(digest, 'https://es.example.com', file);
    expect(isApproved(digest, file)).toBe(true);
    const others: StackProfile[] = [
      { ...profile, elasticsearch: 'https://es.example.org' },
      { ...profile, kibana: 'https://es.example.com' },
      { ...profile, space: 'other' },
      { ...profile, index: ['*'] },
    ];
    for (const other of others) expect(isApproved(approvalDigest(other, undefined), file)).toBe(false);
    expect(isApproved(approvalDigest(profile, 'PEM'), file)).toBe(false);
    forget(digest, file);
    expect(isApproved(digest, file)).toBe(false);
  });

  test('a broken file approves nothing', () => {
    const folder = mkdtempSync(join(tmpdir(), 'rulewright-approvals-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const file = join(folder, 'approved.json');
    for (const text of ['', '[]', '{"approved": null}', '{"approved": {"__proto__": 1}}']) {
      writeFileSync(file, text);
      expect(isApproved('toString', file)).toBe(false);
    }
  });

  test.each<[platform: NodeJS.Platform, environment: Record<string, string>, file: string]>([
    ['linux', { XDG_CONFIG_HOME: '/c' }, join('/c', 'rulewright', 'approved-stacks.json')],
    ['win32', { APPDATA: '/a' }, join('/a', 'rulewright', 'approved-stacks.json')],
  ])('on %s', (platform, environment, file) => {
    expect(approvalsFile(environment, platform)).toBe(file);
  });
});

describe('the environment', () => {
  test('describes a profile', () => {
    const environment = {
      RULEWRIGHT_KIBANA_URL: 'https://kb.example.com/',
      RULEWRIGHT_SPACE: 's',
      RULEWRIGHT_INDEX: 'a,b',
    };
    expect(profileOfEnvironment(environment)).toEqual({
      ok: true,
      profile: {
        name: 'environment',
        elasticsearch: undefined,
        kibana: 'https://kb.example.com',
        space: 's',
        index: ['a', 'b'],
        certificates: undefined,
        source: 'environment',
      },
    });
    expect(profileOfEnvironment({})).toEqual({ ok: true, profile: undefined });
    expect(profileOfEnvironment({ RULEWRIGHT_KIBANA_URL: 'http://kb.example.com' })).toMatchObject({
      ok: false,
    });
  });

  test('has a key for each profile', () => {
    const environment = { RULEWRIGHT_API_KEY: 'all', RULEWRIGHT_API_KEY_PROD_EU: 'eu\n' };
    expect(keyOfEnvironment('prod-eu', environment)).toBe('eu');
    expect(keyOfEnvironment('prod', environment)).toBe('all');
    expect(keyOfEnvironment('prod', {})).toBeUndefined();
  });
});
