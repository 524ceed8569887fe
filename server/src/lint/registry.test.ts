import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { runLint } from '../../../test/helpers/check-lint.js';
import { lints } from './registry.generated.js';

describe('every lint', () => {
  test('is named as its file', () => {
    const files = readdirSync(fileURLToPath(new URL('rules', import.meta.url)))
      .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
      .map((name) => name.slice(0, -'.ts'.length));
    expect(lints.map(({ id }) => id)).toEqual(files.sort());
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
      expect(runLint(lint, lint.prefer).problems).toEqual([]);
    });
  }
});
