import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/**
 * Growth is measured in a process of its own, after the other tests. Beside them, the garbage that they leave is
 * collected while a text is measured, and that looks like growth.
 */
export default defineConfig({
  test: {
    root: fileURLToPath(new URL('../..', import.meta.url)),
    include: ['test/growth/**/*.test.ts'],
    globalSetup: ['test/helpers/global-setup.ts'],
    pool: 'forks',
    poolOptions: { forks: { singleFork: true } },
  },
});
