/** Everything that one check is made of, read before it begins. */
import type { Binding } from '@duecheck/core/binding';
import type { CatalogueIndex } from '@duecheck/core/catalogue';
import type { CheckRequest, Id } from '@duecheck/core/contract';
import type { LegalTime } from '../clock.ts';
import type { Held } from '../identity/roles.ts';
import type { Account } from '../identity/tokens.ts';
import type { CheckedSubject } from './subject-of.ts';

/** `replay`: the same request again; `owed`: done late, `automatic`: by the gateway itself; `batch`, `download`: how asked for. */
export type CheckFlag = 'replay' | 'owed' | 'automatic' | 'batch' | 'download';

export interface CheckRun {
  readonly checkId: Id<'chk'>;
  /** `person`: about oneself, by the login alone; no role of an office's table lets anybody do that. */
  readonly by: 'office' | 'person';
  readonly account: Account;
  readonly held: readonly Held[];
  readonly superiors: readonly string[];
  readonly request: CheckRequest;
  readonly subject: CheckedSubject;
  /** Of a partner's page: the partner itself, by its registration. */
  readonly binding: Pick<Binding, 'organisation' | 'decisionPoint' | 'version'>;
  readonly catalogue: CatalogueIndex;
  readonly legal: LegalTime;
  readonly flags: readonly CheckFlag[];
  /** `batch`: of a list that was counted when it was taken in, and that lets single lookups go first. */
  readonly pace: 'single' | 'batch';
}
