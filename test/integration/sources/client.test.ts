import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { generatePeople, TOUR } from '../../../demo/people/index.ts';
import { callerOf } from '../../../demo/platforms/registration.ts';
import { startPlatform } from '../../../demo/platforms/start.ts';
import { catalogue, openPlatforms, type Platforms, questionAbout, TODAY } from './platforms.ts';

let platforms: Platforms;
beforeAll(async () => {
  platforms = await openPlatforms();
});
afterAll(() => platforms.close());

const checksAt = async (id: 'city' | 'province') => (await platforms[id].calls()).checks;

describe('a client of the platforms', () => {
  it('finds at the city what the own store does not have, and the province does not either', async () => {
    const [city, province] = [await platforms.source('city'), await platforms.source('province')];
    expect(await city.ask(questionAbout(TOUR.atCity))).toMatchObject({
      identity: 'confirmed',
      records: [{ category: 'exam-integrity', behaviour: 'civil-exam-cheating' }],
    });
    expect(await province.ask(questionAbout(TOUR.atCity))).toEqual({ records: [], identity: 'unconfirmed' });
  });

  it('gives one document one id, however city and province write it', async () => {
    const answers = await Promise.all(
      (['city', 'province'] as const).map(async (id) =>
        (await platforms.source(id)).ask(questionAbout(TOUR.everywhere)),
      ),
    );
    const [city, province] = answers.map(({ records }) => records[0]);
    expect(city?.documentNumber).not.toBe(province?.documentNumber);
    expect(city?.id).toBe(province?.id);
    expect(city?.decidedOn).toBe(province?.decidedOn);
  });

  it('is told of another name by the platform that compares', async () => {
    const source = await platforms.source('city');
    expect(await source.ask(questionAbout(TOUR.mismatch))).toEqual({ records: [], identity: 'mismatch' });
  });

  it('asks only for the lists of this step, and not at all where there is none', async () => {
    const source = await platforms.source('city');
    expect(await source.ask(questionAbout(TOUR.everywhere, { categories: ['positive-record'] }))).toMatchObject({
      records: [],
    });
    const before = await checksAt('city');
    expect(await source.ask(questionAbout(TOUR.everywhere, { categories: ['criminal-judgment'] }))).toEqual({
      records: [],
      identity: 'unconfirmed',
    });
    expect(await checksAt('city')).toBe(before);
  });

  it('makes one call for ten equal questions at once', async () => {
    const source = await platforms.source('city');
    const before = await checksAt('city');
    const answers = await Promise.all(Array.from({ length: 10 }, () => source.ask(questionAbout(TOUR.everywhere))));
    expect(new Set(answers).size).toBe(1);
    expect(await checksAt('city')).toBe(before + 1);
  });

  it('gets a new secret where the platform ended the old one, once for all who were told', async () => {
    const source = await platforms.source('province');
    await source.ask(questionAbout(TOUR.c));
    await platforms.province.admin('secrets', {});
    const { byPath } = await platforms.province.calls();
    const asked = Array.from({ length: 5 }, (_, n) =>
      source.ask(questionAbout(TOUR.everywhere, { case: { key: `s-${n}`, label: 'x', part: '1' } })),
    );
    for (const { records } of await Promise.all(asked)) expect(records).toHaveLength(1);
    const after = (await platforms.province.calls()).byPath;
    const grew = (path: string) => (after[path] ?? 0) - (byPath[path] ?? 0);
    expect(grew('/credit/secret/refresh')).toBe(1);
    expect(grew('/credit/secret/request')).toBe(0);
    // No more than each question and its second try.
    expect(grew('/credit/joint/check')).toBeLessThanOrEqual(10);
  });

  it('is refused when its registration is off, and when the secret is another one', async () => {
    const source = await platforms.source('city');
    await source.ask(questionAbout(TOUR.c));
    await platforms.city.admin('caller', { appKey: 'duecheck-gateway', to: 'off' });
    const off = expect(source.ask(questionAbout(TOUR.everywhere))).rejects.toMatchObject({ code: 'refused' });
    await off;
    await platforms.city.admin('caller', { appKey: 'duecheck-gateway', to: 'on' });
    const stranger = await platforms.source('city', { secret: 'of-somebody-else' });
    await expect(stranger.ask(questionAbout(TOUR.everywhere))).rejects.toMatchObject({ code: 'refused' });
  });

  it('never takes "too many" for "no record": the platform answers as many as it takes, and refuses the rest', async () => {
    const caller = { ...callerOf({ id: 'city', secret: 'of-the-registration', catalogue }), perSecond: 5 };
    const people = generatePeople({ seed: 'quzhou-330899', today: TODAY, count: 100 });
    // Its clock stands still, so that all of it is one second.
    const at = Date.now();
    const picky = await startPlatform({
      id: 'city',
      port: 0,
      people,
      callers: [caller],
      dataDay: TODAY,
      now: () => at,
    });
    const source = await platforms.source('city', { url: picky.url, perSecond: 1000, atOnce: 50, deadlineMs: 60_000 });
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, n) =>
        source
          .ask(questionAbout(TOUR.everywhere, { pace: 'batch', case: { key: `p-${n}`, label: 'x', part: '1' } }))
          .then(({ records }) => records.length)
          .catch((error: { code: string }) => error.code),
      ),
    );
    expect(answers.filter((one) => one === 1)).toHaveLength(5);
    expect(answers.filter((one) => one === 'rate-limited')).toHaveLength(7);
    await picky.close();
  });
});

