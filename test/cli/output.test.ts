import { execFile, spawn } from 'node:child_process';
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { builtProgram } from '../helpers/built-program.js';
import { createWorkspace } from '../helpers/workspace.js';
import { type CliResult, runCli } from './run-cli.js';
import { rule, sampleFiles } from './sample-files.js';

const sequence = rule({
  name: 'Sequence',
  id: '0b6d6f0f-5c0e-4e4f-8a0c-6b1a35f5b0d2',
  query: 'sequence by host.id [process where process.name == "a"] [process where process.name == "b"]',
});

const event = (second: number, name: string, host: string): string =>
  JSON.stringify({
    '@timestamp': new Date(Date.UTC(2026, 0, 1) + second * 1000).toISOString(),
    event: { category: 'process' },
    process: { name },
    host: { id: host },
  });

/** Events out of order, more than a run keeps in memory, and one sequence among them. */
function disordered(): string {
  const lines = Array.from({ length: 100_100 }, (_, index) => event(1_000_000 - index, 'a', `host-${index}`));
  return `${[event(2, 'b', 'x'), event(1, 'a', 'x'), ...lines].join('\n')}\n`;
}

const workspace = createWorkspace({
  'rules/sequence.toml': sequence,
  'rules/container_tool.toml': sampleFiles['rules/container_tool.toml']!,
  'disordered.ndjson': disordered(),
  'few.ndjson': `${event(1, 'a', 'x')}\n${event(2, 'b', 'x')}\n`,
});
const cwd = workspace.folder;
afterAll(workspace.remove);

interface RunReport {
  readonly rules: readonly {
    readonly rule: string;
    readonly alerts: readonly unknown[];
    readonly problems: readonly { readonly code: string; readonly message: string }[];
  }[];
}

const runRules = ['run', 'rules', '--events', 'disordered.ndjson', '--format', 'json'];

/** Runs the command line in a shell, for conditions that only a shell can set up. */
function runInShell(script: string, env: Readonly<Record<string, string>> = {}): Promise<CliResult> {
  const program = `"${process.execPath}" "${builtProgram()}"`;
  return new Promise((resolve) => {
    execFile(
      '/bin/sh',
      ['-c', script.replaceAll('rulewright', program)],
      { cwd, env: { PATH: process.env.PATH, ...env }, timeout: 20_000 },
      (error, stdout, stderr) => {
        resolve({ code: error ? Number(error.code ?? -1) : 0, stdout, stderr });
      },
    );
  });
}

const sortedRows = [
  'run',
  '--language',
  'esql',
  '--query',
  'FROM * | EVAL long = REPEAT("x", 400) | SORT @timestamp | KEEP @timestamp, host.id, long',
  '--events',
  'disordered.ndjson',
];

describe('rows of SORT without a LIMIT', () => {
  test('are sorted in temporary files, in the memory of a small program', async () => {
    const folder = join(cwd, 'sorted-rows');
    mkdirSync(folder);
    const { code, stdout } = await runCli([...sortedRows, '--format', 'json'], {
      cwd,
      env: { TMPDIR: folder, NODE_OPTIONS: '--max-old-space-size=100' },
    });
    expect(code).toBe(0);
    const { rules } = JSON.parse(stdout) as {
      rules: { alerts: { columns: { '@timestamp': string } }[] }[];
    };
    const times = rules[0]!.alerts.map(({ columns }) => columns['@timestamp']);
    expect(times.length).toBe(100_102);
    expect(times.every((time, index) => index === 0 || times[index - 1]! <= time)).toBe(true);
    expect(readdirSync(folder)).toEqual([]);
  });

  test('are an error if there is no space for temporary files', async () => {
    const folder = join(cwd, 'full-rows');
    mkdirSync(folder);
    const run = sortedRows.map((part) => `'${part}'`).join(' ');
    const { stdout } = await runInShell(
      `trap '' XFSZ; ulimit -f 100; (rulewright ${run} --format json; echo " $?") | cat`,
      { TMPDIR: folder },
    );
    const [report, code] = stdout.split('}\n ');
    expect(code?.trim()).toBe('2');
    expect((JSON.parse(`${report}}`) as RunReport).rules[0]).toMatchObject({
      alerts: [],
      problems: [
        {
          code: 'query-runtime',
          message: expect.stringMatching(/cannot use a temporary file: the file would be too large/),
        },
      ],
    });
    expect(readdirSync(folder)).toEqual([]);
  });

  test('are a problem without a temporary folder', async () => {
    const { code, stdout } = await runCli(sortedRows, { cwd, env: { TMPDIR: join(cwd, 'none') } });
    expect(code).toBe(2);
    expect(stdout).toContain('cannot use a temporary file: no such file or folder');
  });
});

