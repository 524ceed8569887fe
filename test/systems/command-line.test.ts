import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { projectFiles, projects, ruleText, umlauts } from './project-files.js';
import { type SimulatedSystem, simulate } from './simulated-system.js';

interface LintReport {
  readonly findings: readonly { readonly path: string; readonly code: string }[];
  readonly summary: { readonly files: number };
}

describe.each(projects)('%s, %s', (name, project) => {
  let system: SimulatedSystem;
  beforeEach(async () => {
    system = await simulate(name, project, projectFiles);
  });
  afterEach(() => system.remove());

  /** Returns a path with `/` as it is typed on the system. */
  const typed = (path: string): string => (name === 'windows' ? path.replaceAll('/', '\\') : path);
  const json = <Report>(...args: readonly string[]): Report => {
    const { stdout, stderr } = system.cli([...args, '--format', 'json']);
    expect(stderr).toBe('');
    return JSON.parse(stdout) as Report;
  };
  const lint = (...args: readonly string[]): LintReport => json('lint', ...args);

  it('lints each file once, however it is named, and no rule is a duplicate of itself', () => {
    const once = lint('rules');
    expect(once).toMatchObject({ findings: [], summary: { files: 6 } });
    // Windows distinguishes the normal forms of a name.
    const composed = name === 'windows' ? umlauts : umlauts.normalize('NFC');
    expect(lint('rules', typed('RULES/First.TOML'), 'RULES', typed('./rules/deep'))).toEqual(once);
    expect(lint(typed('rules/deep'), typed(`Rules/${composed}.toml`), 'rules')).toMatchObject(once);
  });

  it('shows paths with slashes as they were typed', () => {
    system.write('rules/Bad.toml', ruleText(4).replace('kubectl', '"'));
    const paths = (...args: readonly string[]) => new Set(lint(...args).findings.map(({ path }) => path));
    expect(paths(typed('./RULES/bad.toml'))).toEqual(new Set(['./RULES/bad.toml']));
    expect(paths('rules')).toEqual(new Set(['rules/Bad.toml']));
    expect(paths(system.path('rules'))).toEqual(
      new Set([`${system.project.replaceAll('\\', '/')}/rules/Bad.toml`]),
    );
  });

  it('finds duplicates among files, whatever their ending looks like', () => {
    system.write('rules/COPY.TOML', ruleText(1, 'Copy'));
    expect(lint('rules').findings.map(({ path, code }) => `${path} ${code}`)).toEqual([
      'rules/COPY.TOML dup-rule-id',
      'rules/first.toml dup-rule-id',
    ]);
  });

  it('ignores by patterns with either separator, however a path is typed', () => {
    system.write('rules/deep/copy.toml', ruleText(1, 'Copy'));
    for (const pattern of ['rules/deep/**', 'rules\\deep\\**', 'deep']) {
      system.write('.rulewright.yaml', `ignore: ['${pattern}']\n`);
      expect(lint(typed('Rules/Deep'), system.path('rules').toUpperCase()).findings).toEqual([]);
    }
  });

  it("tests, runs, explains and formats files named with the system's separator", () => {
    const { tests } = json<{ tests: readonly { file: string; rule: string; status: string }[] }>(
      'test',
      typed('RULES/first.toml'),
      typed('rules/first.tests.yaml'),
    );
    expect(tests.map(({ file, rule, status }) => [file, rule, status])).toEqual([
      ['RULES/first.tests.yaml', 'RULES/first.toml', 'passed'],
      ['RULES/first.tests.yaml', 'RULES/first.toml', 'failed'],
    ]);
    const from = ['--events', typed('fixtures/events.ndjson')];
    const { rules } = json<{ rules: readonly { rule: string; alerts: readonly unknown[] }[] }>(
      'run',
      typed('rules/first.toml'),
      ...from,
    );
    expect(rules[0]).toMatchObject({
      rule: 'rules/first.toml',
      alerts: [{ events: [{ path: 'fixtures/events.ndjson', index: 0 }] }],
    });
    expect(system.cli(['explain', typed('rules/first.toml'), ...from])).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('kubectl'),
    });
    system.write('rules/first.toml', ruleText(1).replace('severity = ', 'severity='));
    expect(system.cli(['fmt', typed('RULES/first.toml')])).toMatchObject({ code: 0 });
    expect(system.cli(['fmt', '--check', typed('rules/first.toml')])).toMatchObject({ code: 0 });
  });

  it('waits for a program that holds a new file, such as a scanner on Windows', () => {
    const unformatted = ruleText(1).replace('severity = ', 'severity=');
    system.write('rules/first.toml', unformatted);
    const read = (): string => readFileSync(system.real('rules/first.toml'), 'utf8');
    const refused = system.cliWhileHeld(['fmt', 'rules'], 1_000);
    expect(refused).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('another program is using it'),
    });
    expect({ text: read(), files: readdirSync(system.real('rules')).length }).toEqual({
      text: unformatted,
      files: Object.keys(projectFiles).filter((file) => /^rules\/[^/]*$/.test(file)).length + 1,
    });
    // On other systems nothing locks files, so an error is final.
    expect(system.cliWhileHeld(['fmt', 'rules'], 3).code).toBe(name === 'windows' ? 0 : 2);
  });

  it('knows the changed files, however git spells them', () => {
    const git = (...args: readonly string[]) =>
      execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.org', ...args], {
        cwd: system.real(''),
        stdio: 'pipe',
      });
    git('init', '--quiet');
    git('add', '.');
    git('commit', '--quiet', '--message', 'first');
    const changed = ['rules/first.toml', `rules/${umlauts}.toml`];
    for (const file of changed) writeFileSync(system.real(file), ruleText(5).replace('kubectl', '"'));
    const spelled = { 'rules/first': 'Rules/FIRST', [umlauts]: umlauts.normalize('NFC') };
    const names = name === 'windows' ? { 'rules/first': 'Rules/FIRST' } : spelled;
    for (const folder of ['RULES', system.path('rules')]) {
      const { stdout } = system.cli(['lint', folder, '--changed-since', 'HEAD', '--format', 'json'], {
        gitNames: names,
      });
      const { findings, summary } = JSON.parse(stdout) as LintReport;
      expect(summary.files).toBe(2);
      expect(new Set(findings.map(({ path }) => path.toLowerCase().split('/').at(-1)))).toEqual(
        new Set(['first.toml', `${umlauts}.toml`]),
      );
    }
  });
});

