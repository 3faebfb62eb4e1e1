/** A case in a receipt: whoever knows the case can recompute it, nobody can join two receipts by it (PROTOCOL, Receipt). */
import { lengthPrefixed } from '../register/framing.ts';
import type { Suite } from '../register/suite.ts';

export interface CaseOf {
  /** The receipt's `jti`, or a deferral's own id. */
  readonly jti: string;
  readonly organisation: string;
  readonly decisionPoint: string;
  readonly key: string;
  /** Tells several people under one case apart; "1" by default everywhere. */
  readonly part: string;
}

/** @returns 32 bytes */
export const caseHash = (
  suite: Pick<Suite, 'hash'>,
  { jti, organisation, decisionPoint, key, part }: CaseOf,
): Uint8Array => suite.hash(lengthPrefixed('duecheck/case/v1', jti, organisation, decisionPoint, key, part));
