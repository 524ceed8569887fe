import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { builtProgram } from '../helpers/built-program.js';
import { canLink } from '../helpers/links.js';
import { createWorkspace } from '../helpers/workspace.js';
import { runCli, runJson } from './run-cli.js';
import { rule, sampleFiles } from './sample-files.js';

const workspace = createWorkspace({});
const cwd = workspace.folder;
afterAll(workspace.remove);

const file = (path: string): string => join(cwd, path);
const read = (path: string): string => readFileSync(file(path), 'utf8');

/** Two mistakes with a fix and one without, between comments and in an unusual layout. */
const wrong = rule({
  name: 'Wrong',
  id: 'd9a7c1f0-9a3f-4e39-8f39-6a3f6c6f0c55',
  query: `// the shells of Windows
process where proces.name == "cmd.exe" and   // on purpose: blanks
  event.type == "strat"`,
})
  .replace('severity = "low"', 'severity   =   "low" # for now')
  .replace('risk_score = 21', 'risk_score = 210');
const mended = wrong.replace('proces.name', 'process.name').replace('"strat"', '"start"');

interface Report {
  readonly findings: readonly { readonly path: string; readonly code: string; readonly message: string }[];
  readonly summary: Readonly<Record<string, number>>;
}

describe('lint --fix', () => {
  test('writes only what the fixes change', async () => {
    workspace.write('fix/wrong.toml', wrong);
    workspace.write('fix/clean.toml', sampleFiles['rules/container_tool.toml']!);
    const { mtimeMs } = statSync(file('fix/clean.toml'));
    const { findings, summary } = await runJson<Report>(['lint', 'fix', '--fix'], 1, { cwd });
    expect(read('fix/wrong.toml')).toBe(mended);
    expect(statSync(file('fix/clean.toml')).mtimeMs).toBe(mtimeMs);
    // Only findings without a fix remain.
    expect(findings.map(({ code }) => code)).toEqual(['risk-range']);
    expect(summary).toMatchObject({ files: 2, errors: 1, warnings: 0, fixed: 2 });
    expect(readdirSync(file('fix')).sort()).toEqual(['clean.toml', 'wrong.toml']);
  });

  test('a second run changes nothing', async () => {
    workspace.write('twice/wrong.toml', mended);
    const { summary } = await runJson<Report>(['lint', 'twice', '--fix'], 1, { cwd });
    expect(summary.fixed).toBe(0);
    expect(read('twice/wrong.toml')).toBe(mended);
  });

  test('a finding that a fix exposes is fixed, too', async () => {
    // The value is compared with those of ECS only once the field is known.
    const chained = mended.replace('event.type == "start"', 'event.tpye == "strat"');
    workspace.write('chain/rule.toml', chained);
    await runJson<Report>(['lint', 'chain', '--fix'], 1, { cwd });
    expect(read('chain/rule.toml')).toBe(mended);
  });

  test('line ends and the byte order mark stay', async () => {
    const marked = `\uFEFF${wrong.replaceAll('\n', '\r\n')}`;
    workspace.write('ends/rule.toml', marked);
    await runJson<Report>(['lint', 'ends', '--fix'], 1, { cwd });
    expect(read('ends/rule.toml')).toBe(`\uFEFF${mended.replaceAll('\n', '\r\n')}`);
  });

  test('a test file is fixed, too', async () => {
    workspace.write('tests/tool.toml', sampleFiles['rules/container_tool.toml']!);
    workspace.write(
      'tests/tool.tests.yaml',
      'tests:\n  - name: one # kept\n    events: [{process.name: x}]\n    expekt: no alert\n',
    );
    const { findings } = await runJson<Report>(['lint', 'tests', '--fix'], 0, { cwd });
    expect(findings).toEqual([]);
    expect(read('tests/tool.tests.yaml')).toBe(
      'tests:\n  - name: one # kept\n    events: [{process.name: x}]\n    expect: no alert\n',
    );
  });

  test('fixes that insert at one place come one after the other', async () => {
    // Tags for the operating system, the use case and the rule type are all inserted at the end of the table.
    const bare = wrong.replace(/^tags = .*\n/m, '').replaceAll(/^(?:name|references) = .*\n/gm, '');
    workspace.write('inserts/detection_rules/etc/version.lock.json', '{}');
    workspace.write('inserts/rules/windows/rule.toml', bare);
    await runJson<Report>(['lint', 'inserts', '--profile', 'elastic', '--fix'], 1, { cwd });
    const { findings } = await runJson<Report>(['lint', 'inserts', '--profile', 'elastic'], 1, { cwd });
    expect(findings.filter(({ code }) => code.startsWith('toml-'))).toEqual([]);
  });

  test('changes of another program in the meantime are kept', async () => {
    const other = wrong.replace('210', '73');
    workspace.write('meanwhile/a.toml', wrong);
    const pipe = file('meanwhile/z.toml');
    execFileSync('mkfifo', [pipe]);
    const run = runJson<Report>(['lint', 'meanwhile/a.toml', 'meanwhile/z.toml', '--fix'], 2, { cwd });
    // The run has read the first rule by the time it opens the pipe.
    const writer = await open(pipe, 'w');
    workspace.write('meanwhile/a.toml', other);
    await writer.writeFile(wrong.replace('d9a7', 'e9a7'));
    await writer.close();
    const { findings } = await run;
    expect(findings[0]).toMatchObject({
      path: 'meanwhile/a.toml',
      code: 'unwritable',
      message: 'the file was not changed, because another program has changed it in the meantime',
    });
    expect(read('meanwhile/a.toml')).toBe(other);
  });

  test('only reported findings are fixed', async () => {
    workspace.write('ignored/.rulewright.yaml', 'checks: {field-unknown: off}\nignore: [drafts/**]\n');
    workspace.write('ignored/rule.toml', wrong);
    workspace.write('ignored/drafts/rule.toml', wrong);
    await runJson<Report>(['lint', 'ignored', '--fix'], 1, { cwd });
    expect(read('ignored/rule.toml')).toBe(wrong.replace('"strat"', '"start"'));
    expect(read('ignored/drafts/rule.toml')).toBe(wrong);
  });

  test('fixes are listed, for people and for programs', async () => {
    workspace.write('listed/rule.toml', wrong);
    const { stdout } = await runCli(['lint', 'listed', '--fix'], { cwd });
    expect(stdout.split('\n').slice(0, 3)).toEqual([
      'fixed listed/rule.toml:20:15  field-unknown: Replace with "process.name"',
      'fixed listed/rule.toml:21:17  value-typo: Replace "strat" with "start"',
      '',
    ]);
    workspace.write('listed/rule.toml', wrong);
    const { fixes } = await runJson<Report & { fixes: unknown }>(['lint', 'listed', '--fix'], 1, { cwd });
    expect(fixes).toMatchObject([
      { path: 'listed/rule.toml', code: 'field-unknown', range: { start: { line: 20, column: 15 } } },
      { path: 'listed/rule.toml', code: 'value-typo', title: 'Replace "strat" with "start"' },
    ]);
  });

  test('findings that the report hides are not fixed', async () => {
    workspace.write('hints/.rulewright.yaml', 'checks: {field-unknown: hint}\n');
    workspace.write('hints/rule.toml', wrong);
    await runCli(['lint', 'hints', '--fix'], { cwd });
    expect(read('hints/rule.toml')).toBe(wrong.replace('"strat"', '"start"'));
    await runCli(['lint', 'hints', '--fix', '--verbose'], { cwd });
    expect(read('hints/rule.toml')).toBe(mended);
  });

  test('a person decides which of two rules with one id gets another', async () => {
    const rule = sampleFiles['rules/container_tool.toml']!;
    const files = { 'twins/a.toml': rule, 'twins/b.toml': rule.replace('"Container Tool"', '"Twin"') };
    for (const [path, text] of Object.entries(files)) workspace.write(path, text);
    const { findings, summary } = await runJson<Report>(['lint', 'twins', '--fix'], 1, { cwd });
    expect(summary.fixed).toBe(0);
    expect(findings.map(({ path, code }) => [path, code])).toEqual([
      ['twins/a.toml', 'dup-rule-id'],
      ['twins/b.toml', 'dup-rule-id'],
    ]);
    for (const [path, text] of Object.entries(files)) expect(read(path)).toBe(text);
  });

  test('a finding in another file that a fix exposes is reported', async () => {
    const rule = sampleFiles['rules/container_tool.toml']!;
    workspace.write('shown/a.toml', rule);
    workspace.write(
      'shown/b.toml',
      rule.replace('"Container Tool"', '"Twin"').replace('rule_id', 'rule_idd'),
    );
    const { findings } = await runJson<Report>(['lint', 'shown', '--fix'], 1, { cwd });
    expect(findings.map(({ path, code }) => [path, code])).toEqual([
      ['shown/a.toml', 'dup-rule-id'],
      ['shown/b.toml', 'dup-rule-id'],
    ]);
  });

  test('--fix-dry-run shows the changes and leaves the file', async () => {
    workspace.write('dry/rule.toml', wrong);
    const { stdout } = await runCli(['lint', 'dry', '--fix-dry-run'], { cwd });
    const changed = stdout.split('\n').filter((line) => /^[-+](?![-+])/.test(line));
    expect(changed).toEqual([
      '-process where proces.name == "cmd.exe" and   // on purpose: blanks',
      '-  event.type == "strat"',
      '+process where process.name == "cmd.exe" and   // on purpose: blanks',
      '+  event.type == "start"',
    ]);
    expect(read('dry/rule.toml')).toBe(wrong);
  });
});

