import { execFileSync } from 'node:child_process';
import { afterAll, describe, expect, test } from 'vitest';
import { builtProgram } from '../helpers/built-program.js';
import { createWorkspace } from '../helpers/workspace.js';
import { runCli, runJson } from './run-cli.js';
import { sampleFiles } from './sample-files.js';

const workspace = createWorkspace(sampleFiles);
const cwd = workspace.folder;
afterAll(workspace.remove);

const position = { line: expect.any(Number), column: expect.any(Number) };
const range = { start: position, end: position };

interface Finding {
  readonly path: string;
  readonly code: string;
  readonly severity: string;
  readonly message: string;
  readonly range: { readonly start: Position; readonly end: Position };
}

interface Position {
  readonly line: number;
  readonly column: number;
}

/**
 * Checks that a finding follows the contract: these keys, these types, nothing else, and positions that count
 * from 1.
 */
function checkFinding(finding: Finding): void {
  const { path, code, severity, message, range: where, ...rest } = finding;
  expect(path).not.toBe('');
  expect(code).toMatch(/^[a-z][a-z0-9-]+$/);
  expect(['error', 'warning', 'information', 'hint']).toContain(severity);
  expect(message).not.toBe('');
  expect(where).toEqual(range);
  expect(Math.min(where.start.line, where.start.column)).toBeGreaterThan(0);
  expect([where.end.line - where.start.line, where.end.column]).not.toContain(0 - 1);
  for (const [key, value] of Object.entries(rest)) {
    if (key === 'fix') expect(value).toEqual({ title: expect.any(String), edits: expect.any(Array) });
    else expect([key, typeof value]).toEqual([expect.stringMatching(/^(help|url)$/), 'string']);
  }
}

interface LintReport {
  readonly version: number;
  readonly findings: readonly Finding[];
  readonly summary: Readonly<Record<string, number>>;
}

describe.concurrent('lint --format json', () => {
  test('findings and summary', async () => {
    const report = await runJson<LintReport>(['lint', 'rules'], 0, { cwd });
    expect(Object.keys(report)).toEqual(['version', 'findings', 'summary']);
    expect(report.version).toBe(1);
    for (const finding of report.findings) checkFinding(finding);
    expect(report.findings.map(({ path, code, severity }) => [path, code, severity])).toEqual([
      ['rules/nested/misspelt.toml', 'field-unknown', 'warning'],
      ['rules/nested/misspelt.toml', 'value-typo', 'warning'],
      ['rules/nested/misspelt.toml', 'wildcard-in-exact', 'warning'],
    ]);
    expect(report.summary).toMatchObject({ files: 6, errors: 0, warnings: 3 });
  });

  test('places are counted from 1 in UTF-16 code units, the end is exclusive', async () => {
    const { findings } = await runJson<LintReport>(['lint', 'rules/nested/misspelt.toml'], 0, { cwd });
    const line = sampleFiles['rules/nested/misspelt.toml']!.split('\n').indexOf(
      'process where proces.name == "cmd.exe" and event.type == "strat" and process.args in ("/c*", "x")',
    );
    expect(findings[0]?.range).toEqual({
      start: { line: line + 1, column: 15 },
      end: { line: line + 1, column: 15 + 'proces.name'.length },
    });
  });

  test('nothing found', async () => {
    const report = await runJson<LintReport>(['lint', 'rules/container_tool.toml'], 0, { cwd });
    expect(report.findings).toEqual([]);
  });

  test('a missing file is a finding too, and the rest is checked', async () => {
    const { findings, summary } = await runJson<LintReport>(['lint', 'rules', 'nowhere'], 2, { cwd });
    for (const finding of findings) checkFinding(finding);
    expect(findings.filter(({ path }) => path === 'nowhere')).toHaveLength(1);
    expect(summary).toMatchObject({ files: 6, warnings: 3 });
  });
});

describe.concurrent('lint --format junit', () => {
  test('a case for each finding, and one for each file without any', async () => {
    const paths = ['rules/nested/misspelt.toml', 'rules/container_tool.toml'];
    const { code, stdout } = await runCli(['lint', ...paths, '--format', 'junit'], { cwd });
    expect(code).toBe(0);
    expect(stdout.match(/<testcase classname="[^"]*" name="[^"]*"/g)).toEqual([
      '<testcase classname="rules/nested/misspelt.toml" name="field-unknown at 19:15"',
      '<testcase classname="rules/nested/misspelt.toml" name="value-typo at 19:58"',
      '<testcase classname="rules/nested/misspelt.toml" name="wildcard-in-exact at 19:87"',
      '<testcase classname="rules/container_tool.toml" name="no findings"',
    ]);
  });
});

interface TestsReport {
  readonly version: number;
  readonly tests: readonly Readonly<Record<string, unknown>>[];
  readonly summary: Readonly<Record<string, number>>;
}

