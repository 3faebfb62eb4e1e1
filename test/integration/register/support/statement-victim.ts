/**
 * A gateway's register that ends as `kill -9` would before its n-th statement, while it appends, sequences and turns the year. Says
 * on stdout, a JSON line each, what it acknowledged and published; at the end, if it lives, how many statements there were.
 */
import { createKeyRing } from '../../../../gateway/keys/create-key-ring.ts';
import { intl1 } from '../../../../gateway/keys/suite-intl-1.ts';
import { createRegister } from '../../../../gateway/register/register.ts';
import { faultyDatabase } from '../faults.ts';

const [url = '', dir = '', killAt = '', origin = '', start = '', turn = ''] = process.argv.slice(2);
const say = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`);
const clock = { time: Number(start), now: () => clock.time };

const { db, calm, onStatement } = faultyDatabase(url);
const register = await createRegister({
  ...{ db, clock, suite: intl1, origin },
  ...{ keys: createKeyRing(`${dir}/keys`), headFile: `${dir}/head` },
});
const draft = {
  ...{ type: 'key.rotated' as const, organisation: 'qz', decisionPoint: null, actor: null, subject: null, case: null },
  ...{ request: {}, outcome: null },
};
calm();
onStatement((n) => {
  if (n === Number(killAt)) process.kill(process.pid, 'SIGKILL');
});
const entries = await db.transaction().execute((trx) => register.append(trx, [draft, draft]));
say({ acknowledged: entries.map(({ id }) => id) });
clock.time = Number(turn);
await register.sequence();
say({ published: { origin: register.origin, checkpoint: register.head().checkpoint } });
say({ statements: calm() });
await db.destroy();
