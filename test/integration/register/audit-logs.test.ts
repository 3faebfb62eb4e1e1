/** `duecheck audit` over the years: every log of a register, and what joins them. */
import { readFileSync } from 'node:fs';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { printReport } from '../../../gateway/cli/audit/print-report.ts';
import { intl1 } from '../../../gateway/keys/suite-intl-1.ts';
import { signHead } from '../../../gateway/register/head.ts';
import type { Register } from '../../../gateway/register/register.ts';
import { bareDraft, type House, ORIGIN, openHouse, type Served, serveHouse } from './house.ts';

const NEW_YEAR = Date.UTC(2026, 11, 31, 16);
const NEXT = 'gateway.test/register/2027/1';

let house: House;
let register: Register;
let served: Served;
beforeEach(async () => {
  house = await openHouse();
  register = await house.open();
  await grow(5);
  served = await serveHouse(house, register);
});
afterEach(async () => {
  await served.close();
  await house.close();
});

const grow = async (n: number) => {
  await house.append(register, ...Array.from({ length: n }, bareDraft));
  await register.sequence();
};
const turn = async () => {
  house.clock.time = NEW_YEAR;
  await grow(2);
};

it('verifies each log, every row of it, and that one follows the other', async () => {
  await turn();
  const report = await served.audit({ token: 'all' });
  expect(report).toMatchObject({ status: 'verified', origin: NEXT, size: 3n, compared: 3, register: [] });
  expect(report.earlier).toMatchObject([{ origin: ORIGIN, size: 6n, compared: 6, status: 'verified' }]);
  expect(printReport(report).at(-1)).toMatch(/^verified: 9 entries/);
});

it('carries key and head that were pinned over the turn of the year', async () => {
  const { stateFile } = served;
  await served.audit({ stateFile });
  await grow(3);
  await turn();
  const report = await served.audit({ stateFile });
  expect(report).toMatchObject({ status: 'verified', origin: NEXT, key: 'pinned', extends: null });
  expect(report.earlier).toMatchObject([{ origin: ORIGIN, key: 'pinned', extends: 5n, size: 9n }]);
  await grow(1);
  const again = await served.audit({ stateFile });
  expect(again).toMatchObject({ status: 'verified', extends: 3n, size: 4n });
  expect(again.earlier).toMatchObject([{ extends: 9n }]);
  expect(JSON.parse(readFileSync(stateFile, 'utf8'))).toMatchObject({ vkey: register.vkeys[0] });
});

describe('an earlier log', () => {
  const codes = async (options: object = {}) => {
    const report = await served.audit({ token: 'all', ...options });
    expect(report.status).toBe('failed');
    return report.register.map(({ code }) => code);
  };

  it('that is hidden is missed, by its successor’s first entry and by whoever knew it', async () => {
    const { stateFile } = served;
    await served.audit({ stateFile });
    await turn();
    await house.db.deleteFrom('register_head').where('origin', '=', ORIGIN).execute();
    expect(await codes()).toEqual(['log-missing']);
    expect(await served.audit({ stateFile })).toMatchObject({ status: 'failed', tree: [{ code: 'wrong-origin' }] });
  });

  it('that was rewritten and signed anew is no longer the one that its successor names', async () => {
    await turn();
    const head = await house.db
      .selectFrom('register_head')
      .selectAll()
      .where('origin', '=', ORIGIN)
      .executeTakeFirstOrThrow();
    const other = await openHouse();
    const rewritten = await other.open();
    await other.append(rewritten, ...Array.from({ length: 6 }, bareDraft));
    await rewritten.sequence();
    await sql`delete from register_tile where origin = ${ORIGIN}`.execute(house.db);
    const tiles = await other.db.selectFrom('register_tile').selectAll().where('origin', '=', ORIGIN).execute();
    await house.db.insertInto('register_tile').values(tiles).execute();
    const { root } = rewritten.head();
    const { checkpoint } = await signHead({ origin: ORIGIN, size: BigInt(head.size), root }, house.keys, intl1);
    await house.db.updateTable('register_head').set({ root, checkpoint }).where('origin', '=', ORIGIN).execute();
    await other.close();
    const report = await served.audit();
    expect(report.status).toBe('failed');
    expect(report.register.map(({ code }) => code)).toEqual(['end-unproven', 'beginning-unproven']);
  });

  it('that does not say that it ended did not', async () => {
    await turn();
    await house.db.updateTable('register_head').set({ ended: null }).where('origin', '=', ORIGIN).execute();
    expect(await codes()).toEqual(['end-unproven']);
  });

  it('that the first entry names otherwise is not the one before', async () => {
    await turn();
    await sql`update public_request set value = replace(value, '"size":6', '"size":5')`.execute(house.db);
    expect(await codes()).toEqual(['beginning-unproven']);
  });
});
