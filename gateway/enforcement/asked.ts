/** What an enforcement point says about the request that it holds. */
export interface Asked {
  readonly decisionPoint: string;
  /** `chosen`: one request carries either, and only its receipt says which. */
  readonly effect: string;
  readonly method: string;
  readonly uri: string;
  /**
   * The case that the request's own URL names; null where it is only in the body, which a proxy cannot read: then it is
   * proven that a receipt was there, not whose (DESIGN §5, layer 4).
   */
  readonly caseKey: string | null;
  /** Which of several people under one case; "1" unless the enforcement point says otherwise. */
  readonly part: string;
  /** When it arrived, in milliseconds: now, or what a spool says. */
  readonly at: number;
}
