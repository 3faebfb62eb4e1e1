/**
 * A gateway's register that is killed by its fail point. Says on stdout, a JSON line each, what it acknowledged and what
 * it published; nothing of that may be lost. Ends by itself only if the fail point was never reached.
 */
import { createKeyRing } from '../../../../gateway/keys/create-key-ring.ts';
import { intl1 } from '../../../../gateway/keys/suite-intl-1.ts';
import { createRegister } from '../../../../gateway/register/register.ts';
import { openDatabase } from '../../../../gateway/store/database.ts';

const [url = '', dir = '', origin = ''] = process.argv.slice(2);
const say = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`);

const db = openDatabase(url);
const register = await createRegister({
  db,
  keys: createKeyRing(`${dir}/keys`),
  suite: intl1,
  clock: { now: Date.now },
  origin,
  headFile: `${dir}/head`,
});
say({ published: register.head().checkpoint });
for (let round = 0; round < 6; round++) {
  const drafts = Array.from({ length: 1 + 90 * round }, () => ({
    type: 'key.rotated' as const,
    organisation: 'qz',
    decisionPoint: null,
    actor: null,
    subject: null,
    case: null,
    request: {},
    outcome: null,
  }));
  const entries = await db.transaction().execute((trx) => register.append(trx, drafts));
  say({ acknowledged: entries.map((entry) => entry.id) });
  await register.sequence();
  say({ published: register.head().checkpoint });
}
await db.destroy();
