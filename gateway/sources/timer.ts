/** Time for waiting and pacing. Monotonic: a machine whose clock is set back must not keep a queue waiting for an hour. */
export interface Timer {
  /** Milliseconds from some moment on. */
  readonly now: () => number;
  /** @returns ends the wait without the act */
  readonly after: (ms: number, act: () => void) => () => void;
}

export const machineTimer: Timer = {
  now: () => performance.now(),
  after: (ms, act) => {
    const timeout = setTimeout(act, Math.ceil(ms));
    return () => clearTimeout(timeout);
  },
};
