import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Clone, cloneCheckout, isCheckout } from '../helpers/clone.js';

const script = 'scripts/new-check.mjs';
let clone: Clone;

beforeAll(() => {
  if (isCheckout) clone = cloneCheckout();
});
afterAll(() => clone?.remove());

describe.runIf(isCheckout)('npm run new:check', () => {
  test.each([
    ['one word', ['tags'], 'usage'],
    ['a family that does not exist', ['colours', 'tag-colour'], 'use one of'],
    ['the folder of helpers', ['shared', 'tag-colour'], 'use one of'],
    ['an id with capitals', ['tags', 'tagColour'], 'lower case'],
    ['a path', ['tags', '../tag-colour'], 'lower case'],
    ['an id of another family', ['query', 'tag-casing'], 'in the family tags'],
    ['another code', ['tags', 'test-file'], 'already the code of something else'],
  ])('refuses %s', (_, args, message) => {
    const { status, output } = clone.run(script, ...args);
    expect(output).toContain(message);
    expect(status).toBe(2);
    expect(clone.git('status', '--porcelain')).toBe('');
  });

  test('writes a check that is registered and documented, and whose test passes', () => {
    const { status, output } = clone.run(script, 'tags', 'tag-colour');
    expect(status, output).toBe(0);
    const registry = readFileSync(join(clone.folder, 'server/src/lint/registry.generated.ts'), 'utf8');
    expect(registry).toContain("import tagColour from './checks/tags/tag-colour.js';");
    expect(existsSync(join(clone.folder, 'docs/lints/tag-colour.md'))).toBe(true);
    const files = ['check', 'test'].map((kind) =>
      join('server/src/lint/checks/tags', kind === 'test' ? 'tag-colour.test.ts' : 'tag-colour.ts'),
    );
    const biome = clone.run(
      'node_modules/@biomejs/biome/bin/biome',
      'check',
      '--vcs-enabled=false',
      ...files,
    );
    expect(biome.status, biome.output).toBe(0);
    const tests = [files[1]!, 'server/src/lint/registry.test.ts'];
    const ran = clone.run('node_modules/vitest/vitest.mjs', 'run', ...tests, '-t', 'tag-colour');
    expect(ran.status, ran.output).toBe(0);
    expect(ran.output).toContain('3 passed');
    // It starts Vitest within Vitest.
  }, 120_000);
});
