import { execFileSync } from 'node:child_process';
import { chmodSync, closeSync, mkdirSync, openSync, symlinkSync, writeFileSync, writeSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { canLink, hasPipes } from '../helpers/links.js';
import { createWorkspace } from '../helpers/workspace.js';
import { type CliOptions, runCli, runJson } from './run-cli.js';
import { rule, sampleFiles } from './sample-files.js';

const clean = sampleFiles['rules/container_tool.toml']!;
const events = sampleFiles['fixtures/processes.ndjson']!;
const utf16 = (text: string) => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]);
const withMark = (text: string) => Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(text)]);
const binary = Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 0, 1, 2, 0xfe, 0xff]);
const latin1 = Buffer.from(clean.replace('An example.', 'Ein schönes Beispiel.'), 'latin1');

const workspace = createWorkspace({ 'rules/container_tool.toml': clean, 'events/good.ndjson': events });
const cwd = workspace.folder;
const file = (name: string) => join(cwd, name);
const put = (name: string, content: string | Uint8Array) => writeFileSync(file(name), content);
afterAll(workspace.remove);

interface Found {
  readonly path: string;
  readonly code: string;
  readonly severity: string;
  readonly message: string;
  readonly help?: string;
  readonly range: { readonly start: { readonly line: number; readonly column: number } };
}

interface Received {
  readonly code: number;
  readonly found: readonly (readonly [code: string, line: number, message: RegExp])[];
}

/** Compares the findings of one file as code, line and message. */
function checkFound(found: readonly Found[], path: string, expected: Received['found']): void {
  const own = found.filter((one) => one.path === path);
  expect(own.map(({ code, range }) => [code, range.start.line])).toEqual(
    expected.map(([code, line]) => [code, line]),
  );
  own.forEach(({ message }, index) => {
    expect(message).toMatch(expected[index]![2]);
  });
}

async function lintFindings(
  args: readonly string[],
  code: number,
  options: CliOptions = {},
): Promise<Found[]> {
  const report = await runJson<{ findings: Found[] }>(['lint', ...args], code, { cwd, ...options });
  return report.findings;
}

describe.concurrent('lint: contents of a rule', () => {
  const contents: Readonly<Record<string, readonly [content: string | Uint8Array, expected: Received]>> = {
    'byte order mark': [withMark(clean), { code: 0, found: [] }],
    CRLF: [clean.replaceAll('\n', '\r\n'), { code: 0, found: [] }],
    'UTF-16': [utf16(clean), { code: 2, found: [['unreadable', 1, /UTF-16; save it as UTF-8/]] }],
    binary: [binary, { code: 2, found: [['unreadable', 1, /binary/]] }],
    'Latin 1': [latin1, { code: 2, found: [['unreadable', 1, /line 8 is not valid UTF-8/]] }],
    'broken TOML is a finding, not unreadable': [
      clean.replace('risk_score = 21', 'risk_score = '),
      { code: 1, found: [['toml-syntax', 17, /./]] },
    ],
    'an unclosed string': [
      clean.replace('"An example."', '"An example.'),
      { code: 1, found: [['toml-syntax', 8, /./]] },
    ],
    'a broken query': [
      rule({ name: 'X', id: '5f7f0e0a-3d3a-4f55-9d4e-0c3f9a6d7b11', query: 'process where (' }),
      { code: 1, found: [['eql-syntax', 19, /./]] },
    ],
  };

  for (const [name, [content, expected]] of Object.entries(contents)) {
    test(name, async () => {
      const path = `content-${name.replaceAll(/\W/g, '')}.toml`;
      put(path, content);
      checkFound(await lintFindings([path], expected.code), path, expected.found);
    });
  }

  test('an empty file that is named is a rule without anything', async () => {
    put('empty.toml', '');
    const findings = await lintFindings(['empty.toml'], 1);
    expect(findings.map(({ code }) => code)).toContain('key-missing');
  });

  test('an empty file in a folder is not a rule', async () => {
    workspace.write('empty/empty.toml', '');
    expect(await lintFindings(['empty'], 0)).toEqual([]);
  });

  test('one line of a megabyte', async () => {
    put('long.toml', clean.replace('An example.', 'x'.repeat(1_000_000)));
    expect(await lintFindings(['long.toml'], 0)).toEqual([]);
  });
});

