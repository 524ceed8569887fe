import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, describe, expect, test } from 'vitest';
import { builtProgram } from '../helpers/built-program.js';
import { createWorkspace } from '../helpers/workspace.js';
import { ruleTypeFiles } from './rule-type-files.js';
import { runCli, runJson } from './run-cli.js';
import { rule, sampleFiles } from './sample-files.js';

interface Report {
  readonly version: number;
  readonly rules: readonly {
    readonly rule: string;
    readonly alerts: number;
    readonly notRun?: string;
    readonly files: readonly {
      readonly path: string;
      readonly alerts: number;
      readonly raised: readonly (readonly { readonly index: number; readonly line: number }[])[];
    }[];
    readonly expectation?: { readonly holds: boolean };
  }[];
  readonly files: readonly { readonly path: string; readonly events: number }[];
  readonly events: number;
  readonly unexpected: readonly {
    readonly rule: string;
    readonly path: string;
    readonly events: readonly string[];
  }[];
  readonly missing: readonly { readonly rule: string; readonly path: string }[];
  readonly problems: readonly { readonly path: string; readonly code: string; readonly range: object }[];
}

const lines = (...events: object[]): string => events.map((event) => `${JSON.stringify(event)}\n`).join('');

const signIn = (time: string, user: string) => ({
  '@timestamp': time,
  event: { category: 'authentication', outcome: 'failure' },
  user: { name: user },
});

const step = (time: string, name: string) => ({
  '@timestamp': time,
  event: { category: 'process', type: 'start' },
  host: { id: 'h' },
  process: { name },
});

const files = {
  ...ruleTypeFiles,
  'rules/one.toml': rule({
    name: 'One',
    id: '11111111-1111-4111-8111-111111111111',
    query: 'process where process.name == "one"',
  }),
  'rules/pair.toml': rule({
    name: 'Pair',
    id: '22222222-2222-4222-8222-222222222222',
    query:
      'sequence by host.id with maxspan=1h [process where process.name == "one"] [process where process.name == "two"]',
  }),
  'rules/many.toml': rule({
    name: 'Many',
    id: '33333333-3333-4333-8333-333333333333',
    query: 'event.outcome: failure',
    type: 'threshold',
    language: 'kuery',
  }).concat('\n[rule.threshold]\nfield = ["event.outcome"]\nvalue = 3\n'),
  // Only the second file completes the pair, and its lines are in the wrong order.
  'events/a.ndjson': lines(step('2026-01-01T00:00:00Z', 'one'), step('2026-01-01T00:00:02Z', 'other')),
  'events/b.ndjson': lines(
    step('2026-01-01T00:10:02Z', 'two'),
    step('2026-01-01T00:10:01Z', 'one'),
    step('2026-01-01T00:10:03Z', 'other'),
  ),
  'events/deep/c.ndjson': lines(step('2026-01-01T00:20:00Z', 'two')),
  'sign-ins/first.ndjson': lines(
    signIn('2026-01-10T00:00:00Z', 'mara'),
    signIn('2026-01-10T00:00:01Z', 'pavel'),
  ),
  'sign-ins/later.ndjson': lines(
    signIn('2026-01-12T00:00:00Z', 'mara'),
    signIn('2026-01-12T00:00:01Z', 'nora'),
  ),
};

const workspace = createWorkspace(files);
const cwd = workspace.folder;
afterAll(workspace.remove);

/** Returns the number of alerts of each rule by file. */
function alertsOf(report: Report): Record<string, Record<string, number>> {
  return Object.fromEntries(
    report.rules.map(({ rule: path, files: found }) => [
      path,
      Object.fromEntries(found.map((file) => [file.path, file.alerts])),
    ]),
  );
}

