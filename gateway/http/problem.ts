import { PROBLEMS, type Problem, type ProblemCode } from '@duecheck/core/contract';
import { DuecheckError } from '@duecheck/core/errors';

type ProblemPlace = NonNullable<Problem['errors']>[number];

/** A refusal of the request itself: 4xx or 5xx, nothing written. Outcomes, `refused` included, are never problems. */
export class RequestProblem extends DuecheckError<ProblemCode> {
  readonly errors: readonly ProblemPlace[] | undefined;
  readonly detail: string | undefined;

  constructor(code: ProblemCode, options: { detail?: string; errors?: readonly ProblemPlace[]; cause?: unknown } = {}) {
    super(code, PROBLEMS[code][1], { cause: options.cause });
    this.errors = options.errors;
    this.detail = options.detail;
  }

  get status(): number {
    return PROBLEMS[this.code][0];
  }
}

/** RFC 9457. `type` is a stable URN; the request id finds the log line, which holds no personal data either. */
export function toProblem(problem: RequestProblem, requestId: string): Problem {
  return {
    type: `urn:duecheck:problem:${problem.code}`,
    title: PROBLEMS[problem.code][1],
    status: problem.status,
    code: problem.code,
    ...(problem.detail === undefined ? {} : { detail: problem.detail }),
    requestId,
    ...(problem.errors === undefined ? {} : { errors: [...problem.errors] }),
  };
}
