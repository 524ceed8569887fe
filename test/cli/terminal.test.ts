import { execFileSync } from 'node:child_process';
import { afterAll, expect, test } from 'vitest';
import { createWorkspace } from '../helpers/workspace.js';
import { runCli } from './run-cli.js';
import { rule } from './sample-files.js';

/** Clears the screen, sets the window title, and starts a line that a CI system reads as a command. */
const attack =
  'x\u001b[2J\u001b]0;title\u0007\u009b1m\r\n::error file=README.md::planted\n  ##[error]planted ##vso[task.setvariable]x\u202e';
const inToml = JSON.stringify(attack).replaceAll('\u009b', '\\u009b').replaceAll('\u202e', '\\u202e');
const evil = rule({
  name: 'Evil',
  id: '5f7f0e0a-3d3a-4f55-9d4e-0c3f9a6d7b11',
  query: 'process where proces.name == "x"',
  note: `## Triage\n\n::error::planted and ##[group]x ##vso[build]\n\u001b[2J`.replaceAll(
    '\u001b',
    '\\u001b',
  ),
})
  .replace('"Evil"', inToml)
  .replace('severity = "low"', `severity = ${inToml}\n${inToml} = 1`);
const clean = rule({
  name: 'Clean',
  id: '6f7f0e0a-3d3a-4f55-9d4e-0c3f9a6d7b12',
  query: 'sequence by host.id [process where process.name == "x"] [process where process.name == "y"]',
}).replace('"Clean"', inToml);
const event = JSON.stringify({
  '@timestamp': '2026-01-01T00:00:00Z',
  event: { category: 'process' },
  process: { name: attack },
  host: { id: attack },
});
const tests = `tests:\n  - name: ${inToml}\n    todo: ${inToml}\n    events: [{process.name: ${inToml}}]\n    ${inToml}: 1\n    expect: alert\n`;
const fileName = 'x\u001b[2J\n::error::planted.toml';

const workspace = createWorkspace({
  'rules/evil.toml': evil,
  'rules/evil.tests.yaml': tests,
  'rules/clean.toml': clean,
  'rules/clean.tests.yaml': tests.replace(/ {4}".*": 1\n/, ''),
  'rules/fixtures/e.ndjson': `${event}\n${event.replace('2026', '2025')}\n{"broken": ${attack}\n`,
  [`rules/${fileName}`]: clean.replace('6f7f', '7f7f').replace('risk_score = 21', 'risk_score="\u001b[2J"'),
});
afterAll(workspace.remove);

/**
 * Characters that a report must not contain, except in its own colours: controls of the terminal and of lines
 * and directions.
 */
const steering = /(?![\n\t])\p{Cc}|[\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;
const ownColors = ['1', '2', '22', '31', '32', '33', '36', '39'].map((code) => `\u001b[${code}m`);

const commands: readonly (readonly string[])[] = [
  ['lint', '.'],
  ['lint', '.', '--verbose'],
  ['lint', '.', '--format', 'json'],
  ['lint', '.', '--format', 'sarif'],
  ['lint', '.', '--format', 'junit'],
  ['lint', '.', '--format', 'github'],
  ['lint', '.', '--fix-dry-run'],
  ['lint', attack],
  ['test', '.', '--verbose', '--coverage'],
  ['test', '.', '--format', 'json'],
  ['test', '.', '--format', 'junit'],
  ['run', 'rules', '--verbose'],
  ['run', 'rules', '--format', 'json'],
  ['run', '--query', `process where "${attack}`, '--events', 'rules/fixtures/e.ndjson'],
  ['explain', 'rules/clean.toml'],
  ['explain', 'rules/clean.toml', '--event', '0'],
  ['explain', 'rules/clean.toml', '--event', '0', '--format', 'json'],
  ['explain', 'rules/evil.toml'],
  ['guide', 'rules/evil.toml'],
  ['guide', 'rules/evil.toml', '--format', 'html'],
  ['fmt', '--check', '--verbose', '.'],
  ['fmt', '--check', '.'],
  ['docs', attack],
  [attack],
  ['lint', `--${attack}`],
];

test.each(commands)('%s %s %s %s: nothing of a stranger steers the terminal or the CI', async (...args) => {
  for (const FORCE_COLOR of ['0', '1']) {
    const { stdout, stderr } = await runCli(args, { cwd: workspace.folder, env: { FORCE_COLOR } });
    const written = ownColors.reduce((rest, color) => rest.replaceAll(color, ''), `${stdout}${stderr}`);
    expect(written).not.toBe('');
    expect(written.split('\n').filter((line) => steering.test(line))).toEqual([]);
    const isCommand = /^\s*::|##\w*\[/;
    const isOwn = /^::(?:error|warning|notice) file=[^:]*,title=[a-z-]+::/;
    const own = args.includes('github');
    expect(written.split('\n').filter((line) => isCommand.test(line) && !(own && isOwn.test(line)))).toEqual(
      [],
    );
  }
});

test('the guide is shown as it is, but for what steers a terminal or a CI', async () => {
  const { stdout } = await runCli(['guide', 'rules/evil.toml'], { cwd: workspace.folder });
  expect(stdout).toContain('\n\\::error::planted and #\\#[group]x #\\#vso[build]\n');
  expect(stdout).toContain('\\u001b[2J');
});

test('the examples reach the program', () => {
  // Without this check, a test above could pass because a shell or the file system changed the names.
  const listed = execFileSync('ls', ['-1b', 'rules'], { cwd: workspace.folder, encoding: 'utf8' });
  expect(listed).toContain('x\\033[2J\\n::error::planted.toml');
});