describe('time slices', () => {
  test('sequences do not cross files, and events are sorted within one', async () => {
    const report = await runJson<Report>(['backtest', 'rules', '--events', 'events'], 0, { cwd });
    expect(alertsOf(report)).toEqual({
      'rules/many.toml': {},
      'rules/one.toml': { 'events/a.ndjson': 1, 'events/b.ndjson': 1 },
      'rules/pair.toml': { 'events/b.ndjson': 1 },
    });
    expect(report.rules[2]?.files[0]?.raised).toEqual([
      [
        { index: 1, line: 2 },
        { index: 0, line: 1 },
      ],
    ]);
    expect(report.files).toEqual([
      { path: 'events/a.ndjson', events: 2 },
      { path: 'events/b.ndjson', events: 3 },
      { path: 'events/deep/c.ndjson', events: 1 },
    ]);
    expect(report.events).toBe(6);
  });

  test('thresholds count within a file; for new terms earlier files are history, whatever they are called', async () => {
    const args = ['backtest', 'rules/many.toml', 'types/first_sign_in.toml', '--events'];
    const both = await runJson<Report>([...args, 'sign-ins'], 0, { cwd });
    expect(alertsOf(both)).toEqual({
      'rules/many.toml': {},
      'types/first_sign_in.toml': { 'sign-ins/first.ndjson': 2, 'sign-ins/later.ndjson': 1 },
    });
    const reversed = await runJson<Report>(
      [...args, 'sign-ins/later.ndjson', '--events', 'sign-ins/first.ndjson'],
      0,
      { cwd },
    );
    expect(alertsOf(reversed)).toEqual(alertsOf(both));
    const alone = await runJson<Report>([...args, 'sign-ins/later.ndjson'], 0, { cwd });
    expect(alertsOf(alone)['types/first_sign_in.toml']).toEqual({ 'sign-ins/later.ndjson': 2 });
  });

  test('a rule that compares with indicators runs when there are some', async () => {
    const args = ['backtest', 'types/listed_link.toml', '--events', 'inputs/visits.ndjson'];
    const without = await runJson<Report>(args, 0, { cwd });
    expect(without.rules[0]?.notRun).toBe('the rule needs indicators, and there are none');
    const given = await runJson<Report>([...args, '--indicators', 'inputs/indicators.ndjson'], 0, { cwd });
    expect(given.rules[0]).not.toHaveProperty('notRun');
    expect(given.rules[0]?.alerts).toBeGreaterThan(0);
  });
});

test('any number of threads produces the same bytes', async () => {
  const many = createWorkspace({
    ...sampleFiles,
    ...files,
    ...Object.fromEntries(
      Array.from({ length: 12 }, (_, index) => [
        `events/many/${index}.ndjson`,
        lines(
          ...Array.from({ length: 50 }, (__, at) =>
            at % 3 === 0
              ? signIn(`2026-01-${10 + index}T00:${at}:00Z`, `user-${(at * index) % 7}`)
              : step(`2026-01-${10 + index}T00:${59 - at}:00Z`, at % 2 === 0 ? 'one' : 'two'),
          ),
        ),
      ]),
    ),
  });
  const args = [
    'backtest',
    'rules',
    'types',
    '--events',
    'events',
    '--events',
    'sign-ins',
    '--format',
    'json',
  ];
  const results = await Promise.all(
    ['1', '2', '5'].map((jobs) => runCli([...args, '--jobs', jobs], { cwd: many.folder })),
  );
  many.remove();
  const [one, ...others] = results;
  expect(one!.stdout).toContain('"alerts":');
  for (const other of others) expect(other).toEqual(one);
});