describe('on Windows, paths in the files of a project', () => {
  let system: SimulatedSystem | undefined;
  afterEach(() => system?.remove());

  it.each([
    ['another computer', '\\\\evil\\share\\x', '\\\\evil'],
    ['another computer with slashes', '//evil/share/x', '\\\\evil'],
    ['another drive', 'D:\\x', 'd:'],
    ['a drive without a folder', 'D:x', 'd:'],
  ])('is not looked for on %s', async (_, path, forbidden) => {
    system = await simulate('windows', 'C:\\project', {
      '_config.yaml': `rule_dirs: [rules]\nfiles: {version_lock: '${path}', packages: '${path}'}\n`,
      '.git/HEAD': '',
      'rules/first.toml': ruleText(1),
      'rules/first.tests.yaml': `rule: '${path}'\ntests:\n  - {name: a, events_from: '${path}', expect: alert}\n`,
      'rules/other.toml': ruleText(2),
      'rules/other.tests.yaml': `tests:\n  - {name: a, events_from: '${path}', expect: alert}\n`,
    });
    // A missing rule is a finding.
    expect(system.cli(['lint', 'rules'], { forbidden }).code).toBe(1);
    const { code, stdout } = system.cli(['test', 'rules'], { forbidden });
    expect(code).toBe(2);
    expect(stdout).toMatch(/is absolute|is outside the project/);
  });
});
