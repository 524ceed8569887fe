import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['server/src/**/*.test.ts', 'client/src/**/*.test.ts', 'test/**/*.test.ts'],
    exclude: ['**/node_modules/**', '**/dist/**', 'test/editor/**'],
    globalSetup: ['test/helpers/global-setup.ts'],
    pool: 'threads',
    poolOptions: { threads: { isolate: false } },
    testTimeout: 30_000,
  },
});
