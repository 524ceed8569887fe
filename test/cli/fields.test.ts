import { existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { canLink } from '../helpers/links.js';
import { referenceFolder, sharedMissing } from '../helpers/shared.js';
import { createWorkspace } from '../helpers/workspace.js';
import { runCli, runJson } from './run-cli.js';

/** Logs of a building's doors, which are in no schema. */
const doorEvents = Array.from({ length: 2_000 }, (_, index) => ({
  '@timestamp': new Date(Date.UTC(2026, 0, 1) + index * 60_000).toISOString(),
  event: {
    kind: 'event',
    category: index % 50 === 0 ? ['process', 'session'] : ['process'],
    ingested: new Date(
      Date.UTC(2026, 0, 1) + index * 60_000 + (index % 20 === 0 ? 3_600_000 : 1_000),
    ).toISOString(),
  },
  data_stream: { type: 'logs', dataset: 'doors.access', namespace: 'default' },
  door: { name: `door-${index % 4}`, state: index % 3 === 0 ? 'Open' : 'Closed', badge: { id: `b${index}` } },
}));

const rule = (query: string, more = ''): string => `[metadata]
creation_date = "2026/01/05"
updated_date = "2026/01/05"

[rule]
author = ["Mara"]
description = "d"
from = "now-2h"
name = "Door"
risk_score = 47
rule_id = "00000000-0000-4000-8000-000000000001"
severity = "medium"
index = ["logs-doors.*"]
${more}type = "eql"
language = "eql"
query = '''
${query}
'''
`;

const workspace = createWorkspace({
  '.rulewright.yaml': 'profile: default\n',
  'rules/known.toml': rule('process where door.state == "Open" and door.name != "door-1"'),
  'rules/unknown.toml': rule('process where door.stat == "Open"'),
  'mapping.json': JSON.stringify({
    '.ds-logs-doors.access-default-2026.01.01-000001': {
      mappings: {
        properties: { door: { properties: { address: { type: 'ip' }, state: { type: 'wildcard' } } } },
      },
    },
  }),
  'caps.json': JSON.stringify({
    indices: ['logs-doors.access-default'],
    fields: { 'door.opened': { date: { type: 'date', searchable: true, aggregatable: true } } },
  }),
  'broken/.rulewright/fields.json': '{"version": 1',
  'broken/known.toml': rule('process where true'),
  'kept/schema.json': '{"other-*": {"x": "long"}}',
  'kept/list.json': '[]',
});
const cwd = workspace.folder;
afterAll(workspace.remove);
workspace.write('events.ndjson', doorEvents.map((event) => `${JSON.stringify(event)}\n`).join(''));
const read = (path: string): string => readFileSync(join(cwd, path), 'utf8');
const run = (...args: string[]) => runCli(args, { cwd });
const findings = async (path: string, code = 0) =>
  (
    await runJson<{ findings: { path: string; code: string; message: string }[] }>(
      ['lint', path, '--fail-on', 'never'],
      code,
      { cwd },
    )
  ).findings;

describe('rulewright fields learn', () => {
  test('writes nothing by default', async () => {
    const { code, stdout } = await run('fields', 'learn', '--events', 'events.ndjson');
    expect(code).toBe(0);
    expect(stdout).toMatch(/logs-doors\.access-default +2,000 +\d+ +2026-01-01T00:00/);
    expect(existsSync(join(cwd, '.rulewright'))).toBe(false);
  });

  test('the rules are checked against the learned fields', async () => {
    expect(await findings('rules/known.toml')).toEqual([]);
    const { code, stdout } = await run(
      'fields',
      'learn',
      '--events',
      'events.ndjson',
      '--mapping',
      'mapping.json',
      '--field-caps',
      'caps.json',
      '--write',
      '.',
    );
    expect({ code, stdout }).toMatchObject({
      code: 0,
      stdout: expect.stringContaining(
        'wrote .rulewright/fields.json\nwrote .rulewright/custom-schema.json\n',
      ),
    });
    const { fields } = JSON.parse(read('.rulewright/fields.json')).sources['logs-doors.access-default'];
    expect(fields).toMatchObject({
      'door.address': { type: 'ip', mapped: true },
      'door.opened': { type: 'date', mapped: true },
      'door.state': {
        type: 'wildcard',
        mapped: true,
        documents: 2_000,
        values: { Closed: 1_333, Open: 667 },
      },
      'event.category': { several: 40 },
    });
    expect(JSON.parse(read('.rulewright/custom-schema.json'))).toEqual({
      'logs-doors.access-*': {
        'door.address': 'ip',
        'door.badge.id': 'keyword',
        'door.name': 'keyword',
        'door.opened': 'date',
        'door.state': 'wildcard',
      },
    });
    expect(await findings('rules/unknown.toml')).toContainEqual(
      expect.objectContaining({
        code: 'field-unknown',
        message: 'Unknown field "door.stat": never seen in 2,000 events of "logs-doors.access-default".',
      }),
    );
    expect((await findings('rules/known.toml')).map(({ code: found }) => found)).toEqual([]);
  });

  test('learns the same from the same data, also compressed', async () => {
    const { writeFileSync } = await import('node:fs');
    mkdirSync(join(cwd, 'again'));
    writeFileSync(join(cwd, 'again/events.ndjson.gz'), gzipSync(read('events.ndjson')));
    await run('fields', 'learn', '--events', 'events.ndjson', '--write', 'again/fields.json');
    const first = read('again/fields.json');
    await run('fields', 'learn', '--events', 'again/events.ndjson.gz', '--write', 'again/fields.json');
    expect(read('again/fields.json')).toBe(first);
  });

  test('does not learn from its own output', async () => {
    workspace.write('own/events.ndjson', '{"_index": "a", "x": 1}\n');
    for (let time = 0; time < 2; time++) {
      expect(await run('fields', 'learn', '--events', 'own', '--write', 'own')).toMatchObject({ code: 0 });
      const { sources } = JSON.parse(read('own/.rulewright/fields.json'));
      expect(sources).toEqual({ a: expect.objectContaining({ documents: 1 }) });
    }
  });

  test('learns from standard input, without values', async () => {
    const { code, stdout } = await runCli(
      ['fields', 'learn', '--events', '-', '--index', 'own-*', '--without-values', '--format', 'json'],
      { cwd, input: '{"user": {"name": "ann"}}\n{"user"\n' },
    );
    expect(code).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject({
      version: 1,
      sources: { 'own-*': { documents: 1, fields: { 'user.name': { type: 'keyword', documents: 1 } } } },
      problems: [{ path: '-', range: { start: { line: 2 } } }],
    });
    expect(stdout).not.toContain('ann');
  });

  test('adds to an existing schema, and does not replace a file that is not one', async () => {
    const { code, stderr } = await run(
      'fields',
      'learn',
      '--events',
      'events.ndjson',
      '--write',
      'kept/schema.json',
      '--write',
      'kept/list.json',
    );
    expect(Object.keys(JSON.parse(read('kept/schema.json')))).toEqual(['logs-doors.access-*', 'other-*']);
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining('it is not a schema') });
    expect(read('kept/list.json')).toBe('[]');
  });

  test.each(['missing.json', 'events.ndjson', 'kept/list.json'])(
    'a mapping that is none: %s',
    async (file) => {
      const { code, stderr } = await run('fields', 'learn', '--mapping', file);
      expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining(file) });
    },
  );

  test('a broken file is reported, and the rules are checked without it', async () => {
    expect(await findings('broken/known.toml')).toEqual([
      expect.objectContaining({
        path: 'broken/.rulewright/fields.json',
        code: 'learned-fields',
        message: expect.stringContaining('not valid JSON'),
      }),
    ]);
  });

  test.runIf(canLink)('a link out of the project is not read', async () => {
    workspace.write('link/rules/known.toml', rule('process where true'));
    workspace.write('link/.rulewright.yaml', 'profile: default\n');
    symlinkSync(join(cwd, '.rulewright'), join(cwd, 'link/.rulewright'));
    expect(await findings('link/rules/known.toml')).toEqual([
      expect.objectContaining({
        code: 'learned-fields',
        message: expect.stringContaining('link to a file outside'),
      }),
    ]);
  });
});

const samples = referenceFolder('events');

describe.runIf(samples)(
  `rulewright fields learn on events of integrations${samples ? '' : ` (${sharedMissing})`}`,
  () => {
    test('learns each of them, and reads its own output', async () => {
      workspace.write('samples/.rulewright.yaml', 'profile: default\n');
      workspace.write(
        'samples/trail.toml',
        rule('any where aws.cloudtrail.event_version == "1.05"').replace(
          'logs-doors.*',
          'logs-aws.cloudtrail-*',
        ),
      );
      const { code, stdout } = await run('fields', 'learn', '--events', samples!, '--write', 'samples');
      expect(code).toBe(0);
      expect(stdout.split('\n').length).toBeGreaterThan(150);
      expect(await findings('samples/trail.toml')).toEqual([]);
    });
  },
);