describe.concurrent('test --format json', () => {
  test('each status', async () => {
    const report = await runJson<TestsReport>(['test', 'failing'], 2, { cwd });
    expect(report.version).toBe(1);
    const summary = { alerts: expect.any(Number), events: expect.any(Array) };
    for (const { message, ...one } of report.tests) {
      expect(one).toEqual({
        rule: expect.stringMatching(/rules\/container_tool\.toml$/),
        file: 'failing/tool.tests.yaml',
        name: expect.any(String),
        status: expect.stringMatching(/^(passed|failed|todo|error)$/),
        expected: summary,
        actual: summary,
      });
      expect([one.status === 'passed' || message !== undefined, typeof (message ?? '')]).toEqual([
        true,
        'string',
      ]);
    }
    expect(report.tests.map(({ status }) => status)).toEqual([
      'passed',
      'failed',
      'failed',
      'failed',
      'todo',
      'passed',
      'error',
    ]);
    expect(report.summary).toEqual({ passed: 2, failed: 3, todo: 1, errors: 1 });
    expect(report.tests[3]).toMatchObject({
      expected: { alerts: 1, events: [0] },
      actual: { alerts: 2, events: [0, 1] },
    });
  });

  test('a rule that cannot be evaluated is todo, with the reason', async () => {
    const { tests, summary } = await runJson<TestsReport>(['test', 'pipeline/rows.tests.yaml'], 0, { cwd });
    expect(tests).toMatchObject([
      { status: 'todo', message: expect.stringMatching(/SAMPLE cannot be evaluated without a cluster/) },
    ]);
    expect(summary).toEqual({ passed: 0, failed: 0, todo: 1, errors: 0 });
  });

  test('nothing to test', async () => {
    const report = await runJson<TestsReport>(['test', 'fixtures'], 0, { cwd });
    expect(report.tests).toEqual([]);
  });
});

interface RunReport {
  readonly version: number;
  readonly rules: readonly {
    readonly rule: string | null;
    readonly alerts: readonly { readonly events: readonly unknown[]; readonly keys?: readonly unknown[] }[];
    readonly events: number;
    readonly problems: readonly Finding[];
  }[];
}

describe.concurrent('run --format json', () => {
  test('one entry per rule, in the order of the arguments', async () => {
    const rules = ['rules/download_then_run.toml', 'rules/container_tool.toml'];
    const report = await runJson<RunReport>(['run', ...rules, '--events', 'fixtures'], 0, { cwd });
    const path = 'fixtures/processes.ndjson';
    expect(report).toEqual({
      version: 1,
      rules: [
        {
          rule: 'rules/download_then_run.toml',
          alerts: [
            {
              events: [
                { path, index: 0 },
                { path, index: 1 },
              ],
              keys: ['h1'],
            },
          ],
          events: 4,
          problems: [],
        },
        {
          rule: 'rules/container_tool.toml',
          alerts: [
            { events: [{ path, index: 1 }] },
            { events: [{ path: 'fixtures/more/single.json', index: 0 }] },
          ],
          events: 4,
          problems: [],
        },
      ],
    });
  });

  test('a missing event of a sequence is null', async () => {
    const query =
      'sequence by host.id with maxspan=1m [process where process.name == "curl"] ![file where true]';
    const report = await runJson<RunReport>(['run', '--query', query, '--events', 'fixtures'], 0, { cwd });
    expect(report.rules[0]).toMatchObject({
      rule: null,
      alerts: [{ events: [{ path: 'fixtures/processes.ndjson', index: 0 }, null], keys: ['h1'] }],
    });
  });

  test('the rows of a query have columns', async () => {
    const args = ['run', 'pipeline/hosts.toml', '--events', 'pipeline/logins.ndjson'];
    const report = await runJson<RunReport>(args, 0, { cwd });
    expect(report.rules[0]?.alerts).toEqual([
      {
        events: [0, 2].map((index) => ({ path: 'pipeline/logins.ndjson', index })),
        columns: { 'user.name': 'ann', 'Esql.hosts': 2, 'Esql.names': ['kubectl', 'kubelet'] },
      },
    ]);
  });

  test('a rule that cannot be evaluated has one problem, and the exit code is 0', async () => {
    const report = await runJson<RunReport>(['run', 'pipeline/rows.toml', '--events', 'fixtures'], 0, {
      cwd,
    });
    expect(report.rules[0]?.problems).toMatchObject([{ code: 'not-supported', severity: 'information' }]);
    for (const { problems } of report.rules) problems.forEach(checkFinding);
  });

  test('standard input is "-"', async () => {
    const input = sampleFiles['fixtures/processes.ndjson']!;
    const options = { cwd, input };
    const report = await runJson<RunReport>(
      ['run', 'rules/container_tool.toml', '--events', '-'],
      0,
      options,
    );
    expect(report.rules[0]).toMatchObject({ alerts: [{ events: [{ path: '-', index: 1 }] }], events: 3 });
  });

  test('an index counts events: not blank lines, bulk actions or lines that are broken', async () => {
    const event = '{"event":{"category":"process"},"process":{"name":"x"}}';
    const input = `\n{"index":{"_index":"logs"}}\n${event}\n\n{"broken\n{"create":{}}\n${event}\n`;
    const args = ['run', '--query', 'process where process.name == "x"', '--events', '-'];
    const report = await runJson<RunReport>(args, 2, { cwd, input });
    expect(report.rules[0]).toMatchObject({
      alerts: [{ events: [{ path: '-', index: 0 }] }, { events: [{ path: '-', index: 1 }] }],
      events: 2,
      problems: [{ path: '-', severity: 'error', range: { start: { line: 5, column: 1 } } }],
    });
  });

  test('absolute arguments give absolute paths, and only those', async () => {
    const rulePath = `${cwd}/rules/container_tool.toml`;
    const args = ['run', rulePath, '--events', `${cwd}/fixtures`, '--events', 'with-fixtures/unrelated.json'];
    const report = await runJson<RunReport>(args, 0, { cwd });
    const paths = report.rules[0]?.alerts.flatMap(({ events }) => events).map((event) => Object(event).path);
    expect(report.rules[0]?.rule).toBe(rulePath);
    expect(new Set(paths)).toEqual(
      new Set([
        `${cwd}/fixtures/processes.ndjson`,
        `${cwd}/fixtures/more/single.json`,
        'with-fixtures/unrelated.json',
      ]),
    );
  });

  test('without --events: the fixtures next to the rule, by paths below the current folder', async () => {
    const report = await runJson<RunReport>(['run', 'with-fixtures/tool.toml'], 0, { cwd });
    expect(report.rules[0]).toMatchObject({
      events: 1,
      alerts: [{ events: [{ path: 'with-fixtures/fixtures/tool.ndjson', index: 0 }] }],
    });
  });
});