const posix = process.platform !== 'win32';
const nobody = 65534;

describe.runIf(posix)('permissions', () => {
  test('are kept, whatever the umask', async () => {
    workspace.write('mode/rule.toml', wrong);
    chmodSync(file('mode/rule.toml'), 0o664);
    await runJson<Report>(['lint', 'mode', '--fix'], 1, { cwd });
    expect(statSync(file('mode/rule.toml')).mode & 0o777).toBe(0o664);
  });

  test.runIf(canLink)('a symbolic link stays one, and the file behind it is written', async () => {
    workspace.write('link/real/rule.toml', wrong);
    mkdirSync(file('link/rules'));
    symlinkSync('../real/rule.toml', file('link/rules/rule.toml'));
    await runJson<Report>(['lint', 'link/rules', '--fix'], 1, { cwd });
    expect(lstatSync(file('link/rules/rule.toml')).isSymbolicLink()).toBe(true);
    expect(read('link/real/rule.toml')).toBe(mended);
  });

  describe.runIf(canLink)('links', () => {
    const layout = sampleFiles['unformatted/keys.toml']!;

    /** Checks that `lint --fix` and `fmt` with these arguments do not change the files of another project. */
    async function checkUnchanged(
      folder: string,
      args: readonly string[],
      project = folder,
    ): Promise<readonly string[]> {
      const messages: string[] = [];
      for (const command of [['lint', '--fix'], ['fmt']]) {
        const result = await runCli([...command, ...args], { cwd: file(folder) });
        messages.push(result.stdout + result.stderr);
      }
      expect(read(`${project}/../victim/rule.toml`)).toBe(wrong);
      expect(read(`${project}/../victim/layout.toml`)).toBe(layout);
      return messages;
    }

    function writeVictim(name: string, marker?: string): void {
      workspace.write(`${name}/victim/rule.toml`, wrong);
      workspace.write(`${name}/victim/layout.toml`, layout);
      if (marker !== undefined) workspace.write(`${name}/victim/${marker}`, '');
    }

    test.each([
      ['.git/HEAD', '.git/HEAD'],
      ['.rulewright.yaml', '.git/HEAD'],
      ['.git/HEAD', '.rulewright.yaml'],
      ['.git/HEAD', undefined],
      [undefined, '.git/HEAD'],
    ])('of a project with %s do not lead into a project with %s', async (marker, other) => {
      const name = `clone-${marker}-${other}`.replaceAll(/[^a-z-]/gi, '');
      writeVictim(name, other);
      workspace.write(`${name}/clone/rules/x.toml`, '');
      if (marker !== undefined) workspace.write(`${name}/clone/${marker}`, '');
      symlinkSync('../../victim', file(`${name}/clone/rules/v`));
      symlinkSync('../../victim/rule.toml', file(`${name}/clone/rules/rule.toml`));
      symlinkSync('../../victim/layout.toml', file(`${name}/clone/rules/layout.toml`));
      for (const message of await checkUnchanged(`${name}/clone`, ['.']))
        expect(message).toMatch(
          /3 links lead outside the project and were not followed; the first is \S*rules\/\S+/,
        );
      if (marker === undefined) return;
      // A shell can expand `rules/*` to these names.
      for (const message of await checkUnchanged(`${name}/clone`, [
        'rules/v',
        'rules/rule.toml',
        'rules/layout.toml',
      ]))
        expect(message).toMatch(/it is a link to \S*victim\S*, outside the project/);
      await checkUnchanged(name, ['clone/rules/v'], `${name}/clone`);
    });

    test('above a project are those of its user', async () => {
      workspace.write('data/checkout/.git/HEAD', '');
      workspace.write('data/checkout/rules/a.toml', wrong);
      workspace.write('data/plain/rules/a.toml', wrong);
      mkdirSync(file('home'));
      symlinkSync('../data', file('home/work'));
      for (const path of ['checkout', 'plain/rules']) {
        await runCli(['lint', '--fix', `work/${path}`], { cwd: file('home') });
        expect(read(`data/${path}/${path === 'checkout' ? 'rules/' : ''}a.toml`)).toBe(mended);
      }
    });
  });

  test('a name as long as names can be', async () => {
    const name = `long/${'n'.repeat(250)}.toml`;
    workspace.write(name, wrong);
    await runJson<Report>(['lint', 'long', '--fix'], 1, { cwd });
    expect(read(name)).toBe(mended);
    expect(readdirSync(file('long'))).toHaveLength(1);
  });

  test.each([
    ['a file with two names', true],
    ['a file with one name', false],
  ])('%s is whole after its disk was full', async (_, linked) => {
    const folder = linked ? 'full-linked' : 'full-single';
    // Its list is broken over several lines, so that the file becomes longer.
    const list = Array.from({ length: 4000 }, (_unused, index) => `"Tag ${index}"`).join(',');
    const text = sampleFiles['unformatted/keys.toml']!.replace('author =', `tags = [${list}]\nauthor =`);
    workspace.write(`${folder}/a.toml`, text);
    if (linked) linkSync(file(`${folder}/a.toml`), file(`${folder}/b.txt`));
    const blocks = Math.ceil(text.length / 512);
    const script = `trap '' XFSZ; ulimit -f ${blocks}; exec "$0" "$1" fmt ${folder}/a.toml`;
    const { status, stderr } = spawnSync('/bin/sh', ['-c', script, process.execPath, builtProgram()], {
      cwd,
      encoding: 'utf8',
    });
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr: expect.stringMatching(/could not be written: the file would be too large/),
    });
    expect(read(`${folder}/a.toml`)).toBe(text);
    expect(readdirSync(file(folder))).toHaveLength(linked ? 2 : 1);
    await runCli(['fmt', `${folder}/a.toml`], { cwd });
    expect(read(`${folder}/a.toml`).length).toBeGreaterThan(text.length);
  });

  test('both names of a file with two names show the change', async () => {
    workspace.write('names/first.toml', wrong);
    linkSync(file('names/first.toml'), file('names/second.txt'));
    await runJson<Report>(['lint', 'names', '--fix'], 1, { cwd });
    expect([read('names/first.toml'), read('names/second.txt')]).toEqual([mended, mended]);
  });

  test.runIf(process.getuid?.() === 0)('root leaves a file to its owner', async () => {
    workspace.write('owned/rule.toml', wrong);
    chownSync(file('owned/rule.toml'), nobody, nobody);
    await runJson<Report>(['lint', 'owned', '--fix'], 1, { cwd });
    const { uid, gid } = statSync(file('owned/rule.toml'));
    expect({ uid, gid, text: read('owned/rule.toml') }).toEqual({ uid: nobody, gid: nobody, text: mended });
  });

  // Root may write everywhere, so the command runs as another user.
  test.runIf(process.getuid?.() === 0)('a failed write is reported, and nothing is lost', async () => {
    workspace.write('closed/rule.toml', wrong);
    workspace.write('closed/layout.toml', sampleFiles['unformatted/keys.toml']!);
    chmodSync(cwd, 0o755);
    const options = { cwd, uid: nobody };
    const { findings, summary } = await runJson<Report>(['lint', 'closed/rule.toml', '--fix'], 2, options);
    expect(findings.map(({ code }) => code)).toEqual([
      'unwritable',
      'risk-range',
      'field-unknown',
      'value-typo',
    ]);
    expect(findings[0]?.message).toMatch(/could not be written: permission denied/);
    expect(summary.fixed).toBe(0);
    expect(read('closed/rule.toml')).toBe(wrong);

    const { code, stderr } = await runCli(['fmt', 'closed/layout.toml'], options);
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: expect.stringMatching(/closed\/layout\.toml: the file could not be written/),
    });
    expect(read('closed/layout.toml')).toBe(sampleFiles['unformatted/keys.toml']);
    expect(readdirSync(file('closed'))).toHaveLength(2);
  });
});

