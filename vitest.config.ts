import { availableParallelism } from 'node:os';
import { defineConfig, type Plugin } from 'vitest/config';

/** The mistake that `npm run mutants` plants, in memory. */
const mutant = JSON.parse(process.env.RULEWRIGHT_MUTANT ?? 'null') as {
  readonly file: string;
  readonly start: number;
  readonly was: string;
  readonly becomes: string;
} | null;

const planted: Plugin = {
  name: 'planted-mutant',
  enforce: 'pre',
  transform(code, id) {
    if (!mutant || !id.replaceAll('\\', '/').endsWith(mutant.file)) return undefined;
    const { start, was, becomes } = mutant;
    return code.slice(0, start) + becomes + code.slice(start + was.length);
  },
};

export default defineConfig({
  plugins: mutant ? [planted] : [],
  test: {
    include: ['server/src/**/*.test.ts', 'client/src/**/*.test.ts', 'test/**/*.test.ts'],
    // Growth tests run in a separate process: `npm run test:growth`.
    exclude: ['**/node_modules/**', '**/dist/**', 'test/editor/**', 'test/growth/**'],
    globalSetup: ['test/helpers/global-setup.ts'],
    pool: 'threads',
    // By default, Vitest leaves one of two cores unused.
    poolOptions: { threads: { isolate: false, minThreads: 1, maxThreads: availableParallelism() } },
    testTimeout: 30_000,
    // Reading a whole corpus takes longer than the default 10 seconds if other work runs at the same time.
    hookTimeout: 60_000,
    coverage: {
      provider: 'v8',
      include: ['server/src/**/*.ts', 'client/src/**/*.ts'],
      exclude: ['**/*.test.ts', '**/*.generated.ts', '**/*.d.ts'],
      reporter: ['text-summary', 'html', 'lcov'],
      reportOnFailure: true,
    },
  },
});
