/**
 * A reason that is ours until the clerk writes another. It belongs to one outcome and one effect: left standing when
 * either changes, "nothing was found" would become the stated reason of a refusal (DESIGN §1.9).
 */
export interface ReadyReason {
  /** What the field says once this stage offers `ready` ('' where it offers none). */
  offer(typed: string, ready: string): string;
  /** What the clerk has typed: '' where the words are still ours. */
  own(typed: string): string;
}

/** @param ours every reason that we may have put there, also into a draft of before. */
export const readyReason = (ours: readonly string[]): ReadyReason => ({
  offer: (typed, ready) => (typed === '' || ours.includes(typed) ? ready : typed),
  own: (typed) => (ours.includes(typed) ? '' : typed),
});