describe('fmt', () => {
  const unformatted = sampleFiles['unformatted/keys.toml']!;
  const formatted = unformatted
    .replace('type   =   "eql"\nseverity="low" # for now', 'severity = "low" # for now\ntype = "eql"')
    .replace("[ 'logs-*' ]", "['logs-*']");

  test('writes the files and names them; a second run has nothing to do', async () => {
    workspace.write('fmt/keys.toml', unformatted);
    workspace.write('fmt/Cargo.toml', '[package]\nname   =  "x"\n');
    expect(await runCli(['fmt', 'fmt'], { cwd })).toEqual({
      code: 0,
      stdout: 'fmt/keys.toml\n1 file: 1 changed\n',
      stderr: '',
    });
    expect(read('fmt/keys.toml')).toBe(formatted);
    expect(read('fmt/Cargo.toml')).toBe('[package]\nname   =  "x"\n');
    expect((await runCli(['fmt', 'fmt'], { cwd })).stdout).toBe('1 file: nothing to change\n');
  });

  test('--check changes nothing', async () => {
    workspace.write('check/keys.toml', unformatted);
    expect((await runCli(['fmt', '--check', 'check'], { cwd })).code).toBe(1);
    expect(read('check/keys.toml')).toBe(unformatted);
  });

  test('a broken file is left as it is, and the others are written', async () => {
    const broken = unformatted.replace('"eql"', '"eql');
    workspace.write('broken/a.toml', broken);
    workspace.write('broken/b.toml', unformatted);
    const { code, stdout, stderr } = await runCli(['fmt', 'broken', 'nowhere'], { cwd });
    expect({ code, stdout }).toEqual({ code: 2, stdout: 'broken/b.toml\n2 files: 1 changed\n' });
    expect(stderr).toMatch(/broken\/a\.toml: unchanged/);
    expect(stderr).toMatch(/nowhere: no such file or folder/);
    expect(read('broken/a.toml')).toBe(broken);
    expect(read('broken/b.toml')).toBe(formatted);
  });

  test('line ends and the byte order mark stay', async () => {
    workspace.write('marked/keys.toml', `\uFEFF${unformatted.replaceAll('\n', '\r\n')}`);
    expect((await runCli(['fmt', 'marked'], { cwd })).code).toBe(0);
    expect(read('marked/keys.toml')).toBe(`\uFEFF${formatted.replaceAll('\n', '\r\n')}`);
  });

  test('--query evens out the query too', async () => {
    const query = 'process   where process.name=="x"   and true';
    const text = rule({ name: 'Query', id: 'b3a0a0b5-0a5b-4d4e-8f59-0d5a3f8f7b66', query });
    workspace.write('query/rule.toml', text);
    expect((await runCli(['fmt', 'query'], { cwd })).stdout).toBe('1 file: nothing to change\n');
    await runCli(['fmt', 'query', '--query'], { cwd });
    expect(read('query/rule.toml')).toBe(text.replace(query, 'process where process.name == "x" and true'));
  });

  test('ignored files are skipped unless they are named', async () => {
    workspace.write('left/.rulewright.yaml', 'ignore: [drafts]\n');
    workspace.write('left/drafts/keys.toml', unformatted);
    expect((await runCli(['fmt', 'left'], { cwd })).stdout).toBe('0 files: nothing to change\n');
    expect((await runCli(['fmt', 'left/drafts/keys.toml'], { cwd })).stdout).toMatch(/1 changed/);
  });
});
