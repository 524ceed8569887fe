import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve, sep } from 'node:path';
import { expect, test } from 'vitest';
import { builtProgram, builtServer } from '../helpers/built-program.js';
import { root } from '../helpers/shared.js';

test.runIf(process.env.RULEWRIGHT_CLI === undefined)(
  'tests run programs that are built from the sources as they are, not what lies in server/dist',
  () => {
    for (const file of [builtProgram(), builtServer()]) {
      expect(existsSync(file)).toBe(true);
      expect(file.startsWith(root + sep)).toBe(false);
    }
  },
);

test('the parts of the command line refer to files that exist', () => {
  const folder = dirname(builtProgram());
  const parts = [folder, join(folder, 'cli')].flatMap((one) =>
    readdirSync(one)
      .filter((name) => name.endsWith('.js'))
      .map((name) => join(one, name)),
  );
  const references = parts.flatMap((part) =>
    [...readFileSync(part, 'utf8').matchAll(/["'](\.{1,2}\/[\w./-]+\.c?js)["']/g)].map((match) => ({
      part,
      path: match[1]!,
    })),
  );
  const broken = references.filter(({ part, path }) => !existsSync(resolve(dirname(part), path)));
  expect(broken).toEqual([]);
  expect(references.length).toBeGreaterThan(100);
});

test('a command loads few files', () => {
  const folder = dirname(builtProgram());
  const imports = /(?:import|from)"(\.{1,2}\/[\w./-]+\.js)"/g;
  const loaded = new Set([
    join(folder, 'cli', readdirSync(join(folder, 'cli')).find((name) => name.startsWith('lint-'))!),
  ]);
  for (const part of loaded)
    for (const match of readFileSync(part, 'utf8').matchAll(imports))
      loaded.add(resolve(dirname(part), match[1]!));
  // One per set of commands that share code: without merging these are eighty.
  expect(loaded.size).toBeLessThan(25);
});
