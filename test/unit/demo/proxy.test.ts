import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import type { IncomingHttpHeaders, RequestListener } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { localFetch } from '../../../demo/net.ts';
import { type RunningProxy, startProxy } from '../../../demo/proxy/start.ts';
import { listen } from '../../../demo/running.ts';

interface Seen {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}
interface Fake {
  readonly url: string;
  readonly seen: Seen[];
  answer: (seen: Seen) => { status: number; headers?: Record<string, string>; body?: unknown } | 'silence';
  close(): Promise<void>;
}

/** A server that notes what it saw and answers as told. */
async function fake(answer: Fake['answer'], port = 0): Promise<Fake> {
  const server = await listen(port);
  const self: Fake = { url: `http://127.0.0.1:${server.port}`, seen: [], answer, close: server.close };
  const listener: RequestListener = async (request, response) => {
    const seen = {
      method: request.method ?? '',
      url: request.url ?? '',
      headers: request.headers,
      body: await text(request),
    };
    self.seen.push(seen);
    const told = self.answer(seen);
    if (told === 'silence') return;
    response.writeHead(told.status, told.headers);
    response.end(told.body === undefined ? undefined : JSON.stringify(told.body));
  };
  server.serve(listener);
  return self;
}

const acknowledgeAll = (seen: Seen) => ({
  status: 200,
  headers: { 'content-type': 'application/json' },
  body: { results: (JSON.parse(seen.body).entries as { id: string }[]).map(({ id }) => ({ id, state: 'unchecked' })) },
});
const pass = () => ({ status: 204, headers: { 'x-duecheck-state': 'checked' } });

