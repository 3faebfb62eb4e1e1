/** Every call that came in, with what was answered: what a gateway's register is compared with. No names, no numbers. */
export interface Call {
  readonly at: string;
  readonly path: string;
  readonly appKey: string;
  readonly matterCode: string;
  readonly caseNo: string;
  /** Code in the body; '' where nothing was answered, or no body of ours. */
  readonly code: string;
}

export interface Feedback {
  readonly at: string;
  readonly caseNo: string;
  readonly executed: string;
  readonly measureCodes: readonly string[];
  readonly reason: string;
  readonly result: string;
}

const KEPT = 200;

export interface Counts {
  /** Counted as it arrives, whatever becomes of it. @returns notes the code that it was answered with */
  arrived(call: Omit<Call, 'at' | 'code'>): (code: string) => void;
  feedback(one: Omit<Feedback, 'at'>): void;
  /** `checks`: calls that asked about a person, one by one. */
  report(): { checks: number; byPath: Record<string, number>; byCode: Record<string, number>; last: readonly Call[] };
  feedbacks(): readonly Feedback[];
}

export function createCounts(now: () => number): Counts {
  const calls: { -readonly [Key in keyof Call]: Call[Key] }[] = [];
  const feedbacks: Feedback[] = [];
  const byPath: Record<string, number> = {};
  const byCode: Record<string, number> = {};
  const at = () => new Date(now()).toISOString();
  return {
    arrived(call) {
      byPath[call.path] = (byPath[call.path] ?? 0) + 1;
      const counted = { at: at(), ...call, code: '' };
      calls.unshift(counted);
      calls.length = Math.min(calls.length, KEPT);
      return (code) => {
        counted.code = code;
        byCode[code] = (byCode[code] ?? 0) + 1;
      };
    },
    feedback(one) {
      feedbacks.unshift({ at: at(), ...one });
      feedbacks.length = Math.min(feedbacks.length, KEPT);
    },
    report: () => ({
      checks: byPath['/credit/joint/check'] ?? 0,
      byPath,
      byCode,
      last: calls.slice(0, 20).map((call) => ({ ...call })),
    }),
    feedbacks: () => feedbacks,
  };
}