describe('what a platform is sent', () => {
  /** A platform that writes down every byte. */
  async function recorded(answer: (path: string, response: ServerResponse) => void) {
    const seen: { path: string; raw: string }[] = [];
    const server = createServer(async (request: IncomingMessage, response) => {
      seen.push({ path: request.url ?? '', raw: await text(request) });
      response.setHeader('content-type', 'application/json');
      answer(request.url ?? '', response);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    return { seen, url, close: () => server.closeAllConnections() ?? server.close() };
  }
  const PAIR = { code: '00', data: { requestSecret: 'r', refreshSecret: 'f' } };

  it('is the question alone, in ASCII, signed; nothing of the clerk and none of our keys', async () => {
    const platform = await recorded((path, response) =>
      response.end(JSON.stringify(path.startsWith('/credit/secret') ? PAIR : { code: '01' })),
    );
    const source = await platforms.source('city', { url: platform.url });
    const question = questionAbout(TOUR.everywhere, { authorisation: 'aut_9' });
    expect(await source.ask(question)).toEqual({ records: [], identity: 'confirmed' });
    const [secret, check] = platform.seen;
    expect(secret?.path).toBe('/credit/secret/request');
    expect(Object.keys(JSON.parse(secret?.raw ?? '')).sort()).toEqual(['appKey', 'requestTime', 'sign']);
    expect(check?.raw).toMatch(/^[\x20-\x7e]+$/);
    expect(Object.keys(JSON.parse(check?.raw ?? '')).sort()).toEqual([
      'appKey',
      'authNo',
      'caseNo',
      'categories',
      'idNumber',
      'idType',
      'matterCode',
      'name',
      'operator',
      'requestTime',
      'sign',
      'subjectType',
    ]);
    expect(JSON.parse(check?.raw ?? '')).toMatchObject({
      name: TOUR.everywhere.shown.name,
      categories: ['blackList', 'examIntegrity'],
      operator: { organisation: 'qz-rsj' },
    });
    expect(check?.raw).not.toContain(Buffer.from(question.subjectKey).toString('hex'));
    platform.close();
  });

  it.each<[string, (response: ServerResponse) => void, string]>([
    ['a redirect', (response) => response.writeHead(302, { location: '/login' }).end(), 'fault'],
    ['an answer without end', (response) => void endless(response), 'unreadable'],
    ['half an answer and a reset', (response) => void half(response), 'unreachable'],
    ['nothing', (response) => response.end(), 'unreadable'],
  ])('and where it answers with %s, that is a fault', async (_what, act, code) => {
    const platform = await recorded((path, response) =>
      path.startsWith('/credit/secret') ? response.end(JSON.stringify(PAIR)) : act(response),
    );
    const source = await platforms.source('city', { url: platform.url, deadlineMs: 20_000 });
    await expect(source.ask(questionAbout(TOUR.everywhere))).rejects.toMatchObject({ code });
    // Never a second time.
    expect(platform.seen.filter(({ path }) => path === '/credit/joint/check')).toHaveLength(1);
    platform.close();
  });

  function endless(response: ServerResponse): void {
    const more = () => {
      while (!response.destroyed && response.write('x'.repeat(65_536)));
    };
    response.on('drain', more).on('error', () => {});
    more();
  }
  function half(response: ServerResponse): void {
    response.write('{"code":"01",');
    setImmediate(() => response.destroy());
  }
});
