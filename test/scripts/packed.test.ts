import { spawnSync } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Clone, cloneCheckout, isCheckout } from '../helpers/clone.js';
import { root } from '../helpers/shared.js';
import { createWorkspace } from '../helpers/workspace.js';

/** A project with only the package, which uses the whole library. */
const consumer = createWorkspace({
  'package.json': '{"name": "consumer", "private": true, "type": "module"}',
  'tsconfig.json': JSON.stringify({
    compilerOptions: {
      strict: true,
      exactOptionalPropertyTypes: true,
      noUncheckedIndexedAccess: true,
      skipLibCheck: false,
      target: 'ES2022',
      lib: ['ES2022'],
      module: 'NodeNext',
      moduleResolution: 'NodeNext',
      types: [],
      outDir: 'out',
    },
    files: ['use.ts'],
  }),
  'use.ts': `import { checkQuery, type Evaluation, evaluate, type Finding, lintRule, parseQuery } from 'rulewright';

const result: Evaluation = evaluate({
  language: 'eql',
  query: 'process where process.name == "sh"',
  events: [{ event: { category: 'process' }, process: { name: 'sh' } }],
});
const matches: readonly number[] = result.kind === 'events' ? result.matches : [];
const findings: readonly Finding[] = lintRule('[rule]\\nname = "x"\\n');
const codes: string[] = findings.map(({ code }) => code);
export const summary = {
  matches,
  hasCodes: codes.length > 0,
  parsed: parseQuery('kuery', 'a: b').ok,
  checked: checkQuery('eql', 'process where process.pid : "1"', { fields: { 'process.pid': 'long' } }).ok,
};
// @ts-expect-error: no such language
export const wrongCall = () => parseQuery('sql', 'select');
`,
  'run.mjs': `import { summary } from './out/use.js';\nprocess.stdout.write(JSON.stringify(summary));\n`,
});
let clone: Clone | undefined;
afterAll(() => {
  consumer.remove();
  clone?.remove();
});

/** Runs a program to its end and returns its output; throws if it fails. */
function run(program: string, args: readonly string[], cwd: string): string {
  const shell = process.platform === 'win32' && program === 'npm';
  const { status, stdout, stderr } = spawnSync(program, args, { cwd, encoding: 'utf8', shell });
  expect(status, `${program} ${args.join(' ')}\n${stdout}${stderr}`).toBe(0);
  return stdout;
}

describe.runIf(isCheckout)('the npm package', () => {
  beforeAll(() => {
    clone = cloneCheckout();
    // Packing builds first, whatever was built before, so nobody can forget it.
    run('npm', ['pack', '--loglevel=error'], clone.folder);
    const tarball = readdirSync(clone.folder).find((name) => name.endsWith('.tgz'))!;
    const quiet = ['--offline', '--no-audit', '--no-fund', '--loglevel=error'];
    run('npm', ['install', ...quiet, join(clone.folder, tarball)], consumer.folder);
  }, 120_000);

  test('needs no other package', () => {
    const installed = readdirSync(join(consumer.folder, 'node_modules')).filter(
      (name) => !name.startsWith('.'),
    );
    expect(installed).toEqual(['rulewright']);
  });

  test('has types that a strict project compiles with, and a library that runs', () => {
    run(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', '.'], consumer.folder);
    expect(JSON.parse(run(process.execPath, ['run.mjs'], consumer.folder))).toEqual({
      matches: [0],
      hasCodes: true,
      parsed: true,
      checked: false,
    });
  });

  test('has a command line with pages and a language server', () => {
    const cli = join(consumer.folder, 'node_modules/rulewright/server/dist/cli.js');
    writeFileSync(join(consumer.folder, 'a.toml'), '[metadata]\n[rule]\n');
    expect(run(process.execPath, [cli, '--version'], consumer.folder)).toMatch(/^\d+\.\d+\.\d+\n$/);
    expect(run(process.execPath, [cli, 'lint', '--fail-on', 'never', '.'], consumer.folder)).toContain(
      '1 file checked',
    );
    const built = readdirSync(join(consumer.folder, 'node_modules/rulewright/server/dist'));
    expect(built).toContain('server.cjs');
    // The bundles for browsers belong to the extension.
    expect(built).not.toContain('web');
  });
});
