import { afterAll, expect, test } from 'vitest';
import { createWorkspace } from '../helpers/workspace.js';
import { runCli, runJson } from './run-cli.js';
import { rule } from './sample-files.js';

/** A new terms rule has a window even in a run without limits; events outside of it are named. */

const match = (time: string, id: string): string =>
  JSON.stringify({ '@timestamp': time, tag: 'x', host: { id } });

const workspace = createWorkspace({
  'first.toml': `${rule({
    name: 'First',
    id: '5f7f0e0a-3d3a-4f55-9d4e-0c3f9a6d7c09',
    query: 'tag: x',
    type: 'new_terms',
    language: 'kuery',
  })}
[rule.new_terms]
field = "new_terms_fields"
value = ["host.id"]
[[rule.new_terms.history_window_start]]
field = "history_window_start"
value = "now-7d"
`,
  'alone.ndjson': `${match('2026-01-01T10:00:00Z', 'a')}\n${match('2026-01-01T10:01:00Z', 'b')}\n`,
  'later.ndjson': '{"@timestamp": "2026-01-01T12:00:00Z", "tag": "y"}\n',
});
const cwd = workspace.folder;
afterAll(workspace.remove);

interface Report {
  readonly rules: readonly {
    readonly alerts: readonly unknown[];
    readonly problems: readonly {
      readonly code: string;
      readonly severity: string;
      readonly message: string;
    }[];
  }[];
}

async function run(...args: string[]): Promise<[alerts: number, problems: string[]]> {
  const { rules } = await runJson<Report>(['run', 'first.toml', ...args], 0, { cwd });
  const { alerts, problems } = rules[0]!;
  return [alerts.length, problems.map(({ code, severity, message }) => `${severity} ${code}: ${message}`)];
}

const outside = 'information outside: 2 events match but are outside the time window,';

test('events inside of the window raise alerts without a message', async () => {
  expect(await run('--events', 'alone.ndjson')).toEqual([2, []]);
});

test('a later event moves the window, and those that match but lie before it are named', async () => {
  expect(await run('--events', 'alone.ndjson', '--events', 'later.ndjson')).toEqual([
    0,
    [`${outside} 2026-01-01T11:51:00.000Z to 2026-01-01T12:00:00.000Z: alone.ndjson:1, alone.ndjson:2`],
  ]);
});

test('so are those after the time that --now sets', async () => {
  expect(await run('--events', 'alone.ndjson', '--now', '2025-12-31T00:00:00Z')).toEqual([
    0,
    [`${outside} 2025-12-30T23:51:00.000Z to 2025-12-31T00:00:00.000Z: alone.ndjson:1, alone.ndjson:2`],
  ]);
});

test('so are they as the engine', async () => {
  const args = ['--events', 'alone.ndjson', '--events', 'later.ndjson', '--as-engine'];
  expect(await run(...args)).toEqual([
    0,
    [`${outside} 2026-01-01T11:51:00.000Z to 2026-01-01T12:00:00.000Z: alone.ndjson:1, alone.ndjson:2`],
  ]);
});

test('the terminal shows it with the remedy', async () => {
  const { stdout } = await runCli(
    ['run', 'first.toml', '--events', 'alone.ndjson', '--events', 'later.ndjson'],
    {
      cwd,
    },
  );
  expect(stdout).toContain('First  no alert from 3 events');
  expect(stdout).toContain('alone.ndjson:1, alone.ndjson:2');
  expect(stdout).toContain('--now sets another time');
});
