import { defineConfig } from 'vitest/config';

/** Files at once on two cores: databases and browsers wait more than they work. */
const AT_ONCE = 2;

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/unit/**/*.test.ts', 'test/issues/**/*.test.ts'],
          // Only what hangs: how fast a machine is, is for benchmarks.
          testTimeout: 60_000,
        },
      },
      {
        // What a card shows is drawn there without a browser.
        oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
        test: {
          name: 'integration',
          include: ['test/integration/**/*.test.ts'],
          globalSetup: ['test/integration/database.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          maxWorkers: AT_ONCE,
        },
      },
      {
        test: { name: 'chaos', include: ['test/chaos/**/*.test.ts'], testTimeout: 600_000, hookTimeout: 180_000 },
      },
      {
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          maxWorkers: AT_ONCE,
        },
      },
    ],
  },
});
