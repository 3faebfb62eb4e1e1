/** `duecheck register new-epoch`: goes on after a proven loss. The one way to start a gateway that says `register-behind-…`. */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { treeHash } from '@duecheck/core/register';
import { Command } from 'commander';
import { legalTime } from '../../clock.ts';
import { createKeyRing } from '../../keys/create-key-ring.ts';
import type { KeyRing } from '../../keys/key-ring.ts';
import { createSubjectKeys } from '../../keys/subject-keys.ts';
import { intl1 } from '../../keys/suite-intl-1.ts';
import type { GatewayConfig } from '../../open-world.ts';
import { appendEntries } from '../../register/append.ts';
import { createEntryIds } from '../../register/entry-ids.ts';
import type { Head } from '../../register/head.ts';
import { readHeadFile } from '../../register/head-file.ts';
import { logOrigin } from '../../register/log-origin.ts';
import { newEpoch } from '../../register/new-epoch.ts';
import { readShards } from '../../register/shards.ts';
import { type Database, openDatabase } from '../../store/database.ts';
import { migrate } from '../../store/migrate.ts';
import { isWitnessFault } from '../../witnesses/fault.ts';
import { askKeptHead } from '../../witnesses/kept-head.ts';
import { readConfig } from '../config.ts';
import { type OrderFlags, orderOf, withOrder } from './order.ts';

export const newEpochCommand = (): Command =>
  withOrder(
    new Command('new-epoch').description('after a proven loss: begin a new log that says what was lost'),
  ).action(async (flags: OrderFlags) => {
    const { config, release } = await readConfig(flags);
    const db = openDatabase(config.databaseUrl);
    try {
      await migrate(db);
      console.log(JSON.stringify(await newEpoch(await lossWorld(db, config), orderOf(flags))));
    } finally {
      await db.destroy();
      await release();
    }
  });

/** Without the register itself, which does not open. */
async function lossWorld(db: Database, config: GatewayConfig) {
  const keys = createKeyRing(join(config.stateDir, 'keys'));
  const clock = { now: Date.now };
  const random = (n: number) => new Uint8Array(randomBytes(n));
  const subjectKeys = createSubjectKeys({ keys, suite: intl1, random });
  const appending = { keys, subjectKeys, suite: intl1, clock, random, newEntryId: createEntryIds(random) };
  const origin = logOrigin(config.url, clock.now());
  const headFile = join(config.stateDir, 'head');
  return {
    ...{ db, keys, suite: intl1, tree: treeHash(intl1.hash), clock, origin, headFile },
    kept: await keptHeads(db, keys, config, { origin, headFile }),
    append: (...[trx, drafts]: Parameters<AppendHere>) => appendEntries(trx, appending, drafts),
    legal: async () => legalTime(clock.now(), 0),
  };
}

type AppendHere = Parameters<typeof newEpoch>[0]['append'];

/** Of every log that the database, the head file or the calendar names. A witness that does not answer proves nothing. */
async function keptHeads(
  db: Database,
  keys: KeyRing,
  { witnesses }: GatewayConfig,
  { origin, headFile }: { readonly origin: string; readonly headFile: string },
): Promise<Head[]> {
  const stored = (await readShards(db, origin)).filter(({ state }) => state === 'open').map((shard) => shard.origin);
  const filed = readHeadFile(headFile)?.split('\n')[0];
  const origins = new Set([...stored, origin, ...(filed === undefined ? [] : [filed])]);
  const asked = [...origins].flatMap((name) =>
    (witnesses?.asked ?? []).map(async (witness) => {
      try {
        return await askKeptHead({ origin: name, keys, suite: intl1 }, witness);
      } catch (error) {
        if (!isWitnessFault(error)) throw error;
        return undefined;
      }
    }),
  );
  return (await Promise.all(asked)).filter((head) => head !== undefined);
}
