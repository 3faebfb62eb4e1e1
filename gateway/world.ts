/** What a gateway stands on. Everything is handed in, so that a test can move a clock or end a process. */

import type { Suite } from '@duecheck/core/register';
import type { Clock, LegalTime } from './clock.ts';
import type { VerifyToken } from './identity/tokens.ts';
import type { KeyedIndex } from './keyed-index.ts';
import type { KeyRing } from './keys/key-ring.ts';
import type { SubjectKeys } from './keys/subject-keys.ts';
import type { Lists } from './lists/lists.ts';
import type { Register } from './register/register.ts';
import type { UpstreamSource } from './sources/source.ts';
import type { Database, Trx } from './store/database.ts';
import type { WitnessSettings } from './witnesses/known-witnesses.ts';

export interface World {
  readonly db: Database;
  readonly clock: Clock;
  /** Reads the legal clock inside the caller's transaction: a move takes effect at once, in every gateway. */
  readonly legal: (trx: Database | Trx) => Promise<LegalTime>;
  /** `movable`: a demonstration may move the legal date; production refuses. */
  readonly legalClock: 'fixed' | 'movable';
  readonly random: (bytes: number) => Uint8Array;
  readonly keys: KeyRing;
  readonly index: KeyedIndex;
  readonly suite: Suite;
  readonly subjectKeys: SubjectKeys;
  readonly register: Register;
  /** Who else is shown every head of the register, and how many of them make it a cosigned one. */
  readonly witnesses: WitnessSettings;
  readonly lists: Lists;
  /** Platforms of city and province, each behind its guard. Empty: the own store alone. */
  readonly upstream: readonly UpstreamSource[];
  readonly verifyToken: VerifyToken;
  /** `iss` of receipts: the gateway's public URL. */
  readonly url: string;
}
