/** What failed, by name: a run's last lines are often all of it that somebody sees. */

/** How much of a failure's message says what it is about. */
const SAID = 300;
// biome-ignore lint/suspicious/noControlCharactersInRegex: colours begin with one
const COLOURS = /\u001b\[[0-9;]*m/g;

/**
 * @param {any} report of Vitest's JSON reporter, or none
 * @param {string} root whose path is taken from what is told
 * @returns {string[]} file, test and the first line that says why
 */
export function broken(report, root) {
  const files = /** @type {{ name: string, status: string, message?: string, assertionResults: any[] }[]} */ (
    report?.testResults ?? []
  );
  const told = (/** @type {string} */ text) => text.replaceAll(root, '').replace(COLOURS, '');
  return files.flatMap(({ name, status, message, assertionResults }) => {
    const tests = assertionResults.filter((test) => test.status === 'failed');
    if (status === 'failed' && assertionResults.length === 0) return [told(`${name}: ${firstLine(message)}`)];
    return tests.map((test) => told(`${name} › ${test.fullName}: ${firstLine(test.failureMessages?.[0])}`));
  });
}

const firstLine = (/** @type {unknown} */ message) =>
  String(message ?? '')
    .split('\n', 1)[0]
    ?.slice(0, SAID) ?? '';
