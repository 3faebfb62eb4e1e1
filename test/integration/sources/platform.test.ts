import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { generatePeople, TOUR } from '../../../demo/people/index.ts';
import type { Caller } from '../../../demo/platforms/callers.ts';
import { startPlatform } from '../../../demo/platforms/start.ts';
import type { Running } from '../../../demo/running.ts';
import { TODAY } from './platforms.ts';

const CALLER: Caller = {
  appKey: 'app-1',
  secret: 's',
  application: '<b>应用</b>',
  organisation: '单位',
  ips: ['127.0.0.1'],
  lists: ['kscx'],
  matters: [{ code: 'M-1' }, { code: 'M-2', needsAuthorisation: true }],
  perSecond: 5,
  perDay: 8,
};

describe('a platform of the demonstration', () => {
  let platform: Running;
  let now = Date.parse('2026-11-23T10:00:00+08:00');
  let secret = '';
  beforeAll(async () => {
    platform = await startPlatform({
      id: 'province',
      port: 0,
      people: generatePeople({ seed: 'platform', today: TODAY, count: 100 }),
      callers: [CALLER],
      dataDay: TODAY,
      now: () => now,
      batchMs: 1000,
      secretMs: 60_000,
    });
  });
  afterAll(() => platform.close());

  const call = async (path: string, body: object = {}, signedWith = secret, at = now) => {
    const requestTime = String(at);
    const sign = createHash('md5').update(`app-1${signedWith}${requestTime}`).digest('hex');
    const response = await fetch(platform.url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ appKey: 'app-1', requestTime, sign, ...body }),
    });
    return {
      status: response.status,
      ...((await response.json()) as { code: string; dataCount: number; data: never }),
    };
  };
  const question = (more: object = {}) => ({
    subjectType: 'P',
    name: TOUR.everywhere.shown.name,
    idType: '居民身份证',
    idNumber: TOUR.everywhere.shown.number,
    matterCode: 'M-1',
    caseNo: 'X-1',
    operator: { organisation: 'qz-rsj' },
    categories: ['kscx'],
    ...more,
  });
  const check = (more: object = {}) => call('/credit/joint/check', question(more));
  const newSecret = async () => {
    const { data } = await call('/credit/secret/request', {}, 's');
    secret = (data as { requestSecret: string }).requestSecret;
    return data as { requestSecret: string; refreshSecret: string };
  };
  const nextDay = async () => {
    now += 86_400_000;
    await newSecret();
  };

  it('gives secrets for the registration’s own, and ends them', async () => {
    expect(await check()).toMatchObject({ status: 200, code: '22' });
    expect(await call('/credit/secret/request', {}, 'wrong')).toMatchObject({ status: 200, code: '22' });
    const { refreshSecret } = await newSecret();
    expect(await check()).toMatchObject({ code: '00', dataCount: 1 });
    now += 60_000;
    expect(await check()).toMatchObject({ code: '21' });
    const refreshed = await call('/credit/secret/refresh', {}, refreshSecret);
    secret = (refreshed.data as { requestSecret: string }).requestSecret;
    expect(await check()).toMatchObject({ code: '00' });
    expect(await call('/credit/joint/check', question(), secret, now - 3_600_000)).toMatchObject({ code: '22' });
  });

  it('answers 200 with a code whatever is wrong', async () => {
    await nextDay();
    expect(await check({ matterCode: 'M-9' })).toMatchObject({ status: 200, code: '20' });
    expect(await check({ matterCode: 'M-2' })).toMatchObject({ status: 200, code: '20' });
    expect(await check({ matterCode: 'M-2', authNo: 'aut_1' })).toMatchObject({ code: '00' });
    expect(await check({ categories: ['xzcf'] })).toMatchObject({ status: 200, code: '20' });
    expect(await check({ name: undefined })).toMatchObject({ status: 200, code: '98' });
    expect(await check({ idNumber: TOUR.c.shown.number })).toMatchObject({ code: '01', data: null });
  });

  it('counts by the second and by the day', async () => {
    await nextDay();
    const codes = [];
    for (let n = 0; n < 6; n++) codes.push((await check()).code);
    expect(codes).toEqual(['00', '00', '00', '00', '00', '30']);
    now += 1000;
    for (let n = 0; n < 4; n++) codes.push((await check()).code);
    expect(codes.slice(6)).toEqual(['00', '00', '00', '30']);
  });

  it('works a batch off slowly, by its number', async () => {
    await nextDay();
    const { matterCode, operator, categories } = question();
    const people = [TOUR.everywhere, TOUR.c].map(({ shown: { name, number }, row }) => ({
      name,
      idType: '居民身份证',
      idNumber: number,
      caseNo: `X-${row}`,
    }));
    const { data } = await call('/credit/joint/batch', { matterCode, operator, categories, subjects: people });
    const { taskNo } = data as { taskNo: string };
    expect((await call('/credit/joint/batch/result', { taskNo })).data).toMatchObject({
      status: 'processing',
      results: [],
    });
    now += 2000;
    expect((await call('/credit/joint/batch/result', { taskNo })).data).toMatchObject({
      status: 'done',
      results: [
        { caseNo: 'X-422', code: '00', dataCount: 1 },
        { caseNo: 'X-414', code: '01' },
      ],
    });
    expect(await call('/credit/joint/batch/result', { taskNo: 'T9' })).toMatchObject({ code: '01' });
  });

  it('keeps what was fed back, and counts every call without a name', async () => {
    await nextDay();
    const said = { caseNo: 'X-1', executed: 'Y', measureCodes: ['cancel-hiring'], reason: '演示', result: '已执行' };
    expect(await call('/credit/joint/feedback', said)).toMatchObject({ code: '00' });
    expect(await (await fetch(`${platform.url}/admin/feedback`)).json()).toMatchObject([said]);
    const before = (await (await fetch(`${platform.url}/admin/calls`)).json()) as { checks: number };
    await check();
    const calls = await (await fetch(`${platform.url}/admin/calls`)).text();
    expect(JSON.parse(calls)).toMatchObject({
      checks: before.checks + 1,
    });
    expect(JSON.parse(calls).last[0]).toMatchObject({
      path: '/credit/joint/check',
      matterCode: 'M-1',
      caseNo: 'X-1',
      code: '00',
    });
    expect(calls).not.toMatch(/闻人雪|330899/);
  });

  it('is closed at night where it has a window, and the switch goes before the hour', async () => {
    await nextDay();
    const admin = (name: string, sent: object, headers: Record<string, string> = {}) =>
      fetch(`${platform.url}/admin/${name}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(sent),
      });
    await admin('maintenance', { window: '23:00-05:00' });
    expect(await check()).toMatchObject({ code: '00' });
    now = Date.parse('2026-12-24T23:30:00+08:00');
    expect(await check()).toMatchObject({ code: '90' });
    await admin('fault', { mode: 'code-99' });
    expect(await check()).toMatchObject({ code: '99' });
    await admin('fault', { mode: 'none' });
    await admin('maintenance', { window: '' });
    await newSecret();
    expect(await check()).toMatchObject({ code: '00' });

    expect((await admin('fault', { mode: 'no-such' })).status).toBe(400);
    expect((await admin('maintenance', { window: '9-5' })).status).toBe(400);
    expect((await admin('caller', { appKey: 'nobody', to: 'on' })).status).toBe(400);
    // A page of another site in the demonstrator's browser.
    expect((await admin('fault', { mode: 'down' }, { origin: 'http://evil.example' })).status).toBe(403);
  });

  it('has a page of switches that needs no script, and writes nothing of a caller as HTML', async () => {
    const page = await (await fetch(platform.url)).text();
    expect(page).toContain('lang="zh-CN"');
    expect(page).not.toMatch(/<script|<b>应用/);
    expect(page).not.toContain('"s"');
    const posted = await fetch(`${platform.url}/admin/fault`, {
      method: 'POST',
      redirect: 'manual',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'mode=slow',
    });
    expect([posted.status, posted.headers.get('location')]).toEqual([303, '/']);
    expect(await (await fetch(platform.url)).text()).toMatch(/value="slow" checked/);
    expect(await (await fetch(`${platform.url}/admin`)).json()).toMatchObject({
      id: 'province',
      mode: 'slow',
      now: 'slow',
    });
  });
});