describe('expectations', () => {
  const run = (expected: string, code: number, ...more: string[]) => {
    workspace.write('expect.yaml', expected);
    return runJson<Report>(
      ['backtest', 'rules', '--events', 'events', '--expect', 'expect.yaml', ...more],
      code,
      { cwd },
    );
  };

  test('that are met', async () => {
    const report = await run(
      `defaults: {unexpected: fail}
expectations:
  - {rule: One, file: "{a,b}.ndjson", exactly: 2}
  - {rule: 22222222-2222-4222-8222-222222222222, corpus: b.ndjson, at_least: 1}
  - {rule: rules/many.toml, at_most: 0}
  - {rule: One, file: deep/**, exactly: 0}
`,
      0,
    );
    expect(report.rules.map(({ expectation }) => expectation?.holds)).toEqual([true, true, true]);
    expect([...report.unexpected, ...report.missing]).toEqual([]);
  });

  test('that are not met', async () => {
    const report = await run(
      `expectations:
  - {rule: One, file: events/a.ndjson, exactly: 0}
  - {rule: Pair, at_least: 2}
`,
      1,
      '--unexpected',
      'fail',
    );
    expect(report.unexpected).toMatchObject([
      {
        rule: 'rules/one.toml',
        path: 'events/a.ndjson',
        expected: { exactly: 0 },
        events: ['events/a.ndjson:1'],
        place: { path: 'expect.yaml', line: 2, column: 12 },
      },
      { rule: 'rules/one.toml', path: 'events/b.ndjson', severity: 'error' },
    ]);
    expect(report.missing).toMatchObject([{ rule: 'rules/pair.toml', expected: { at_least: 2 }, alerts: 1 }]);
  });

  test('with errors are skipped, each with its position', async () => {
    const report = await run(
      `expectations:
  - {rule: Onne, exactly: 1}
  - {rule: One, file: nowhere/*, exactly: 1}
  - {rule: Pair, exactly: 1}
`,
      2,
    );
    expect(report.problems.map(({ code, range }) => [code, range])).toMatchObject([
      ['expectation-file', { start: { line: 2, column: 12 } }],
      ['expectation-file', { start: { line: 3, column: 23 } }],
    ]);
    expect(report.rules[2]?.expectation?.holds).toBe(true);
  });
});

test('cases with events_from count for files that are among the events; an expectation of the file wins', async () => {
  const tested = createWorkspace({
    ...files,
    'rules/one.tests.yaml': `tests:
  - {name: a, events_from: ../events/a.ndjson, expect: no alert}
  - {name: b, events_from: ../events/b.ndjson, expect: alert}
  - {name: c, events_from: ../events/deep/c.ndjson, expect: 3, todo: later}
  - {name: d, events_from: ../sign-ins/first.ndjson, expect: 3}
  - {name: e, events: [{process.name: one}], expect: no alert}
`,
    'expect.yaml': 'expectations: [{rule: One, file: a.ndjson, exactly: 1}]',
  });
  const args = ['backtest', 'rules', '--events', 'events'];
  const report = await runJson<Report>(args, 1, { cwd: tested.folder });
  expect(report.unexpected).toMatchObject([
    {
      rule: 'rules/one.toml',
      path: 'events/a.ndjson',
      expected: { exactly: 0 },
      place: { path: 'rules/one.tests.yaml', line: 2, column: 56 },
    },
  ]);
  expect(report.missing).toEqual([]);
  await runJson<Report>([...args, '--expect', 'expect.yaml'], 0, { cwd: tested.folder });
  tested.remove();
});

test('Ctrl-C shows the partial result, compares nothing and exits with 130', {
  timeout: 60_000,
}, async () => {
  const event = lines(step('2026-01-01T00:00:00Z', 'one'));
  const large = createWorkspace({
    ...files,
    'events/large.ndjson': event.repeat(600_000),
    'expect.yaml': 'expectations: [{rule: One, exactly: 0}]',
  });
  for (const jobs of ['1', '2']) {
    const args = [
      'backtest',
      'rules',
      '--events',
      'events',
      '--expect',
      'expect.yaml',
      '--format',
      'json',
      '--jobs',
      jobs,
    ];
    let [code, stdout, stderr]: [number | null, string, string] = [null, '', ''];
    // A signal before the handler is installed ends the process without an exit code.
    for (let delay = 700; code === null && delay < 10_000; delay *= 2) {
      const child = spawn(process.execPath, [builtProgram(), ...args], { cwd: large.folder });
      [stdout, stderr] = ['', ''];
      child.stdout.on('data', (data) => {
        stdout += data;
      });
      child.stderr.on('data', (data) => {
        stderr += data;
      });
      const timer = setTimeout(() => child.kill('SIGINT'), delay);
      [code] = (await once(child, 'close')) as [number | null];
      clearTimeout(timer);
    }
    expect(code).toBe(130);
    expect(stderr).toContain('these are the alerts so far');
    const report = JSON.parse(stdout) as Report & { readonly stoppedBefore: number };
    expect(report.stoppedBefore).toBeGreaterThan(0);
    expect([...report.unexpected, ...report.missing]).toEqual([]);
  }
  large.remove();
});

