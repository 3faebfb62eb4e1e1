/** What an office's system and proxy say was opened and decided, and what coverage makes of it. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { legalDateOf } from '@duecheck/core/time';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { workbook } from '../../../demo/intake/workbook.ts';
import { deferralFor } from '../../support/outage-client.ts';
import { duecheck } from '../../unit/binding/run-duecheck.ts';
import { type Acts, actsIn, asked, line } from '../gateway/acts.ts';
import { type City, openCity, POINT, TOUR } from '../gateway/city.ts';
import { coverageDays, coverageSum } from './support/coverage-sum.ts';

const DP = 'civil-service-hiring';
let city: City;
let acts: Acts;
let folder: string;
beforeAll(async () => {
  city = await openCity();
  acts = actsIn(city);
  folder = mkdtempSync(join(tmpdir(), 'duecheck-denominator-'));
});
afterAll(async () => {
  await city.close();
  rmSync(folder, { recursive: true, force: true });
});

const ago = (minutes: number): string => new Date(Date.now() - minutes * 60_000).toISOString();
const decided = (key: string, more: object = {}) => ({ decisionPoint: DP, case: { key }, decidedAt: ago(1), ...more });
const opened = (key: string, more: object = {}) => ({ decisionPoint: DP, case: { key }, openedAt: ago(60), ...more });
const report = async (what: 'decisions' | 'cases', lines: readonly object[], key = POINT.key) => {
  const { status, body } = await city.call(key, 'POST', `/v1/${what}:report`, { [what]: lines });
  return { status, ...body };
};
const subject = ({ shown }: (typeof TOUR)['a']) => ({ kind: 'resident-id', number: shown.number });
const importEntries = async () => {
  const rows = await city.gateway.world.db
    .selectFrom('register_entry')
    .select('id')
    .where('type', '=', 'import')
    .execute();
  return rows.length;
};
const allDays = () => coverageDays(city.gateway.world.db, 'qz-rsj');
const today = () => legalDateOf(new Date().toISOString());
const totals = () => coverageSum(city.gateway.world.db, 'qz-rsj');
/** How the sums moved. */
const moved = async (during: () => Promise<unknown>) => {
  const before = await totals();
  await during();
  const after = await totals();
  const keys = Object.keys(after) as (keyof typeof after)[];
  return Object.fromEntries(
    keys.flatMap((key) => (after[key] === before[key] ? [] : [[key, after[key] - before[key]]])),
  );
};

