import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files at once on two cores: databases and browsers wait more than they work. */
const AT_ONCE = 2;
/** A desk waits three seconds for its browser's policies alone, each time. */
const DESKS_AT_ONCE = 3;

/** What takes minutes begins first, or everything else has ended while it goes on alone. Without a cache files go by their size. */
const LONG = [/crash/, /gate-table/, /shots/, /crossed/, /authority/, /bad-days/, /session/, /time-travel/, /imports/];
const rank = ({ moduleId }: TestSpecification): number => {
  const at = LONG.findIndex((long) => long.test(moduleId));
  return at < 0 ? LONG.length : at;
};
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).sort((a, b) => rank(a) - rank(b));
  }
}

export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
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
          maxWorkers: DESKS_AT_ONCE,
        },
      },
    ],
  },
});
