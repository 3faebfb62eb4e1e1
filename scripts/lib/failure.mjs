/** What a person can mend: one sentence, what to do, a stable code. Everything else is a defect and keeps its stack. */
export class Failure extends Error {
  /**
   * @param {string} code `no-browser`, `port-taken` …
   * @param {string} sentence what is wrong
   * @param {string} [advice] what to type
   */
  constructor(code, sentence, advice) {
    super(sentence);
    this.name = 'Failure';
    this.code = code;
    this.advice = advice;
  }
}

/**
 * Prints a failure and ends with exit code 1. Takes errors of the product with their `code`, too.
 * @param {unknown} error
 * @returns {never}
 */
export function giveUp(error) {
  const { code, message, advice } = /** @type {Partial<Failure>} */ (error);
  const known = error instanceof Failure || (error instanceof Error && error.name === 'DuecheckError');
  if (!known) throw error;
  console.error(`\n${message}`);
  if (advice) console.error(advice);
  console.error(`[duecheck:${code}]`);
  process.exit(1);
}