describe('events that are not in order of time', () => {
  test('are sorted, with temporary files', async () => {
    const { code, stdout } = await runCli(runRules, { cwd });
    const { rules } = JSON.parse(stdout) as RunReport;
    const found = rules.find((one) => one.rule === 'rules/sequence.toml');
    expect({ code, alerts: found?.alerts.length, problems: found?.problems }).toEqual({
      code: 0,
      alerts: 1,
      problems: [],
    });
  });

  const folders: readonly (readonly [name: string, prepare: (folder: string) => void])[] = [
    ['missing', () => {}],
    ['a file', (folder) => writeFileSync(folder, '')],
  ];

  function checkNotSorted(code: number, stdout: string, reason: RegExp): void {
    const { rules } = JSON.parse(stdout) as RunReport;
    expect({ code, rules: rules.map((one) => one.rule) }).toEqual({
      code: 2,
      rules: ['rules/container_tool.toml', 'rules/sequence.toml'],
    });
    expect(rules[0]).toMatchObject({ alerts: [], problems: [] });
    expect(rules[1]).toMatchObject({
      alerts: [],
      problems: [{ code: 'query-runtime', message: expect.stringMatching(reason) }],
    });
  }

  test.each(folders)('the temporary folder is %s', async (name, prepare) => {
    const folder = join(cwd, `temporary-${name.replace(' ', '-')}`);
    prepare(folder);
    const { code, stdout } = await runCli(runRules, { cwd, env: { TMPDIR: folder } });
    checkNotSorted(code, stdout, /cannot use a temporary file: .* \(temporary folder .*temporary-/);
  });

  test('there is no space for temporary files', async () => {
    const folder = join(cwd, 'temporary');
    mkdirSync(folder);
    // A file size limit simulates a full disk; without the trap the system would send SIGXFSZ.
    const { code, stdout } = await runInShell(
      `trap '' XFSZ; ulimit -f 100; rulewright ${runRules.join(' ')} | cat; exit 2`,
      { TMPDIR: folder },
    );
    checkNotSorted(code, stdout, /cannot use a temporary file: the file would be too large/);
    expect(readdirSync(folder)).toEqual([]);
  });

  test('the search in plain words', async () => {
    const { code, stdout } = await runCli(runRules.slice(0, 4), { cwd, env: { TMPDIR: join(cwd, 'none') } });
    expect(code).toBe(2);
    expect(stdout).toContain('Sequence  failed');
    expect(stdout).toContain('= help: Free some space there');
  });
});

/**
 * Starts the command line and sends signals once the string has appeared in its temporary folder, or after a
 * delay.
 */
async function interrupted(
  args: readonly string[],
  signals: readonly NodeJS.Signals[],
  env = {},
): Promise<number> {
  const child = spawn(process.execPath, [builtProgram(), ...args], {
    cwd,
    env: { PATH: process.env.PATH, ...env },
    stdio: ['pipe', 'ignore', 'pipe'],
  });
  const ended = new Promise<number>((resolve) => {
    child.on('exit', (code, signal) => resolve(code ?? (signal === 'SIGTERM' ? 143 : -1)));
  });
  child.stdin.on('error', () => {});
  // An endless stream of events.
  const feed = setInterval(() => child.stdin.write(`${event(1, 'a', 'x')}\n`.repeat(1_000)), 2);
  for (const signal of signals) {
    await untilSpilled(env);
    child.kill(signal);
  }
  const code = await ended;
  clearInterval(feed);
  return code;
}

async function untilSpilled({ TMPDIR }: { readonly TMPDIR?: string }): Promise<void> {
  for (let tries = 0; TMPDIR !== undefined && tries < 500; tries++) {
    if (readdirSync(TMPDIR).length > 0) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

describe('signals', () => {
  const events = ['run', 'rules', '--events', '-', '--format', 'json'];

  test.each<[name: string, signals: NodeJS.Signals[], code: number]>([
    ['Ctrl-C twice', ['SIGINT', 'SIGINT'], 130],
    ['SIGTERM', ['SIGTERM'], 143],
    ['SIGHUP', ['SIGHUP'], 129],
  ])('%s leaves no temporary folder', async (name, signals, code) => {
    const folder = join(cwd, `signal-${name.replaceAll(' ', '-')}`);
    mkdirSync(folder);
    expect(await interrupted(events, signals, { TMPDIR: folder })).toBe(code);
    expect(readdirSync(folder)).toEqual([]);
  });

  test('an interrupted run shows its partial result, and its exit code says so', async () => {
    const pipe = join(cwd, 'pipe');
    const script = `mkfifo pipe; (head -n 3 disordered.ndjson; sleep 2) > pipe & rulewright run rules --events pipe > out.txt 2> err.txt & child=$!; sleep 1; kill -INT $child; wait $child; echo $?`;
    const { stdout } = await runInShell(script);
    rmSync(pipe);
    expect(stdout.trim()).toBe('130');
    expect(readFileSync(join(cwd, 'err.txt'), 'utf8')).toContain('stopped after 3 events');
  });
});

describe('files of events', () => {
  test('that a folder has in any spelling, and what is said when it has none', async () => {
    const line = `${event(1, 'a', 'x')}\n`;
    workspace.write('spelt/A.NDJSON', line);
    workspace.write('spelt/b.csv', '@timestamp,process.name\n2026-01-01T00:00:00Z,a\n');
    workspace.write('spelt/c.Jsonl', line);
    workspace.write('spelt/notes.txt', 'no event');
    const run = ['run', '--query', 'any where true', '--events'];
    const { stdout } = await runCli([...run, 'spelt', '--format', 'json'], { cwd });
    expect(stdout).toContain('"events":3');
    workspace.write('none/notes.txt', 'no event');
    const none = await runCli([...run, 'none'], { cwd });
    expect(none.stderr).toContain('no event files found: names must end in .ndjson');
  });

  test('in a pipe are read once, in whatever order they come', async () => {
    const { stdout, stderr } = await runInShell(
      'mkfifo once; (cat disordered.ndjson > once) & rulewright run rules --events once --format json; rm once',
    );
    const whole = await runCli(['run', 'rules', '--events', 'disordered.ndjson', '--format', 'json'], {
      cwd,
    });
    expect(stdout).toBe(whole.stdout.replaceAll('disordered.ndjson', 'once'));
    expect(stderr).not.toContain('they are sorted');
  });
});

describe('results that cannot be written', () => {
  test.each(['pretty', 'json', 'sarif', 'junit', 'github'])('a full disk, as %s', async (format) => {
    // A finding, so that no report format is empty.
    workspace.write('misspelt.toml', sampleFiles['rules/nested/misspelt.toml']!);
    const { code, stderr } = await runInShell(`rulewright lint misspelt.toml --format ${format} > /dev/full`);
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: 'rulewright: the results could not be written: no space left on the disk\n',
    });
  });

  test('a full disk, while alerts are written', async () => {
    const { code, stderr } = await runInShell(
      'rulewright run rules --events disordered.ndjson --format json > /dev/full',
    );
    expect({ code, stderr }).toMatchObject({ code: 2, stderr: expect.stringMatching(/no space left/) });
  });
});

describe('--output', () => {
  beforeAll(() => workspace.write('misspelt.toml', sampleFiles['rules/nested/misspelt.toml']!));

  const commands: readonly (readonly [name: string, args: readonly string[]])[] = [
    ['lint', ['lint', 'misspelt.toml', '--format', 'sarif']],
    ['lint for people, without colours', ['lint', 'misspelt.toml']],
    ['test', ['test', 'rules', '--format', 'junit']],
    ['run', ['run', 'rules', '--events', 'few.ndjson', '--format', 'json']],
    ['explain', ['explain', 'rules/container_tool.toml', '--events', 'few.ndjson']],
    ['guide', ['guide', 'rules/container_tool.toml', '--format', 'html']],
  ];

  test.each(commands)('%s: the file has what standard output would have', async (_, args) => {
    const plain = await runCli(args, { cwd });
    workspace.write('report', 'an earlier report');
    const { code, stdout, stderr } = await runCli([...args, '--output', 'report'], {
      cwd,
      env: { FORCE_COLOR: '0' },
    });
    expect({ code, stdout, stderr }).toEqual({ code: plain.code, stdout: '', stderr: plain.stderr });
    const timed = (text: string): string => text.replaceAll(/ time="[\d.]+"/g, '');
    expect(timed(readFileSync(join(cwd, 'report'), 'utf8'))).toBe(timed(plain.stdout));
    expect(readdirSync(cwd).filter((name) => name.startsWith('report'))).toEqual(['report']);
  });

  test.each<[string, string, RegExp]>([
    ['a folder', 'rules', /--output takes a file, and rules is a folder/],
    ['in no folder', 'nowhere/report', /--output cannot create nowhere\/report: no such file/],
    ['below a file', 'misspelt.toml/report', /--output cannot create misspelt.toml\/report: /],
    ['a full device', '/dev/full', /could not be written to \/dev\/full: no space left/],
  ])('%s', async (_, path, message) => {
    const { code, stdout, stderr } = await runCli(['lint', 'misspelt.toml', '--output', path], { cwd });
    expect({ code, stdout, stderr }).toEqual({ code: 2, stdout: '', stderr: expect.stringMatching(message) });
  });

  test('an interrupted run leaves the earlier report and says so', async () => {
    workspace.write('report', 'an earlier report');
    const script = `mkfifo pipe; (head -n 3 disordered.ndjson; sleep 2) > pipe & rulewright run rules --events pipe --output report 2> err.txt & child=$!; sleep 1; kill -INT $child; wait $child; echo $?`;
    const { stdout } = await runInShell(script);
    rmSync(join(cwd, 'pipe'));
    expect(stdout.trim()).toBe('130');
    expect(readFileSync(join(cwd, 'report'), 'utf8')).toBe('an earlier report');
    expect(readFileSync(join(cwd, 'err.txt'), 'utf8')).toContain('interrupted, so report was not written');
  });

  test('through a link: the link stays, and the file keeps its permissions', async () => {
    workspace.write('kept', 'an earlier report');
    chmodSync(join(cwd, 'kept'), 0o640);
    symlinkSync('kept', join(cwd, 'linked'));
    const { code } = await runCli(['lint', 'misspelt.toml', '--output', 'linked'], { cwd });
    expect(code).toBe(0);
    expect(lstatSync(join(cwd, 'linked')).isSymbolicLink()).toBe(true);
    expect(statSync(join(cwd, 'kept')).mode & 0o777).toBe(0o640);
    expect(readFileSync(join(cwd, 'kept'), 'utf8')).toContain('misspelt.toml');
  });

  test('/dev/stdout is a file that its opener holds', async () => {
    const { code } = await runInShell('rulewright lint misspelt.toml --output /dev/stdout > direct');
    expect(code).toBe(0);
    expect(readFileSync(join(cwd, 'direct'), 'utf8')).toContain('misspelt.toml');
  });

  test('a failed run leaves the earlier report', async () => {
    workspace.write('report', 'an earlier report');
    const { code } = await runCli(['run', '--output', 'report'], { cwd });
    expect({ code, report: readFileSync(join(cwd, 'report'), 'utf8') }).toEqual({
      code: 2,
      report: 'an earlier report',
    });
  });
});
