import { chmodSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { createWorkspace, type TestWorkspace } from '../helpers/workspace.js';
import { checkoutFiles, checkoutRule } from './checkout-files.js';
import { type CliOptions, runCli, runJson } from './run-cli.js';

interface Report {
  readonly findings: readonly {
    readonly code: string;
    readonly severity: string;
    readonly message: string;
  }[];
}

const open: TestWorkspace[] = [];
afterAll(() => {
  for (const { remove } of open) remove();
});

/** Creates a checkout with some files changed. */
function checkoutWith(files: Readonly<Record<string, string>> = {}): TestWorkspace {
  const workspace = createWorkspace({ ...checkoutFiles, ...files });
  open.push(workspace);
  return workspace;
}

async function codes(args: readonly string[], code: number, options: CliOptions): Promise<string[]> {
  const { findings } = await runJson<Report>(['lint', ...args], code, options);
  return findings.map((finding) => finding.code);
}

const etc = 'detection_rules/etc';
const text = checkoutFiles[checkoutRule]!;
const strict = `rule_dirs: [../../rules]\n`;

describe('settings of a checkout', () => {
  test("Elastic's conventions apply, except those that its configuration skips", async () => {
    const { folder } = checkoutWith();
    expect(await codes([], 0, { cwd: folder })).toEqual([]);
    const all = checkoutWith({ [`${etc}/_config.yaml`]: strict });
    expect(await codes([], 1, { cwd: all.folder })).toEqual(
      expect.arrayContaining(['tag-prefix', 'file-name-tactic']),
    );
  });

  test('DR_BYPASS_TAGS_VALIDATION skips only checks of tags', async () => {
    const { folder } = checkoutWith({ [`${etc}/_config.yaml`]: strict });
    const before = await codes([], 1, { cwd: folder });
    for (const value of ['1', 'true']) {
      const after = await codes([], 1, { cwd: folder, env: { DR_BYPASS_TAGS_VALIDATION: value } });
      expect(after).toEqual(before.filter((code) => !code.startsWith('tag-')));
    }
    expect(await codes([], 1, { cwd: folder, env: { DR_BYPASS_TAGS_VALIDATION: '0' } })).toEqual(before);
  });

  test('the test configuration that the environment names counts', async () => {
    const { folder, write } = checkoutWith({
      [`${etc}/_config.yaml`]: `${strict}bypass_tags_validation: true\n`,
    });
    write('my-tests.yaml', checkoutFiles[`${etc}/test_config.yaml`]!);
    expect(await codes([], 1, { cwd: folder })).toEqual(['file-name-tactic']);
    const env = { DETECTION_RULES_TEST_CONFIG: join(folder, 'my-tests.yaml') };
    expect(await codes([], 0, { cwd: folder, env })).toEqual([]);
  });

  test("the profile can be chosen, and Rulewright's configuration overrides the checkout's", async () => {
    const { folder, write } = checkoutWith({ [`${etc}/_config.yaml`]: strict });
    // In the profile default the file name is a warning, and tags are not checked.
    expect(await codes(['--profile', 'default'], 0, { cwd: folder })).toEqual(['file-name-tactic']);
    write('.rulewright.yaml', 'profile: default\nchecks: {file-name-tactic: off, tag-prefix: hint}\n');
    expect(await codes([], 0, { cwd: folder })).toEqual(['tag-prefix']);
  });

  test('broken files of the checkout do no harm, and are named', async () => {
    const broken = checkoutWith({
      [`${etc}/stack-schema-map.yaml`]: '"9.3.0": {ecs: "9.3.0", beats: "9.3.0"}\n',
      [`${etc}/version.lock.json`]: '{',
      [`${etc}/packages.yaml`]: ': [',
      [`${etc}/non-ecs-schema.json`]: 'nothing',
      [`${etc}/ecs_schemas/9.3.0/ecs_flat.json.gz`]: 'no gzip',
      [`${etc}/integration-manifests.json.gz`]: '{"windows": 1',
      [`${etc}/integration-schemas.json.gz`]: '{"windows": {"1.0.0": {',
    });
    const { code, stdout, stderr } = await runCli(['lint', '--verbose'], { cwd: broken.folder });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    for (const name of ['non-ecs-schema.json', 'ecs_flat.json.gz', 'integration-manifests.json.gz'])
      expect(stdout).toMatch(new RegExp(`note: .*${name} cannot be read`));
    expect(stdout).toMatch(/note: .*v9\.3\.0\.json\.gz is missing/);
  });
});

describe('fields of a checkout', () => {
  const unknown = text.replace('odd.field', 'odd.other');
  const packed = (value: unknown): Uint8Array => gzipSync(JSON.stringify(value));
  const manifest = { conditions: { kibana: { version: '^9.0.0' } } };
  const manifests = packed({ windows: { '3.0.0': manifest, '2.0.0': manifest } });
  const schemaOf = (version: string): Uint8Array =>
    packed({ windows: { [version]: { powershell: { 'powershell.id': 'keyword' } } } });

  /** Creates a checkout with a rule and these schemas of integrations. */
  function checkoutOf(rule: string, files: Readonly<Record<string, string | Uint8Array>>): TestWorkspace {
    const workspace = checkoutWith({ [checkoutRule]: rule });
    for (const [name, content] of Object.entries(files))
      writeFileSync(join(workspace.folder, etc, `integration-${name}.json.gz`), content);
    return workspace;
  }

  test('an unknown field is a warning, and a field of any schema is known', async () => {
    const { folder, write } = checkoutOf(unknown, { manifests, schemas: schemaOf('3.0.0') });
    const { findings } = await runJson<Report>(['lint'], 0, { cwd: folder });
    expect(findings).toMatchObject([
      { code: 'field-unknown', severity: 'warning', message: expect.stringContaining('"odd.other"') },
    ]);
    write(`${etc}/non-ecs-schema.json`, '{"logs-windows.*": {"odd.other": "keyword"}}');
    expect(await codes([], 0, { cwd: folder })).toEqual([]);
  });

  test.each([
    ['older than the manifests', schemaOf('2.0.0')],
    ['cut off', schemaOf('3.0.0').subarray(0, 40)],
    ['something else', 'version https://git-lfs.github.com/spec/v1\n'],
  ])('where the schemas of integrations are %s it is information', async (_, schemas) => {
    const { folder, write } = checkoutOf(unknown, { manifests, schemas });
    const { findings } = await runJson<Report>(['lint'], 0, { cwd: folder });
    expect(findings).toMatchObject([{ code: 'field-unknown', severity: 'information' }]);
    write(checkoutRule, text);
    expect(await codes([], 0, { cwd: folder })).toEqual([]);
  });

  test.each([
    ['absent', {}],
    ['broken', { manifests: 'x', schemas: schemaOf('3.0.0') }],
  ])('where the manifests are %s, nothing is said of what an integration may have', async (_, files) => {
    const { folder, write } = checkoutOf(unknown, files);
    expect(await codes([], 0, { cwd: folder })).toEqual([]);
    write(checkoutRule, text.replace('odd.field', 'host.os.tpye'));
    expect(await codes([], 0, { cwd: folder })).toEqual(['field-unknown']);
  });

  test('where a schema that counts for all rules is broken, neither', async () => {
    const { folder, write } = checkoutOf(text, { manifests, schemas: schemaOf('3.0.0') });
    write(`${etc}/non-ecs-schema.json`, '<<<<<<< HEAD\n');
    expect(await codes([], 0, { cwd: folder })).toEqual([]);
  });
});

describe('the cache of the schemas', () => {
  const lint = (cwd: string, cache: string) => codes([], 0, { cwd, env: { XDG_CACHE_HOME: cache } });

  test('is written once, read by the next run, and computed again when a schema changes', async () => {
    const { folder, write } = checkoutWith();
    const cache = checkoutWith().folder;
    const kept = join(cache, 'rulewright');
    expect(await lint(folder, cache)).toEqual([]);
    const [name, ...others] = readdirSync(kept);
    expect(others).toEqual([]);

    // A run that reads the cache trusts its list of fields.
    const path = join(kept, name!);
    writeFileSync(path, readFileSync(path, 'utf8').replaceAll('odd.field', 'odd.fields'));
    expect(await lint(folder, cache)).toEqual(['field-unknown']);

    write(`${etc}/non-ecs-schema.json`, '{"logs-windows.*": {"odd.field": "keyword", "more": "ip"}}\n');
    expect(await lint(folder, cache)).toEqual([]);
    expect(readdirSync(kept)).toHaveLength(2);
  });

  test('is computed again if it cannot be read', async () => {
    const { folder } = checkoutWith();
    const cache = checkoutWith().folder;
    await lint(folder, cache);
    const kept = join(cache, 'rulewright');
    for (const broken of ['', '{"ecs": {', 'null', '{}', '[]']) {
      writeFileSync(join(kept, readdirSync(kept)[0]!), broken);
      expect(await lint(folder, cache)).toEqual([]);
    }
  });

  test('a folder that cannot be written does no harm', async () => {
    const { folder, write } = checkoutWith();
    write('a-file', '');
    expect(await lint(folder, join(folder, 'a-file'))).toEqual([]);
    expect(await lint(folder, '')).toEqual([]);
  });

  test.runIf(process.getuid?.() === 0)('nor one without permission', async () => {
    const { folder } = checkoutWith();
    const cache = checkoutWith().folder;
    chmodSync(folder, 0o755);
    chmodSync(cache, 0o700);
    const options = { cwd: folder, env: { XDG_CACHE_HOME: cache }, uid: 65534 };
    expect(await codes([], 0, options)).toEqual([]);
    expect(readdirSync(cache)).not.toContain('rulewright');
  });
});
