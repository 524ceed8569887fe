import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { runLint } from '../../../test/helpers/check-lint.js';
import { fixableLints, lints } from './registry.generated.js';

describe('every lint', () => {
  test('is named as its file', () => {
    const files = readdirSync(fileURLToPath(new URL('rules', import.meta.url)))
      .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
      .map((name) => name.slice(0, -'.ts'.length));
    expect(lints.map(({ id }) => id)).toEqual(files.sort());
  });

  test('says who refuses the rule where it is an error in the profile "default"', () => {
    const silent = lints.filter(
      ({ severity, profile, refusedBy }) =>
        profile !== 'elastic' && (severity === 'error') !== (refusedBy !== undefined),
    );
    expect(silent.map(({ id }) => id)).toEqual([]);
  });

  test('has tests beside it', () => {
    const files = readdirSync(fileURLToPath(new URL('rules', import.meta.url)));
    for (const { id } of lints) expect(files).toContain(`${id}.test.ts`);
  });

  for (const lint of lints) {
    test(`${lint.id}: reports what to avoid, and not what to prefer`, () => {
      const avoided = runLint(lint, lint.avoid).problems;
      expect(avoided.map(({ code }) => code)).toContain(lint.id);
      expect(avoided[0]?.severity).toBe(lint.severity);
      // The documentation says of a lint that it has fixes where its tests apply one.
      if (avoided.some(({ fix }) => fix)) expect(fixableLints).toContain(lint.id);
      expect(runLint(lint, lint.prefer).problems).toEqual([]);
    });
  }
});
