/** What scripts may rely on. */
export const EXIT = {
  verified: 0,
  /** Something is not as it was signed. */
  fault: 1,
  /** Nothing is said of the log: it could not be read, or what was asked cannot be. */
  undone: 2,
  /** A bundle holds in itself, under a key that came with it: whoever made up one made up the other. */
  unpinned: 3,
} as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

const UNDONE: ReadonlySet<string> = new Set([
  ...['gateway-unreachable', 'gateway-answer', 'not-an-auditor', 'sign-in-failed', 'state-unreadable'],
  ...['setting-missing', 'setting-wrong', 'file-missing', 'bundle-unreadable', 'bad-key', 'unknown-key-type'],
]);

/** Of what an audit throws. Everything else that it throws is about what was signed. */
export const exitCodeOf = (code: string): ExitCode => (UNDONE.has(code) ? EXIT.undone : EXIT.fault);
