import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/**
 * Growth is measured in a separate process, after the other tests. In the same process, collecting their
 * garbage during a measurement would look like growth.
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
