import type { CountedWitnesses } from '@duecheck/core/register';
import type { KeySource } from './audit-report.ts';
import type { LogPlace } from './open-log.ts';

/** With a token, an auditor's, rows are compared too. */
export interface AuditOptions extends LogPlace {
  /** The log's verifier key, if it is known from elsewhere. Otherwise the one in the state file, or the log's own. */
  readonly vkey?: string | undefined;
  /** What is trusted of the log's keys already, newest first, and why: of an earlier log of the same register, or after a rotation. */
  readonly trusted?: { readonly vkeys: readonly string[]; readonly source: KeySource } | undefined;
  /** Where key, head and witnesses are pinned; beside it, how far an audit came that was ended. */
  readonly stateFile?: string | undefined;
  /** `elsewhere`: the head in that file is of an earlier log of the register, and compared there. */
  readonly knownHead?: 'here' | 'elsewhere';
  /** Whose cosignatures count, known from elsewhere. Otherwise those in the state file, or the gateway's own. */
  readonly witnesses?: CountedWitnesses | undefined;
  /** How long the gateway may take to have the head under audit cosigned; 15 seconds where nothing is said. */
  readonly witnessWaitMs?: number;
  /** How long entries may go without a quorum before it is a fault; a day where nothing is said. */
  readonly witnessLagMs?: number | undefined;
  /** `YYYY-MM-DD`, in Shanghai: rows from that day on are compared. The tree is always read whole. */
  readonly since?: string | undefined;
  /** A folder: checkpoint, tiles and leaves are kept there for others to verify. */
  readonly exportDir?: string | undefined;
  readonly onProgress?: (entries: bigint, size: bigint) => void;
  readonly saveEveryMs?: number;
  /** The auditor's clock, in milliseconds. */
  readonly now?: () => number;
}