describe('reports over HTTP', () => {
  it('are taken once, in any order, however often they come', async () => {
    const lines = Array.from({ length: 20 }, (_, n) => decided(`h-${n}`, { decidedAt: ago(n + 1) }));
    const before = await importEntries();
    expect(await report('decisions', lines)).toEqual({ status: 200, taken: 20, repeated: 0, refused: [] });
    expect(await report('decisions', [...lines].reverse())).toMatchObject({ taken: 0, repeated: 20 });
    expect(await report('decisions', [...lines, decided('h-20')].reverse())).toMatchObject({ taken: 1, repeated: 20 });
    // Twice within one call, too; and what told nothing new leaves no entry.
    expect(await report('decisions', [lines[0], lines[0]] as object[])).toMatchObject({ taken: 0, repeated: 2 });
    expect((await importEntries()) - before).toBe(2);
  });

  it('from many at once are taken once', async () => {
    const lines = Array.from({ length: 50 }, (_, n) => decided(`m-${n}`));
    const answers = await Promise.all([1, 2, 3, 4].map(() => report('decisions', lines)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(answers.reduce((sum, { taken }) => sum + taken, 0)).toBe(50);
  });

  it('refuse a line by code, and take the others', async () => {
    const answer = await report('decisions', [
      decided('r-1', { decisionPoint: 'no-such-step' }),
      decided('r-2', { subject: { kind: 'resident-id', number: '330899189001010000' } }),
      decided('r-3', { decidedAt: new Date(Date.now() + 3_600_000).toISOString() }),
      decided('r-4', { openedAt: ago(0), decidedAt: ago(60) }),
      decided('r-5'),
    ]);
    expect(answer).toEqual({
      ...{ status: 200, taken: 1, repeated: 0 },
      refused: [
        { n: 0, code: 'no-such-decision-point' },
        { n: 1, code: 'subject-invalid' },
        { n: 2, code: 'time-future' },
        { n: 3, code: 'time-order' },
      ],
    });
  });

  it('open a case once, and know whose it is', async () => {
    expect(await report('cases', [opened('c-1'), opened('c-2', { subject: subject(TOUR.a) })])).toMatchObject({
      taken: 2,
    });
    expect(await report('cases', [opened('c-1', { openedAt: ago(5) })])).toMatchObject({ taken: 0, repeated: 1 });
    // Whose it is may be said later, once.
    expect(await report('cases', [opened('c-1', { subject: subject(TOUR.b) })])).toMatchObject({ taken: 1 });
    const other = [opened('c-1', { subject: subject(TOUR.a) }), decided('c-2', { subject: subject(TOUR.b) })];
    expect((await report('cases', other.slice(0, 1))).refused).toEqual([{ n: 0, code: 'subject-mismatch' }]);
    expect((await report('decisions', other.slice(1))).refused).toEqual([{ n: 0, code: 'subject-mismatch' }]);
    const both = [opened('c-3', { subject: subject(TOUR.a) }), opened('c-3', { subject: subject(TOUR.b) })];
    expect(await report('cases', both)).toMatchObject({ taken: 1, refused: [{ n: 1, code: 'subject-mismatch' }] });
    // A check has said it before.
    await acts.checked(TOUR.a, 'c-4');
    expect((await report('cases', [opened('c-4', { subject: subject(TOUR.b) })])).refused).toHaveLength(1);
  });

  it('are kept without a number or a case that anybody could read', async () => {
    await report('decisions', [decided('readable-case', { subject: subject(TOUR.a), openedAt: ago(9) })]);
    const { db } = city.gateway.world;
    const kept = [
      await db.selectFrom('reported_case').selectAll().execute(),
      await db.selectFrom('reported_decision').selectAll().execute(),
    ];
    const texts = JSON.stringify(kept, (_, value) =>
      value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : value,
    );
    expect(texts).not.toContain(TOUR.a.shown.number);
    expect(texts).not.toContain('readable-case');
  });

  it('are an enforcement point’s own, of its own organisation, and malformed ones are none', async () => {
    expect(await report('decisions', [decided('x-1')], 'z'.repeat(43))).toMatchObject({ status: 401 });
    expect(await report('decisions', [decided('x-1')], 'limin')).toMatchObject({ status: 401 });
    expect(await report('decisions', [])).toMatchObject({ status: 400 });
    expect(await report('decisions', [opened('x-1')])).toMatchObject({ status: 400 });
    expect(await report('decisions', [decided('x-1', { organisation: 'qz-gaj' })])).toMatchObject({ status: 400 });
  });

  it('have cases as the organisation writes them', async () => {
    const set = (pattern: string | null, user = 'sunhao') =>
      city.post(user, '/v1/case-patterns', { organisation: 'qz-rsj', pattern, reason: '按业务系统编号规则' });
    expect((await set('RL-[0-9]{4}', 'limin')).body.code).toBe('role-missing');
    expect((await set('(a+)+b')).body.errors).toEqual([{ pointer: '/pattern', code: 'pattern-explodes' }]);
    expect((await set('RL-[0-9]{4}|x')).status).toBe(200);
    expect(
      await report(
        'cases',
        ['RL-2026', 'RL-20261', 'aRL-2026', 'x'].map((key) => opened(key)),
      ),
    ).toMatchObject({
      taken: 2,
      refused: [
        { n: 1, code: 'case-pattern' },
        { n: 2, code: 'case-pattern' },
      ],
    });
    await set(null);
    expect(await report('cases', [opened('RL-20261')])).toMatchObject({ taken: 1 });
  });
});

describe('duecheck import --type decisions | cases', () => {
  const write = (name: string, content: string | Uint8Array): string => {
    const file = join(folder, name);
    writeFileSync(file, content);
    return file;
  };
  const run = async (file: string, type: string, ...more: string[]) => {
    const ran = await duecheck('import', file, '--type', type, '--organisation', 'qz-rsj', ...more, ...city.settings);
    const last = ran.lines.at(-1) ?? '';
    return { code: ran.code, errors: ran.errors, report: last.startsWith('{') ? JSON.parse(last) : last };
  };

  it('reads a host’s export by its headers’ words, refuses rows by code, and takes nothing twice', async () => {
    const file = write(
      'export.csv',
      [
        '考察录用办结清单,,,',
        '业务流水号,证件号码,受理时间,办结时间',
        `e-1,${TOUR.a.shown.number},2026-11-02 09:00,2026-11-03 10:30:00`,
        'e-2,,2026/11/2,2026-11-03T10:30:00+08:00',
        'e-3,,,2026年11月3日',
        ',,,2026-11-03',
        'e-4,,,昨天',
        'e-5,330899189001010000,,2026-11-03',
        'e-6,,,',
        'e-7,,2026-11-04,2026-11-03',
      ].join('\n'),
    );
    const statement = ['--set', `环节=${DP}`];
    const first = await run(file, 'decisions', ...statement);
    expect(first.report).toEqual({ rows: 8, taken: 3, repeated: 0, skipped: 0, refused: 5 });
    expect(first.code).toBe(2);
    expect(
      first.errors
        .trim()
        .split('\n')
        .map((one) => one.replace(file, '')),
    ).toEqual([':6: case-missing', ':7: time-invalid', ':8: subject-invalid', ':9: time-missing', ':10: time-order']);
    expect((await run(file, 'decisions', ...statement)).report).toMatchObject({ taken: 0, repeated: 3, refused: 5 });
    const days = (await allDays()).filter(({ day }) => day === '2026-11-03');
    expect(days).toMatchObject([{ decisionPoint: DP, reported: 3, unchecked: 3 }]);
  });

  it('reads workbooks and NDJSON, and cases as well as decisions', async () => {
    const rows = [
      ['受理编号', '决定环节', '受理日期'],
      ['w-1', DP, '2026-11-02'],
      ['w-2', DP, '2026-11-02'],
    ];
    const book = write('cases.xlsx', await workbook(rows));
    expect((await run(book, 'cases')).report).toMatchObject({ rows: 2, taken: 2, refused: 0 });
    const lines = [
      { case: 'w-3', decisionPoint: DP, openedAt: '2026-11-02T01:00:00.000Z' },
      { case: 'w-1', decisionPoint: DP },
    ];
    const file = write('cases.ndjson', lines.map((one) => JSON.stringify(one)).join('\n'));
    const { report: told, errors } = await run(file, 'cases');
    expect(told).toMatchObject({ rows: 2, taken: 1, refused: 1 });
    expect(errors).toContain(':2: time-missing');
  });

  it('reads nginx’s log: what the host refused decided nothing', async () => {
    const log = (key: string, status: number) => ({
      ...{ id: key.padEnd(32, '0'), passedAt: (Date.now() / 1000 - 60).toFixed(3), decisionPoint: DP },
      ...{ case: key, effect: 'favourable', status: String(status), state: '' },
    });
    const lines = [log('l-1', 200), log('l-2', 302), log('l-3', 409), log('l-4', 504), log('', 200)];
    const file = write('log.ndjson', lines.map((one) => `${JSON.stringify(one)}\n`).join(''));
    expect((await run(file, 'decisions')).report).toEqual({ rows: 5, taken: 3, repeated: 0, skipped: 1, refused: 1 });
  });

  it('says what it needs', async () => {
    const file = write('bare.csv', 'a,b\n1,2\n');
    const bare = await duecheck('import', file, '--type', 'decisions', ...city.settings);
    expect([bare.code, bare.errors]).toEqual([1, expect.stringContaining('[setting-missing]')]);
    expect((await run(file, 'decisions')).errors).toContain('no-header');
    expect((await run(file, 'decisions', '--set', 'colour=red')).errors).toContain('[statement-unknown]');
    const nowhere = await duecheck('import', file, '--type', 'cases', '--organisation', 'qz-none', ...city.settings);
    expect(nowhere.errors).toContain('[no-such-organisation]');
  });
});

describe('coverage', () => {
  const decide = async (key: string) => {
    const check = await acts.checked(TOUR.a, key);
    return acts.decide(check.checkId, { effect: 'favourable', reason: '合格' });
  };

  it('counts a decision with its check, and one without as unchecked', async () => {
    expect(await moved(() => decide('k-1'))).toEqual({ unreported: 1 });
    expect(await moved(() => report('decisions', [decided('k-1', { decidedAt: ago(0) })]))).toEqual({
      ...{ reported: 1, checked: 1, unreported: -1 },
    });
    // Decided again, past us.
    expect(await moved(() => report('decisions', [decided('k-1', { decidedAt: ago(-0.5) })]))).toEqual({
      ...{ reported: 1, unchecked: 1 },
    });
  });

  it('counts one decision that proxy and host both tell, by clocks of their own, as one', async () => {
    await decide('k-2');
    await report('decisions', [decided('k-2', { decidedAt: ago(0) })]);
    const file = join(folder, 'host.csv');
    writeFileSync(file, `业务流水号,决定环节,办结日期\nk-2,${DP},${today()}\n`);
    const both = async () => {
      const args = ['--type', 'decisions', '--organisation', 'qz-rsj', ...city.settings];
      expect(JSON.parse((await duecheck('import', file, ...args)).lines.at(-1) ?? '')).toMatchObject({ taken: 1 });
    };
    expect(await moved(both)).toEqual({});
  });

  it('counts what passed on a deferral as owed, and as checked once the check is made', async () => {
    const device = await acts.device();
    const token = await deferralFor(device, 'k-3');
    await city.authorize(asked('k-3', 'favourable', { 'credit-check-deferral': token }));
    expect(await moved(() => report('decisions', [decided('k-3', { decidedAt: ago(0) })]))).toMatchObject({
      reported: 1,
      owed: 1,
    });
    const settle = async () => city.post('limin', '/v1/outbox', ...(await outboxOf('k-3', token)));
    expect(await moved(settle)).toEqual({ owed: -1, checked: 1 });
  });

  const outboxOf = async (key: string, token: string): Promise<[object, string]> => {
    const body = await acts.sealed(TOUR.a, key, token);
    return [body, body.id];
  };

  it('counts what a spool brings, checked, owed or neither, without being told again', async () => {
    const device = await acts.device();
    const receipt = (await decide('k-4')).body.receipt.token;
    const lines = [
      line('k-4', { receipt }),
      line('k-5', { deferral: await deferralFor(device, 'k-5') }),
      line('k-6'),
      line('k-7', { status: 409 }),
    ];
    expect(await moved(() => acts.spool(lines))).toEqual({
      reported: 3,
      checked: 1,
      owed: 1,
      unchecked: 1,
      unreported: -1,
    });
    expect(await moved(() => acts.spool(lines))).toEqual({});
  });

  it('counts what was overridden, what was not due, and as unchecked what nobody allowed to check', async () => {
    const { db, index } = city.gateway.world;
    const states = { 'k-8': 'overridden', 'k-9': 'not-due', 'k-10': 'not-checked' };
    for (const [key, state] of Object.entries(states)) {
      await decide(key);
      await db
        .updateTable('decision')
        .set({ receipt_state: state })
        .where('case_key', '=', index.case('qz-rsj', DP, key))
        .execute();
    }
    const tell = () =>
      report(
        'decisions',
        Object.keys(states).map((key) => decided(key, { decidedAt: ago(0) })),
      );
    expect(await moved(tell)).toEqual({ reported: 3, overridden: 1, notDue: 1, unchecked: 1, unreported: -3 });
  });
});