describe('a baseline', () => {
  test('is an earlier report; new and lost alerts fail and are named', async () => {
    const args = ['backtest', 'rules', '--events', 'changing'];
    const before = lines(step('2026-01-01T00:00:00Z', 'one'), step('2026-01-01T00:00:01Z', 'other'));
    workspace.write('changing/x.ndjson', before);
    const { stdout } = await runCli([...args, '--format', 'json'], { cwd });
    workspace.write('base.json', stdout);
    const same = await runJson<Report>([...args, '--baseline', 'base.json'], 0, { cwd });
    expect([...same.unexpected, ...same.missing]).toEqual([]);
    const after = lines(step('2026-01-01T00:00:00Z', 'other'), step('2026-01-01T00:00:01Z', 'one'));
    workspace.write('changing/x.ndjson', after);
    const changed = await runJson<Report>([...args, '--baseline', 'base.json'], 1, { cwd });
    expect(changed.unexpected).toMatchObject([{ rule: 'rules/one.toml', events: ['changing/x.ndjson:2'] }]);
    expect(changed.missing).toMatchObject([{ rule: 'rules/one.toml', events: ['changing/x.ndjson:1'] }]);
  });

  test('that is no report is an error', async () => {
    workspace.write('broken.json', '{"version":1}');
    const report = await runJson<Report>(
      ['backtest', 'rules', '--events', 'events', '--baseline', 'broken.json'],
      2,
      { cwd },
    );
    expect(report.problems).toMatchObject([{ path: 'broken.json', code: 'expectation-file' }]);
    expect(report.events).toBe(6);
  });
});

test('bad files, events and rules do not end the work on the others', async () => {
  const bad = createWorkspace({
    ...files,
    'rules/broken.toml': '[metadata]\n[rule]\nname = "x\n',
    'rules/no_query.toml': rule({
      name: 'None',
      id: '44444444-4444-4444-8444-444444444444',
      query: 'process where',
    }),
    'events/bad.ndjson': `not json\n${lines(step('2026-01-01T00:00:00Z', 'one'))}[1]\n`,
    'events/empty.ndjson': '',
    'events/zipped.ndjson.gz': 'not gzip',
  });
  for (const jobs of ['1', '3']) {
    const report = await runJson<Report>(
      ['backtest', 'rules', '--events', 'events', 'nowhere.toml', '--jobs', jobs],
      2,
      { cwd: bad.folder },
    );
    expect(report.problems.map(({ path }) => path)).toEqual(
      expect.arrayContaining([
        'events/bad.ndjson',
        'events/zipped.ndjson.gz',
        'nowhere.toml',
        'rules/broken.toml',
        'rules/no_query.toml',
      ]),
    );
    expect(alertsOf(report)['rules/one.toml']).toEqual({
      'events/a.ndjson': 1,
      'events/b.ndjson': 1,
      'events/bad.ndjson': 1,
    });
  }
  bad.remove();
});

test.each([
  [['backtest', 'rules'], 'backtest needs events'],
  [['backtest', 'rules', '--events', '-'], 'backtest does not read standard input'],
  [['backtest', 'rules', '--events', 'events', '--jobs', '0'], '--jobs takes a number from 1, not "0"'],
  [
    ['backtest', 'rules', '--events', 'events', '--expect', 'a', '--baseline', 'b'],
    'backtest takes either --expect or --baseline, not both',
  ],
  [['backtest', 'events', '--events', 'events'], 'no rules in events'],
])('wrong usage: %j', async (args, message) => {
  const { code, stderr } = await runCli(args, { cwd });
  expect(code).toBe(2);
  expect(stderr).toContain(message);
});
