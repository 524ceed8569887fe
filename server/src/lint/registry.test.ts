import { readdirSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { runLint } from '../../../test/helpers/check-lint.js';
import { fixableLints, lints } from './registry.generated.js';

describe('every lint', () => {
  const checks = readdirSync(fileURLToPath(new URL('checks', import.meta.url)), {
    recursive: true,
  }) as string[];
  const stems = checks.filter((path) => path.endsWith('.ts')).map((path) => basename(path, '.ts'));

  test('is a file of its name, with tests beside it', () => {
    const missing = lints.filter(({ id }) => !stems.includes(id) || !stems.includes(`${id}.test`));
    expect(missing).toEqual([]);
  });

  test('is registered', () => {
    const tested = stems
      .filter((stem) => stem.endsWith('.test'))
      .map((stem) => stem.slice(0, -'.test'.length));
    const known = new Set<string>(lints.map(({ id }) => id));
    expect(tested.filter((stem) => !known.has(stem))).toEqual([]);
  });

  test('says who refuses the rule where it is an error in the profile "default"', () => {
    const silent = lints.filter(
      ({ severity, profile, refusedBy }) =>
        profile !== 'elastic' && (severity === 'error') !== (refusedBy !== undefined),
    );
    expect(silent.map(({ id }) => id)).toEqual([]);
  });

  for (const lint of lints) {
    test(`${lint.id}: reports what to avoid, and not what to prefer`, () => {
      const avoided = runLint(lint, lint.avoid).problems;
      expect(avoided.map(({ code }) => code)).toContain(lint.id);
      expect(avoided[0]?.severity).toBe(lint.severity);
      // The documentation says that a lint has fixes if its tests apply one.
      if (avoided.some(({ fix }) => fix)) expect(fixableLints).toContain(lint.id);
      expect(runLint(lint, lint.prefer).problems).toEqual([]);
    });
  }
});