describe('the proxy before a host system', () => {
  let folder: string;
  let spool: string;
  let host: Fake;
  let gateway: Fake;
  let proxy: RunningProxy;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'duecheck-proxy-'));
    spool = join(folder, 'spool.ndjson');
    host = await fake((seen) => ({ status: 200, headers: { 'x-host': 'yes' }, body: { echoed: seen.body } }));
    gateway = await fake(pass);
    proxy = await startProxy({
      port: 0,
      hostname: 'hiring.localhost',
      host: host.url,
      gateway: gateway.url,
      enforcementKey: 'the-key',
      spool,
      gatewayTimeout: 150,
      importEvery: 3_600_000,
      guarded: ['hire', 'reject'].map((verb) => ({
        method: 'POST',
        path: `^/api/candidates/([^/]+)/${verb}$`,
        decisionPoint: 'civil-service-hiring',
        effect: verb === 'hire' ? 'favourable' : 'adverse',
        case: 'path',
      })),
    });
  });
  afterEach(async () => {
    await Promise.all([proxy.close(), gateway.close(), host.close()]);
    await rm(folder, { recursive: true });
  });

  const post = (path: string, headers: Record<string, string> = {}) =>
    localFetch(proxy.url + path, { method: 'POST', body: '{"remark":"合格"}', headers });
  const spooled = async () =>
    (await readFile(spool, 'utf8').catch(() => ''))
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line));

  it('asks the gateway with everything in headers, and passes on 204 with the body whole', async () => {
    const response = await post('/api/candidates/412/reject', { 'credit-check-receipt': 'a.b.c' });
    expect(response.status).toBe(200);
    expect(response.headers.get('x-duecheck-state')).toBe('checked');
    expect(await response.json()).toEqual({ echoed: '{"remark":"合格"}' });
    expect(gateway.seen).toHaveLength(1);
    expect(gateway.seen[0]).toMatchObject({
      method: 'GET',
      url: '/v1/receipts/authorize',
      body: '',
      headers: {
        authorization: 'Bearer the-key',
        'x-duecheck-decision-point': 'civil-service-hiring',
        'x-duecheck-effect': 'adverse',
        'x-duecheck-case': '412',
        'x-duecheck-method': 'POST',
        'x-duecheck-uri': '/api/candidates/412/reject',
        'credit-check-receipt': 'a.b.c',
      },
    });
  });

  it('shows the host nothing of ours, and nothing that pretends to be', async () => {
    const mine = { 'x-session': 'kept', 'content-type': 'application/json' };
    await post('/api/candidates/412/hire', {
      ...mine,
      'credit-check-receipt': 'a.b.c',
      'Credit-Check-Deferral': 'd.e.f',
      'X-Duecheck-State': 'checked',
      X_Duecheck_Case: '413',
    });
    await post('/api/notes', { ...mine, 'credit-check-receipt': 'a.b.c' });
    expect(host.seen).toHaveLength(2);
    for (const { headers } of host.seen) {
      expect(headers).toMatchObject({ ...mine, host: new URL(proxy.url).host });
      expect(Object.keys(headers).filter((name) => /duecheck|credit.check/i.test(name))).toEqual([]);
    }
  });

  it('forwards what decides nothing without asking', async () => {
    const response = await localFetch(`${proxy.url}/api/candidates?page=2`);
    expect(response.status).toBe(200);
    expect(response.headers.get('x-host')).toBe('yes');
    expect(host.seen[0]?.url).toBe('/api/candidates?page=2');
    expect(gateway.seen).toEqual([]);
  });

  it.each([
    [401, undefined, 'receipt-missing'],
    [403, 'case-mismatch', 'case-mismatch'],
    [403, 'already-used', 'already-used'],
  ])('turns %s into 403 with the code, and the host never sees it', async (status, code, expected) => {
    gateway.answer = () => ({ status, ...(code && { headers: { 'x-duecheck-code': code } }) });
    const response = await post('/api/candidates/412/hire');
    expect(response.status).toBe(403);
    expect(response.headers.get('x-duecheck-code')).toBe(expected);
    expect(await response.json()).toEqual({ code: expected });
    expect(host.seen).toEqual([]);
    expect(await spooled()).toEqual([]);
  });

  it('refuses where two readings of the address name two cases', async () => {
    const response = await post('/api/candidates/1%2F..%2F2/hire', { 'credit-check-receipt': 'a.b.c' });
    expect(await response.json()).toEqual({ code: 'case-mismatch' });
    expect([gateway.seen, host.seen]).toEqual([[], []]);
  });

  it('guards a form that overrides its method', async () => {
    gateway.answer = () => ({ status: 401 });
    const response = await localFetch(`${proxy.url}/api/candidates/412/hire`, {
      headers: { 'x-http-method-override': 'post' },
    });
    expect(response.status).toBe(403);
  });

  it.each(['x-http-method-override', 'x-http-method', 'x-method-override'])(
    'guards what really is a POST, whatever %s says',
    async (name) => {
      gateway.answer = () => ({ status: 401 });
      expect((await post('/api/candidates/412/hire', { [name]: 'GET' })).status).toBe(403);
      expect(host.seen).toEqual([]);
    },
  );

  it.each([
    ['an address', `?x=${'a'.repeat(15_400)}`, {}],
    ['a receipt', '', { 'credit-check-receipt': 'a'.repeat(15_400) }],
    ['a deferral', '', { 'credit-check-deferral': 'a'.repeat(15_400) }],
  ])('cannot be made unable to ask by %s of many bytes', async (_what, query, headers) => {
    gateway.answer = () => ({ status: 401 });
    const response = await post(`/api/candidates/412/hire${query}`, headers);
    expect([403, 414]).toContain(response.status);
    expect(host.seen).toEqual([]);
    expect(await spooled()).toEqual([]);
  });

  it.each([400, 414, 431])(
    'takes %s for an answer: the gateway read the question and would not have it',
    async (status) => {
      gateway.answer = () => ({ status });
      expect((await post('/api/candidates/412/hire')).status).toBe(403);
      expect(host.seen).toEqual([]);
    },
  );

  describe('while the gateway does not answer', () => {
    const outages: [string, (seen: Seen) => ReturnType<Fake['answer']>][] = [
      ['says 503', () => ({ status: 503 })],
      ['is silent', () => 'silence'],
      ['is something else', () => ({ status: 404 })],
    ];

    it.each(outages)('passes, marks and spools: it %s', async (_how, answer) => {
      gateway.answer = answer;
      const response = await post('/api/candidates/412/hire', { 'credit-check-deferral': 'd.e.f' });
      expect(response.status).toBe(200);
      expect(response.headers.get('x-duecheck-state')).toBe('unchecked');
      expect(host.seen).toHaveLength(1);
      expect(await spooled()).toEqual([
        {
          id: expect.stringMatching(/^[0-9a-f-]{36}$/),
          passedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
          method: 'POST',
          uri: '/api/candidates/412/hire',
          decisionPoint: 'civil-service-hiring',
          effect: 'favourable',
          case: '412',
          deferral: 'd.e.f',
          receipt: null,
        },
      ]);
    });

    it('passes and spools where nobody listens at all, deferral or not', async () => {
      await gateway.close();
      expect((await post('/api/candidates/412/reject')).headers.get('x-duecheck-state')).toBe('unchecked');
      expect((await spooled())[0]).toMatchObject({ effect: 'adverse', deferral: null });
    });

    it('holds the request where it could not be spooled either', async () => {
      gateway.answer = () => ({ status: 503 });
      await proxy.close();
      await writeFile(join(folder, 'in-the-way'), '');
      proxy = await startProxy({
        port: 0,
        hostname: 'hiring.localhost',
        host: host.url,
        gateway: gateway.url,
        enforcementKey: 'the-key',
        spool: join(folder, 'in-the-way', 'spool.ndjson'),
        guarded: [
          { method: 'POST', path: '^/decide$', decisionPoint: 'civil-service-hiring', effect: 'neutral', case: 'body' },
        ],
      });
      const response = await post('/decide');
      expect(response.status).toBe(503);
      expect(await response.json()).toEqual({ code: 'unavailable' });
      expect(host.seen).toEqual([]);
    });
  });

  describe('when the gateway is back', () => {
    beforeEach(async () => {
      gateway.answer = () => ({ status: 503 });
      for (const id of [1, 2, 3]) await post(`/api/candidates/${id}/hire`);
      gateway.seen.length = 0;
    });

    it('delivers its spool and forgets what was acknowledged', async () => {
      gateway.answer = acknowledgeAll;
      expect(await proxy.importSpool()).toBe(3);
      expect(gateway.seen[0]).toMatchObject({
        method: 'POST',
        url: '/v1/spool',
        headers: { authorization: 'Bearer the-key' },
      });
      expect(await spooled()).toEqual([]);
      expect(await proxy.importSpool()).toBe(0);
    });

    it('keeps the lines that were not acknowledged', async () => {
      gateway.answer = (seen) => {
        const told = acknowledgeAll(seen);
        return { ...told, body: { results: gateway.seen.length === 1 ? told.body.results.slice(1) : [] } };
      };
      expect(await proxy.importSpool()).toBe(2);
      expect((await spooled()).map((line) => line.case)).toEqual(['1']);
    });

    it.each([401, 400, 503])('keeps every line on a %s', async (status) => {
      gateway.answer = () => ({ status, body: {} });
      expect(await proxy.importSpool()).toBe(0);
      expect(await spooled()).toHaveLength(3);
    });

    it('keeps a line whose acknowledgement was lost, and a line added meanwhile', async () => {
      gateway.answer = () => 'silence';
      const importing = proxy.importSpool();
      await post('/api/candidates/4/hire');
      expect(await importing).toBe(0);
      gateway.answer = acknowledgeAll;
      expect(await proxy.importSpool()).toBe(4);
    });

    it('leaves out a line torn by a crash and takes the next one', async () => {
      await writeFile(spool, '{"id":"half a li');
      await post('/api/candidates/5/hire');
      gateway.answer = acknowledgeAll;
      expect(await proxy.importSpool()).toBe(1);
    });
  });

  it('delivers by itself', async () => {
    gateway.answer = () => ({ status: 503 });
    await post('/api/candidates/412/hire');
    const delivered = new Promise((resolve) => {
      gateway.answer = (seen) => {
        resolve(seen.url);
        return acknowledgeAll(seen);
      };
    });
    const second = await startProxy({
      port: 0,
      hostname: 'hiring.localhost',
      host: host.url,
      gateway: gateway.url,
      enforcementKey: 'the-key',
      spool,
      importEvery: 10,
      guarded: [],
    });
    expect(await delivered).toBe('/v1/spool');
    await second.close();
  });

  it('says 502 where the host is away', async () => {
    await host.close();
    expect((await localFetch(`${proxy.url}/`)).status).toBe(502);
  });
});
