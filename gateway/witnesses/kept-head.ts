/**
 * The head that a witness keeps, if it can show it under our own signature. That is proof, which no witness can make up:
 * a database that does not hold it was rolled back or rewritten. A size alone is a claim, and stops nothing.
 */
import type { Suite, TreeHash } from '@duecheck/core/register';
import type { KeyRing } from '../keys/key-ring.ts';
import { halt } from '../register/errors.ts';
import { type Head, openOwnHead } from '../register/head.ts';
import { whatIsMissing } from '../register/known-head.ts';
import type { Database } from '../store/database.ts';
import { askWitness } from './ask-witness.ts';
import type { WitnessSetting } from './known-witnesses.ts';

export interface OwnLog {
  readonly db: Database;
  readonly keys: KeyRing;
  readonly suite: Suite;
  readonly tree: TreeHash;
  readonly origin: string;
}

/**
 * @returns undefined where it shows none that our key signed; other people's witnesses have no such page
 * @throws DuecheckError `register-behind-witness`; as `askWitness`
 */
export async function readKeptHead(
  log: OwnLog,
  { url }: WitnessSetting,
  signal?: AbortSignal,
): Promise<Head | undefined> {
  const kept = await askKeptHead(log, { url }, signal);
  // The database is read after the witness, so that a head of another gateway that came meanwhile is in it.
  const missing = kept && (await whatIsMissing(log, kept));
  if (missing !== undefined)
    throw halt('register-behind-witness', `${missing} our key signed and the witness at ${url} keeps`);
  return kept;
}

/** What it keeps, whether or not the database holds it. @throws DuecheckError as `askWitness` */
export async function askKeptHead(
  log: Omit<OwnLog, 'db' | 'tree'>,
  { url }: Pick<WitnessSetting, 'url'>,
  signal?: AbortSignal,
): Promise<Head | undefined> {
  const path = `/checkpoint?origin=${encodeURIComponent(log.origin)}`;
  const answer = await askWitness({ url, path, signal });
  return answer.status === 200 ? openOwn(log, answer.body) : undefined;
}

/**
 * The same for a head that we hold with its cosignature.
 * @throws DuecheckError `register-behind-witness`
 */
export async function assertHoldsCosigned(log: OwnLog, { url }: WitnessSetting, cosigned: Head): Promise<void> {
  const missing = await whatIsMissing(log, cosigned);
  if (missing !== undefined)
    throw halt('register-behind-witness', `${missing} our key signed and the witness at ${url} cosigned`);
}

/** @returns undefined for a note that our key did not sign */
export function openOwn({ origin, keys, suite }: Omit<OwnLog, 'db' | 'tree'>, note: string): Head | undefined {
  try {
    return openOwnHead(note, origin, keys, suite);
  } catch {
    return undefined;
  }
}