describe.concurrent('explain --format json', () => {
  test('clauses with places in the rule', async () => {
    const args = ['explain', 'rules/container_tool.toml', '--events', 'fixtures', '--event', '2'];
    const report = await runJson<Record<string, unknown>>(args, 0, { cwd });
    expect(report).toMatchObject({
      version: 1,
      rule: 'rules/container_tool.toml',
      event: { path: 'fixtures/processes.ndjson', index: 2 },
      matches: false,
      filters: [{ step: null, matches: false, clause: { holds: false, range } }],
    });
  });

  test.each([
    ['0', true],
    ['pipeline/logins.ndjson:2', false],
  ])('an event %s is judged in its group, as run does', async (event, matches) => {
    const args = ['explain', 'pipeline/hosts.toml', '--events', 'pipeline/logins.ndjson', '--event', event];
    const report = await runJson<Record<string, unknown>>(args, 0, { cwd });
    expect(report).toMatchObject({ matches });
  });

  test('without an event, the first that an alert comes from', async () => {
    const args = ['explain', 'pipeline/hosts.toml', '--events', 'pipeline/logins.ndjson'];
    const report = await runJson<Record<string, unknown>>(args, 0, { cwd });
    expect(report).toMatchObject({ matches: true, event: { index: 0 } });
  });

  test('a rule that cannot be evaluated', async () => {
    const args = ['explain', 'pipeline/rows.toml', '--events', 'fixtures'];
    const report = await runJson<Record<string, unknown>>(args, 0, { cwd });
    expect(report).toMatchObject({
      version: 1,
      rule: 'pipeline/rows.toml',
      problems: [{ code: 'not-supported' }],
    });
  });
});

describe.concurrent('colours', () => {
  const args = ['lint', 'rules/nested/misspelt.toml'];
  const colored = '\u001b[';

  test('no colours if the output is not a terminal', async () => {
    expect((await runCli(args, { cwd })).stdout).not.toContain(colored);
  });

  test('FORCE_COLOR turns them on', async () => {
    expect((await runCli(args, { cwd, env: { FORCE_COLOR: '1' } })).stdout).toContain(colored);
  });

  test('NO_COLOR wins', async () => {
    const { stdout } = await runCli(args, { cwd, env: { FORCE_COLOR: '1', NO_COLOR: '1' } });
    expect(stdout).not.toContain(colored);
  });

  test('never in JSON', async () => {
    const { stdout } = await runCli([...args, '--format', 'json'], { cwd, env: { FORCE_COLOR: '1' } });
    expect(stdout).not.toContain(colored);
  });
});

describe.runIf(process.platform !== 'win32')('as an installed command', () => {
  test('the program starts by itself', () => {
    const shown = execFileSync(builtProgram(), ['--version'], { encoding: 'utf8' });
    expect(shown).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});
