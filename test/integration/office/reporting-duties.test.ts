/** Seven working days for government-dishonesty records: whose they are, what is overdue, and nothing of whom (政务二(一)2). */
import { rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ReportingDutiesAnswer } from '@duecheck/core/contract';
import { addDays, type CivilDate } from '@duecheck/core/time';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { uscc } from '../../../demo/people/numbers.ts';
import { importFile } from '../../../gateway/intake/import-file.ts';
import { type City, openCity } from '../gateway/city.ts';

let city: City;
let today: CivilDate;
const RSJ = '市人力社保局';
const GAJ = '市公安局';

interface Row {
  readonly n: number;
  readonly organ: string;
  readonly daysAgo: number;
  readonly reportedOn?: string;
}

async function deliver(rows: readonly Row[]): Promise<void> {
  const file = join(tmpdir(), `duecheck-duties-${process.pid}-${rows[0]?.n}.ndjson`);
  const lines = rows.map(({ n, organ, daysAgo, reportedOn = '' }) => ({
    ...{ bodyOrPost: '演示单位', uscc: uscc('11', n), documentNo: `演责字〔2026〕${n}号`, organ, reportedOn },
    ...{ decidedOn: addDays(today, -daysAgo), catalogueItemId: 'DEMO-0401' },
  }));
  writeFileSync(file, lines.map((line) => JSON.stringify(line)).join('\n'));
  const report = await importFile(city.gateway.world, { file, type: 'government-dishonesty', organisation: 'qz' });
  rmSync(file);
  expect(report).toMatchObject({ refused: 0, reasons: {} });
}

const list = async (user: string, query = '') => {
  const { status, body } = await city.call(user, 'GET', `/v1/reporting-duties${query}`);
  expect([status, ReportingDutiesAnswer.safeParse(body).error?.issues]).toEqual([200, undefined]);
  return body as ReportingDutiesAnswer;
};

/** The city's people have records of other organs too. */
const ours = async (query = '') =>
  (await list('sunhao', query)).duties.filter(({ organ }) => [RSJ, GAJ].includes(organ));

beforeAll(async () => {
  city = await openCity();
  ({ today } = await city.gateway.world.legal(city.gateway.world.db));
  await deliver([
    { n: 1, organ: RSJ, daysAgo: 0 },
    { n: 2, organ: GAJ, daysAgo: 40 },
    { n: 3, organ: RSJ, daysAgo: 60 },
    { n: 4, organ: RSJ, daysAgo: 30, reportedOn: addDays(today, -29) },
    { n: 5, organ: RSJ, daysAgo: 90, reportedOn: addDays(today, -2) },
  ]);
});
afterAll(() => city.close());

describe('duties to report', () => {
  it('come with the longest overdue first, each with its last day and what is left', async () => {
    const duties = await ours();
    expect(duties.map(({ organ, state }) => [organ, state])).toEqual([
      [RSJ, 'overdue'],
      [GAJ, 'overdue'],
      [RSJ, 'open'],
    ]);
    expect(duties[2]).toMatchObject({ decidedOn: today, reportedOn: null, daysLeft: 7, daysOverdue: null });
    expect(duties[0]?.daysOverdue).toBeGreaterThan(duties[1]?.daysOverdue as number);
  });

  it('are, for a manager, those whose organ is an office of the manager’s', async () => {
    const { duties } = await list('chenfang');
    expect(duties.map(({ organ }) => organ)).toEqual([RSJ, RSJ]);
  });

  it('that were met say whether in time', async () => {
    expect((await ours('?state=reported')).map(({ state }) => state)).toEqual(['reported', 'reported-late']);
  });

  it.each(['open', 'reported'])('come page by page, each once: %s', async (state) => {
    const whole = (await list('sunhao', `?state=${state}`)).duties;
    const paged = [];
    let after = '';
    for (let pages = 0; pages < 100; pages++) {
      const { duties, next } = await list('sunhao', `?state=${state}&limit=1${after}`);
      paged.push(...duties);
      if (next === null) break;
      after = `&after=${encodeURIComponent(next)}`;
    }
    expect(paged).toEqual(whole);
  });

  it('end when the record does', async () => {
    const [first] = await ours();
    const change = { state: 'withdrawn', documentNumber: '演撤〔2026〕1号', reason: '撤销' };
    await city.post('sunhao', `/v1/records/${first?.record}/state`, change);
    expect((await list('sunhao')).duties.map(({ record }) => record)).not.toContain(first?.record);
  });

  it('name nobody', async () => {
    const said = JSON.stringify(await list('sunhao'));
    for (const what of ['演示单位', '演责字', uscc('11', 1)]) expect(said).not.toContain(what);
  });

  it('are told to offices and managers alone', async () => {
    for (const user of ['limin', 'wangjun', 'zhaoping', 'hetao', 'nobody'])
      expect((await city.call(user, 'GET', '/v1/reporting-duties')).body.code).toBe('role-missing');
    for (const query of ['?after=2026-02-30/x', '?after=x', '?limit=501', '?state=all'])
      expect((await city.call('sunhao', 'GET', `/v1/reporting-duties${query}`)).body.code).toBe('invalid-query');
  });
});
