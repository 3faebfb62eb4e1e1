import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Candidate } from '../../../demo/hiring/candidates.ts';
import { startHiring } from '../../../demo/hiring/start.ts';
import { maskedForList } from '../../../demo/host/mask.ts';
import { localFetch } from '../../../demo/net.ts';
import { generatePeople } from '../../../demo/people/index.ts';
import type { Running } from '../../../demo/running.ts';

const { candidates } = generatePeople({ seed: 'first-light', today: '2026-11-23', count: 200 });

describe('the hiring system', () => {
  let folder: string;
  let hiring: Running;
  let cookie = '';
  const start = (port = 0) => startHiring({ port, folder, candidates });
  const call = async (method: 'GET' | 'POST', path: string, body?: unknown) => {
    const response = await localFetch(hiring.url + path, {
      method,
      headers: { cookie, ...(body !== undefined && { 'content-type': 'application/json' }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const answer = (await response.json()) as { code: number; data: never };
    return { status: response.status, cookie: response.headers.get('set-cookie') ?? '', ...answer };
  };
  const signIn = async () => {
    cookie = (await call('POST', '/api/login', { username: 'limin' })).cookie.split(';')[0] ?? '';
  };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'duecheck-hiring-'));
    hiring = await start();
  });
  afterAll(async () => {
    await hiring.close();
    await rm(folder, { recursive: true });
  });

  it('serves its pages', async () => {
    const page = await localFetch(hiring.url);
    expect(page.headers.get('content-type')).toContain('text/html');
    const script = /src="([^"]+\.js)"/.exec(await page.text())?.[1] ?? '';
    expect((await localFetch(hiring.url + script)).headers.get('cache-control')).toContain('immutable');
  });

  it('asks for a session', async () => {
    cookie = '';
    expect((await call('GET', '/api/candidates')).status).toBe(401);
    expect((await call('POST', '/api/candidates/100412/hire', {})).status).toBe(401);
    expect((await call('POST', '/api/login', { username: 'nobody' })).code).toBe(1001);
  });

  it('hides the middle of a number in the list and shows it whole in the detail', async () => {
    await signIn();
    const { rows, total } = (await call('GET', '/api/candidates?size=5')).data as { rows: Candidate[]; total: number };
    expect([rows.length, total]).toEqual([5, candidates.length]);
    expect(rows[0]?.idNumber).toBe('3308**********1038');
    expect(((await call('GET', '/api/candidates/100412')).data as Candidate).idNumber).toBe('330899189506151038');
  });

  it('finds by name and by status', async () => {
    const named = (await call('GET', `/api/candidates?name=${encodeURIComponent('周映川')}`)).data as { total: number };
    const hired = (await call('GET', `/api/candidates?status=${encodeURIComponent('已录用')}`)).data as {
      total: number;
    };
    expect(named.total).toBe(1);
    expect(hired.total).toBe(candidates.filter((one) => one.status === '已录用').length);
  });

  it.each([
    ['hire', 100_412, '已录用'],
    ['reject', 100_413, '已驳回'],
  ])('decides once: %s', async (verb, id, status) => {
    await signIn();
    const decided = await call('POST', `/api/candidates/${id}/${verb}`, { remark: '考察意见' });
    expect(decided.data).toMatchObject({ status, remark: '考察意见', handledBy: '李敏' });
    expect((await call('POST', `/api/candidates/${id}/hire`, {})).status).toBe(409);
  });

  it('remembers over a restart', async () => {
    await hiring.close();
    hiring = await start(hiring.port);
    await signIn();
    expect(((await call('GET', '/api/candidates/100412')).data as Candidate).status).toBe('已录用');
  });

  it.each([
    ['330899189506151038', '3308**********1038'],
    ['H00000001', 'H0****01'],
  ])('masks %s for the list', (number, masked) => expect(maskedForList(number)).toBe(masked));
});
