/** Puts a gateway's world together from a configuration. Everything that a process shares is made here, once. */
import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { ListRoot } from '@duecheck/core/lists';
import { treeHash } from '@duecheck/core/register';
import { legalTime } from './clock.ts';
import { createTokenVerifier, type VerifyToken } from './identity/tokens.ts';
import { createKeyedIndex } from './keyed-index.ts';
import { createKeyRing } from './keys/create-key-ring.ts';
import { firstPepper } from './keys/key-ring.ts';
import { createRandomPool } from './keys/random-pool.ts';
import { createSubjectKeys } from './keys/subject-keys.ts';
import { intl1 } from './keys/suite-intl-1.ts';
import { createLists } from './lists/lists.ts';
import { logOrigin } from './register/log-origin.ts';
import { createRegister, type RegisterAlarm } from './register/register.ts';
import { openSources } from './sources/open-sources.ts';
import type { UpstreamSource } from './sources/source.ts';
import type { OnFault } from './sources/told-fault.ts';
import { openDatabase } from './store/database.ts';
import { migrate } from './store/migrate.ts';
import { compareAtStart } from './witnesses/compare-at-start.ts';
import { NO_WITNESSES, type WitnessSettings } from './witnesses/known-witnesses.ts';
import type { World } from './world.ts';

export interface GatewayConfig {
  readonly databaseUrl: string;
  /** Keys and the last head: outside the database, backed up apart from it. */
  readonly stateDir: string;
  /** Public URL of this gateway: `iss` of receipts, name of the log. */
  readonly url: string;
  readonly issuer: string;
  readonly listRoot: ListRoot;
  readonly legalClock: 'fixed' | 'movable';
  readonly witnesses?: WitnessSettings;
  readonly onAlarm?: (alarm: RegisterAlarm) => void;
  /** `sources.json`: platforms of city and province. */
  readonly sourcesFile?: string;
  readonly onSourceFault?: OnFault;
  /** Instead of those of the file: doubles in tests. */
  readonly upstream?: readonly UpstreamSource[];
  /** Replaced in tests. */
  readonly now?: () => number;
  readonly verifyToken?: VerifyToken;
}

export interface OpenWorld {
  readonly world: World;
  close(): Promise<void>;
}

/** @throws DuecheckError as `createRegister`, `createKeyRing` and `compareAtStart`; database errors as they come */
export async function openWorld(config: GatewayConfig): Promise<OpenWorld> {
  mkdirSync(config.stateDir, { recursive: true, mode: 0o700 });
  const db = openDatabase(config.databaseUrl);
  try {
    await migrate(db);
    const clock = { now: config.now ?? Date.now };
    const suite = intl1;
    const random = createRandomPool(randomBytes);
    const keys = createKeyRing(join(config.stateDir, 'keys'));
    const subjectKeys = createSubjectKeys({ keys, suite, random });
    const register = await createRegister({
      db,
      keys,
      suite,
      clock,
      random,
      subjectKeys,
      origin: logOrigin(config.url, clock.now()),
      headFile: join(config.stateDir, 'head'),
      ...(config.onAlarm === undefined ? {} : { onAlarm: config.onAlarm }),
    });
    const witnesses = config.witnesses ?? NO_WITNESSES;
    await compareAtStart({ db, keys, suite, tree: treeHash(suite.hash), origin: register.origin }, witnesses);
    register.start();
    const base = {
      db,
      clock,
      random,
      keys,
      suite,
      subjectKeys,
      register,
      witnesses,
      url: config.url,
      legalClock: config.legalClock,
    };
    // Rows of offices were keyed under the house's first pepper and stay so: under another one nobody would be found any more.
    const index = createKeyedIndex(suite, firstPepper(keys).bytes);
    const lists = createLists(db, config.listRoot, suite);
    const platforms = { index, suite, clock, catalogue: lists.catalogue };
    const world: World = {
      ...base,
      index,
      lists,
      upstream:
        config.sourcesFile === undefined
          ? (config.upstream ?? [])
          : await openSources(config.sourcesFile, platforms, config.onSourceFault),
      verifyToken: config.verifyToken ?? createTokenVerifier(config.issuer),
      legal: async (trx) => {
        if (config.legalClock === 'fixed') return legalTime(clock.now(), 0);
        const row = await trx.selectFrom('legal_clock').select('offset_days').where('id', '=', 1).executeTakeFirst();
        return legalTime(clock.now(), row?.offset_days ?? 0);
      },
    };
    return {
      world,
      async close() {
        await register.stop();
        await db.destroy();
      },
    };
  } catch (error) {
    await db.destroy();
    throw error;
  }
}