describe.concurrent('lint: paths', () => {
  test('a missing file', async () => {
    const findings = await lintFindings(['nowhere.toml', 'rules'], 2);
    checkFound(findings, 'nowhere.toml', [['unreadable', 1, /no such file or folder/]]);
  });

  test('a file as a folder', async () => {
    const findings = await lintFindings(['rules/container_tool.toml/x'], 2);
    checkFound(findings, 'rules/container_tool.toml/x', [['unreadable', 1, /is a file, not a folder/]]);
  });

  test('a name that is too long', async () => {
    const name = 'x'.repeat(5000);
    // On Windows such a file cannot exist.
    const message = hasPipes ? /too long/ : /too long|no such file/;
    checkFound(await lintFindings([name], 2), name, [['unreadable', 1, message]]);
  });

  test.runIf(canLink)('a folder that contains itself', async () => {
    workspace.write('loop/a/rule.toml', clean.replace('risk_score = 21', 'risk_score = 2100'));
    symlinkSync('..', file('loop/a/up'));
    symlinkSync('.', file('loop/self'));
    const findings = await lintFindings(['loop'], 1);
    expect(findings.filter(({ code }) => code === 'risk-range').map(({ path }) => path)).toEqual([
      'loop/a/rule.toml',
    ]);
  });

  test.runIf(canLink)('links that lead to each other', async () => {
    mkdirSync(file('links'));
    symlinkSync('two.toml', file('links/one.toml'));
    symlinkSync('one.toml', file('links/two.toml'));
    const findings = await lintFindings(['links'], 2);
    for (const name of ['one', 'two'])
      checkFound(findings, `links/${name}.toml`, [['unreadable', 1, /loop of symbolic links/]]);
  });

  test.runIf(canLink)('a link that leads nowhere', async () => {
    mkdirSync(file('dangling'));
    symlinkSync('gone.toml', file('dangling/rule.toml'));
    const findings = await lintFindings(['dangling'], 2);
    checkFound(findings, 'dangling/rule.toml', [['unreadable', 1, /no such file/]]);
  });

  test('a rule without [metadata] in a folder is one', async () => {
    workspace.write('half/rule.toml', clean.replace(/^\[metadata\][^[]*/, ''));
    workspace.write('half/other.toml', '[package]\nname = "x"\n');
    const findings = await lintFindings(['half'], 1);
    checkFound(findings, 'half/rule.toml', [['key-missing', 1, /\[metadata\] is missing/]]);
  });

  test('a folder without rules', async () => {
    workspace.write('none/other.toml', '[package]\nname = "x"\n');
    expect(await runCli(['lint', 'none'], { cwd })).toEqual({
      code: 0,
      stdout: '0 files checked: no findings\n',
      stderr: 'rulewright: no rules in none\n',
    });
  });

  test('mistakes in the configuration have its path from the current folder', async () => {
    workspace.write('settings/.rulewright.yaml', 'checks: {field-unknwon: error}\n');
    workspace.write('settings/rules/rule.toml', clean);
    for (const [folder, path] of [
      ['settings', '.rulewright.yaml'],
      ['settings/rules', '../.rulewright.yaml'],
    ] as const) {
      const { findings } = await runJson<{ findings: Found[] }>(['lint'], 1, { cwd: file(folder) });
      checkFound(findings, path, [['configuration', 1, /Unknown key "field-unknwon"/]]);
    }
  });

  test('one file under two names is checked once', async () => {
    const args = ['rules/container_tool.toml', 'rules', './rules', file('rules')];
    const report = await runJson<{ summary: { files: number } }>(['lint', ...args], 0, { cwd });
    expect(report.summary.files).toBe(1);
  });

  test.runIf(hasPipes)('a pipe in a folder is ignored', async () => {
    workspace.write('pipe/rule.toml', clean);
    execFileSync('mkfifo', [file('pipe/pipe.toml')]);
    expect(await lintFindings(['pipe'], 0)).toEqual([]);
  });

  test.runIf(hasPipes)('a pipe that is named is read like a file, whatever it holds', async () => {
    const pipe = file('named.toml');
    execFileSync('mkfifo', [pipe]);
    const contents: readonly (readonly [string | Uint8Array, number, RegExp | undefined])[] = [
      [clean, 0, undefined],
      [clean.replace(/description = "+/, '$&\ufffd '), 0, undefined],
      [Buffer.from(clean, 'utf16le').fill(Buffer.from([0xff, 0xfe]), 0, 2), 2, /UTF-16/],
      [Buffer.concat([Buffer.from(clean), Buffer.from([0xff])]), 2, /not valid UTF-8/],
    ];
    for (const [content, code, message] of contents) {
      const [findings] = await Promise.all([lintFindings(['named.toml'], code), writeFile(pipe, content)]);
      checkFound(findings, 'named.toml', message ? [['unreadable', 1, message]] : []);
    }
  });

  test.runIf(hasPipes)('a file without permission', async () => {
    workspace.write('closed/rule.toml', clean);
    chmodSync(file('closed/rule.toml'), 0o000);
    chmodSync(cwd, 0o755);
    // Root may read everything, so the command runs as another user.
    const options = process.getuid?.() === 0 ? { uid: 65534 } : {};
    const findings = await lintFindings(['closed'], 2, options);
    checkFound(findings, 'closed/rule.toml', [['unreadable', 1, /permission denied/]]);
  });
});

describe.runIf(canLink && hasPipes)('what was not named is a regular file of the project', () => {
  const passing = 'tests:\n  - {name: a, events: [{process.name: x}], expect: no alert}\n';
  const secret = 'password: "hunter2"\n';

  function write(name: string, files: Readonly<Record<string, string>>): void {
    workspace.write(`${name}/secret/secret.tests.yaml`, secret);
    workspace.write(`${name}/secret/secret.ndjson`, `{"password":"hunter2"}\n`);
    workspace.write(`${name}/clone/.git/HEAD`, '');
    for (const [path, text] of Object.entries(files)) workspace.write(`${name}/clone/${path}`, text);
  }

  test.each([
    ['endless', (path: string) => symlinkSync('/dev/zero', path), /"x.toml" is outside the project/],
    ['pipe', (path: string) => execFileSync('mkfifo', [path]), /"x.toml" is not a file/],
    ['folder', (path: string) => mkdirSync(path), /"x.toml" is not a file/],
  ])('the rule beside a test file: %s', async (kind, make, message) => {
    const name = `beside-${kind}`;
    write(name, { 'x.tests.yaml': passing });
    make(file(`${name}/clone/x.toml`));
    for (const args of [['.'], ['x.tests.yaml']]) {
      const result = await runCli(['test', ...args], { cwd: file(`${name}/clone`) });
      expect(result).toMatchObject({ code: 2, stdout: expect.stringMatching(message) });
    }
  });

  test('a rule that has no end', async () => {
    write('endless', { 'x.tests.yaml': passing });
    symlinkSync('/dev/zero', file('endless/clone/x.toml'));
    for (const command of [['test'], ['fmt'], ['lint'], ['run', '--events', 'x.ndjson']]) {
      const [first = '', ...rest] = command;
      const { code, stdout, stderr } = await runCli([first, 'x.toml', ...rest], {
        cwd: file('endless/clone'),
      });
      expect({ code, message: stdout + stderr }).toEqual({
        code: 2,
        message: expect.stringMatching(/larger than 64 MB|is not a file/),
      });
    }
  });

  test('the test file next to a rule', async () => {
    write('test-file', { 'a.toml': clean, 'b.toml': clean, 'c.toml': clean });
    symlinkSync('/dev/zero', file('test-file/clone/a.tests.yaml'));
    execFileSync('mkfifo', [file('test-file/clone/b.tests.yaml')]);
    symlinkSync('../secret/secret.tests.yaml', file('test-file/clone/c.tests.yaml'));
    const args = ['test', 'a.toml', 'b.toml', 'c.toml'];
    const { code, stdout } = await runCli(args, { cwd: file('test-file/clone') });
    expect(code).toBe(2);
    expect(stdout.match(/is not a file|is outside the project/g)).toHaveLength(3);
    expect(stdout).not.toMatch(/hunter2/);
  });

  test('a rule that is named is read by way of a link, and so is its test file', async () => {
    write('named-link', {});
    workspace.write('named-link/secret/rule.toml', clean);
    workspace.write('named-link/clone/rule.tests.yaml', passing);
    symlinkSync('../secret/rule.toml', file('named-link/clone/rule.toml'));
    const options = { cwd: file('named-link/clone') };
    expect(await runCli(['lint', 'rule.toml'], options)).toMatchObject({ code: 0, stderr: '' });
    expect(await runCli(['test', 'rule.toml'], options)).toMatchObject({ code: 0, stderr: '' });
  });

  test.each(['../secret/secret.tests.yaml', '/dev/zero'])(
    'the configuration: a link to %s',
    async (target) => {
      const name = `configuration-${target.replaceAll(/\W/g, '')}`;
      write(name, { 'rules/rule.toml': clean });
      symlinkSync(target, file(`${name}/clone/.rulewright.yaml`));
      const { code, stdout } = await runCli(['lint', '.'], { cwd: file(`${name}/clone`) });
      expect({ code, stdout }).toEqual({
        code: 1,
        stdout: expect.stringMatching(/a link to a file outside the project.*\.rulewright\.yaml/s),
      });
      expect(stdout).not.toMatch(/hunter2/);
    },
  );

  test('the configuration: a link inside the project', async () => {
    write('inner', { 'rules/rule.toml': clean, 'settings/rulewright.yaml': 'ignore: [rule.toml]\n' });
    symlinkSync('../settings/rulewright.yaml', file('inner/clone/rules/.rulewright.yaml'));
    const report = await runJson<{ summary: { files: number } }>(['lint', '.'], 0, {
      cwd: file('inner/clone'),
    });
    expect(report.summary.files).toBe(0);
  });

  test('links out of the project are not followed, and those inside are', async () => {
    write('followed', { 'real/rule.toml': clean, 'real/a.ndjson': events, 'rules/x.txt': '' });
    workspace.write('followed/secret/rule.toml', clean.replace('risk_score = 21', 'risk_score = 2100'));
    symlinkSync('../../secret', file('followed/clone/rules/folder'));
    symlinkSync('../../secret/rule.toml', file('followed/clone/rules/file.toml'));
    symlinkSync('../../secret/secret.tests.yaml', file('followed/clone/rules/file.tests.yaml'));
    symlinkSync('../../secret/secret.ndjson', file('followed/clone/rules/file.ndjson'));
    symlinkSync('../real', file('followed/clone/rules/inside'));
    symlinkSync('/', file('followed/clone/rules/root'));
    const options = { cwd: file('followed/clone') };
    const commands: readonly (readonly [number, RegExp, readonly string[]])[] = [
      [4, /1 file checked: no findings/, ['lint', 'rules']],
      [3, /1 file: nothing to change/, ['fmt', '--check', 'rules']],
      [3, /0 test files/, ['test', 'rules']],
      [3, /3 events/, ['run', 'real/rule.toml', '--events', 'rules']],
      [3, /3 events/, ['run', 'rules', '--events', 'real/a.ndjson']],
    ];
    for (const [count, output, args] of commands) {
      const { code, stdout, stderr } = await runCli(args, options);
      expect({ args, code, stdout, stderr }).toEqual({
        args,
        code: 0,
        stdout: expect.stringMatching(output),
        stderr: expect.stringMatching(
          new RegExp(
            `^rulewright: ${count} links lead outside the project and were not followed; the first is rules/`,
            'm',
          ),
        ),
      });
    }
  });
});

describe.concurrent('test: names of files that cannot be', () => {
  const names: Readonly<Record<string, readonly [name: string, message: RegExp]>> = {
    'a long name': ['n'.repeat(300), /the name is too long/],
    'below a file': ['rules/container_tool.toml/y', /part of the path is a file, not a folder/],
    'a link to itself': ['itself', /loop of symbolic links/],
    'a null character': ['a\0b', /null character/],
    'many folders': ['a/'.repeat(4000), /too long|there is no/],
    'more folders': ['a/'.repeat(8000), /too long|there is no/],
  };
  if (canLink) symlinkSync('itself', file('itself'));

  test.runIf(canLink).each(Object.entries(names))('%s', async (title, [name, message]) => {
    const cases = 'tests:\n  - {name: a, events: [{process.name: x}], expect: no alert}\n';
    const path = `name-${title.replaceAll(' ', '-')}`;
    put(`${path}-rule.tests.yaml`, `rule: ${JSON.stringify(name)}\n${cases}`);
    put(
      `${path}-events.tests.yaml`,
      `rule: rules/container_tool.toml\ntests:\n  - {name: a, events_from: ${JSON.stringify(name)}, expect: no alert}\n`,
    );
    for (const kind of ['rule', 'events']) {
      const { code, stdout, stderr } = await runCli(['test', `${path}-${kind}.tests.yaml`], { cwd });
      expect({ code, stdout, stderr }).toEqual({
        code: 2,
        stdout: expect.stringMatching(message),
        stderr: '',
      });
      expect(stdout.length).toBeLessThan(20_000);
    }
  });
});

describe.concurrent('run: contents of events', () => {
  const good = `{"event":{"category":"process"},"process":{"name":"x"}}`;
  const contents: Readonly<
    Record<
      string,
      readonly [content: string | Uint8Array, events: number, code: number, found: Received['found']]
    >
  > = {
    'a broken line': [`${good}\n{"event": \n${good}\n`, 2, 2, [['event-file', 2, /not valid JSON/]]],
    'a line that is no object': [`${good}\n42\n${good}\n`, 2, 2, [['event-file', 2, /not an event/]]],
    'byte order mark': [withMark(`${good}\n${good}\n`), 2, 0, []],
    CRLF: [`${good}\r\n\r\n${good}\r\n`, 2, 0, []],
    'no line end at the end': [`${good}\n${good}`, 2, 0, []],
    'an empty file': ['', 0, 0, []],
    'blank lines only': ['\n  \n\n', 0, 0, []],
    'UTF-16': [utf16(`${good}\n`), 0, 2, [['event-file', 1, /UTF-16/]]],
    binary: [binary, 0, 2, [['event-file', 1, /binary/]]],
    'a JSON array': [`[${good},\n ${good}]`, 2, 0, []],
    'a broken JSON array': [`[\n${good},`, 0, 2, [['event-file', 2, /not valid JSON/]]],
    'hits of a search': [
      `{"hits":{"hits":[{"_id":"1","_source":${good}},{"_id":"2","_source":${good}}]}}`,
      2,
      0,
      [],
    ],
    'a bulk file': [`{"index":{"_index":"logs"}}\n${good}\n{"create":{}}\n${good}\n`, 2, 0, []],
    'no JSON at all': ['these are no events\n', 0, 2, [['event-file', 1, /not valid JSON/]]],
    'CSV with a header': [
      'process.name,event.category\nx,process\n',
      1,
      0,
      [['event-file', 1, /CSV values are strings/]],
    ],
    'an error of Elasticsearch': [
      '{"error": {"type": "index_not_found_exception"}, "status": 404}',
      0,
      2,
      [['event-file', 1, /an Elasticsearch error with status 404/]],
    ],
  };

  for (const [name, [content, count, code, found]] of Object.entries(contents)) {
    test(name, async () => {
      const path = `events-${name.replaceAll(/\W/g, '')}.ndjson`;
      put(path, content);
      const args = ['run', '--query', 'process where process.name == "x"', '--events', path];
      const { rules } = await runJson<{
        rules: { alerts: unknown[]; events: number; problems: Found[] }[];
      }>(args, code, { cwd });
      const [{ alerts, events: read, problems }] = rules as [(typeof rules)[number]];
      expect({ alerts: alerts.length, read }).toEqual({ alerts: count, read: count });
      checkFound(problems, path, found);
    });
  }

  test('a missing file does not keep the others from being read', async () => {
    const args = ['run', 'rules', '--events', 'nowhere.ndjson', '--events', 'events/good.ndjson'];
    const { rules } = await runJson<{ rules: { events: number; problems: Found[] }[] }>(args, 2, { cwd });
    expect(rules[0]?.events).toBe(3);
    checkFound(rules[0]!.problems, 'nowhere.ndjson', [['unreadable', 1, /no such file/]]);
  });

  test('a missing rule does not keep the others from being run', async () => {
    const args = ['run', 'rules', 'nowhere.toml', '--events', 'events'];
    const { rules } = await runJson<{ rules: { rule: string; alerts: unknown[] }[] }>(args, 2, { cwd });
    expect(rules.map(({ rule: path, alerts }) => [path, alerts.length])).toEqual([
      ['rules/container_tool.toml', 1],
      ['nowhere.toml', 0],
    ]);
  });

  test('a rule with broken TOML would not load, so it is not run', async () => {
    put('torn.toml', clean.replace('severity = "low"', 'severity = "low'));
    const args = ['run', 'torn.toml', '--events', 'events'];
    const { rules } = await runJson<{ rules: { alerts: unknown[]; problems: { message: string }[] }[] }>(
      args,
      2,
      { cwd },
    );
    expect(rules[0]).toMatchObject({ alerts: [], problems: [{ code: 'not-runnable' }] });
  });

  test('no events anywhere', async () => {
    const { code, stdout, stderr } = await runCli(['run', 'rules'], { cwd });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/no events; pass them with --events/);
  });
});

describe('run: a line beyond all measure', () => {
  beforeAll(() => {
    const handle = openSync(file('huge.ndjson'), 'w');
    writeSync(handle, events);
    writeSync(handle, '{"message":"');
    const megabyte = Buffer.alloc(1024 * 1024, 'x');
    for (let count = 0; count < 66; count++) writeSync(handle, megabyte);
    writeSync(handle, `"}\n${events}`);
    closeSync(handle);
  });

  test('is skipped and told, the rest is read', async () => {
    const args = ['run', 'rules', '--events', 'huge.ndjson'];
    const { rules } = await runJson<{
      rules: { events: number; alerts: { events: { index: number }[] }[]; problems: Found[] }[];
    }>(args, 2, { cwd });
    expect(rules[0]?.events).toBe(6);
    expect(rules[0]?.alerts.map((alert) => alert.events[0]?.index)).toEqual([1, 4]);
    checkFound(rules[0]!.problems, 'huge.ndjson', [['event-file', 4, /longer than 64 MB/]]);
  });
});

describe.concurrent('test: contents of a test file', () => {
  const tests = (cases: string) => `rule: rules/container_tool.toml\ntests:\n${cases}`;
  const one = '  - {name: a, events: [{process.name: x}], expect: no alert}\n';
  const contents: Readonly<
    Record<string, readonly [content: string | Uint8Array, code: number, stdout: RegExp]>
  > = {
    fine: [tests(one), 0, /1 passed/],
    'byte order mark': [withMark(tests(one)), 0, /1 passed/],
    CRLF: [tests(one).replaceAll('\n', '\r\n'), 0, /1 passed/],
    JSON: [
      '{"rule":"rules/container_tool.toml","tests":[{"name":"a","events":[{}],"expect":0}]}',
      0,
      /1 passed/,
    ],
    'broken YAML': [tests('  - {name: a\n'), 2, /error\[.*not valid YAML/s],
    'an unquoted @timestamp': [
      tests('  - name: a\n    events:\n      - @timestamp: 2026-01-01\n    expect: alert\n'),
      2,
      /@timestamp must be quoted.*write "@timestamp"/s,
    ],
    'a key that does not exist': [tests(one.replace('expect', 'expects')), 2, /expects/],
    'an expectation that is none': [
      tests(one.replace('no alert', 'silence')),
      2,
      /"silence" is not an expectation/,
    ],
    'two cases with one name': [tests(one + one), 2, /duplicate case name "a"/],
    empty: ['', 2, /has no "tests"/],
    'UTF-16': [utf16(tests(one)), 2, /UTF-16; save it as UTF-8/],
    binary: [binary, 2, /binary/],
    'a rule that is missing': [tests(one).replace('container_tool', 'nowhere'), 2, /no rule rules\/nowhere/],
    'events outside the project': [
      tests('  - {name: a, events_from: ../../../../../../etc/hostname, expect: alert}\n'),
      2,
      /is outside the project/,
    ],
  };

  for (const [name, [content, code, output]] of Object.entries(contents)) {
    test(name, async () => {
      const path = `test-${name.replaceAll(/\W/g, '')}.tests.yaml`;
      put(path, content);
      const result = await runCli(['test', path], { cwd });
      expect(result).toEqual({ code, stdout: expect.stringMatching(output), stderr: '' });
    });
  }

  test('a bad test file does not keep the others from running', async () => {
    workspace.write('mixed/bad.tests.yaml', 'tests: {');
    workspace.write('mixed/good.tests.yaml', tests(one).replace('rules/', '../rules/'));
    const { summary } = await runJson<{ summary: { passed: number } }>(['test', 'mixed'], 2, { cwd });
    expect(summary.passed).toBe(1);
  });
});
