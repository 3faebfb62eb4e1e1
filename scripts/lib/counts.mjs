/** How each kind of stage tells what it did. A missing or strange report counts as nothing, which `honest` calls failed. */

/** @typedef {import('./run-stage.mjs').Count} Count */
/** @typedef {import('./run-stage.mjs').Ended} Ended */

/** A tool that finds something or does not. @param {Ended} ended @returns {Count} */
export const one = ({ status }) => ({ passed: status === 0 ? 1 : 0, failed: status === 0 ? 0 : 1, skipped: 0 });

/** Vitest's JSON reporter; a file that could not be collected has no tests in it and is a failure of its own. */
export function tests(/** @type {Ended} */ _, /** @type {any} */ report) {
  const collected = /** @type {{ status: string, assertionResults: unknown[] }[]} */ (report?.testResults ?? []);
  const broken = collected.filter((file) => file.status === 'failed' && file.assertionResults.length === 0).length;
  return {
    passed: report?.numPassedTests ?? 0,
    failed: (report?.numFailedTests ?? 0) + broken,
    skipped: (report?.numPendingTests ?? 0) + (report?.numTodoTests ?? 0),
  };
}

/** `out/tour/summary.json`. */
export const summary = (/** @type {Ended} */ _, /** @type {any} */ report) => ({
  passed: report?.passed ?? 0,
  failed: report?.failed ?? 0,
  skipped: 0,
});

/** The vectors' runner prints `ok NAME 98/98` a set, and `SKIP NAME`. @param {Ended} ended @returns {Count} */
export function vectors({ output }) {
  const count = { passed: 0, failed: 0, skipped: 0 };
  for (const line of output.split('\n')) {
    const [, good, all] = /^\S+ .*\s(\d+)\/(\d+)$/.exec(line.trimEnd()) ?? [];
    if (good !== undefined) {
      count.passed += Number(good);
      count.failed += Number(all) - Number(good);
    } else if (line.startsWith('SKIP ')) count.skipped += 1;
  }
  return count;
}
