import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { intl1 } from '../../../gateway/keys/suite-intl-1.ts';
import { openSources } from '../../../gateway/sources/open-sources.ts';
import { catalogue, index } from './lists.ts';

const world = { index, suite: intl1, clock: { now: () => 0 }, catalogue: async () => catalogue };
const source = {
  id: 'city',
  url: 'http://127.0.0.1:7420',
  appKey: 'app-1',
  secret: 's3cret',
  lists: {
    examIntegrity: { type: 'exam-integrity', category: 'exam-integrity' },
    exams: { type: 'exam-integrity', category: 'exam-integrity' },
    redList: { type: 'positive-listing', category: 'positive-record' },
  },
  perSecond: 30,
  deadlineMs: 2500,
  atOnce: 8,
};

describe('sources.json', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'duecheck-sources-'));
    await writeFile(join(folder, 'secret'), 's3cret\n');
  });
  afterAll(() => rm(folder, { recursive: true }));
  const open = async (content: unknown) => {
    const file = join(folder, 'sources.json');
    await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content));
    return openSources(file, world);
  };

  it('gives each platform by its name, with the categories that its lists hold', async () => {
    const sources = await open({ sources: [source, { ...source, id: 'province' }] });
    expect(sources).toMatchObject([
      { id: 'city', categories: ['exam-integrity', 'positive-record'] },
      { id: 'province', categories: ['exam-integrity', 'positive-record'] },
    ]);
    expect(await open({ sources: [] })).toEqual([]);
  });

  it('finds a secret beside it', async () => {
    const { secret: _, ...bare } = source;
    expect(await open({ sources: [{ ...bare, secretFile: 'secret' }] })).toHaveLength(1);
  });

  const { secret: _, ...withoutSecret } = source;
  it.each<[string, unknown]>([
    ['is no JSON', '{"sources":'],
    ['has another shape', []],
    ['has a setting that nobody knows', { sources: [{ ...source, perSecnd: 3 }] }],
    ['has no limit', { sources: [{ ...source, perSecond: undefined }] }],
    ['has a limit of none', { sources: [{ ...source, perSecond: 0 }] }],
    ['has one name twice', { sources: [source, source] }],
    ['takes a name of ours', { sources: [{ ...source, id: 'own-store' }] }],
    ['has no secret', { sources: [withoutSecret] }],
    ['has two secrets', { sources: [{ ...source, secretFile: 'secret' }] }],
    ['names a secret that is not there', { sources: [{ ...withoutSecret, secretFile: 'none' }] }],
    ['goes over the network in the clear', { sources: [{ ...source, url: 'http://credit.example' }] }],
    ['goes there without a certificate of ours', { sources: [{ ...source, url: 'https://credit.example' }] }],
    [
      'names a certificate that is not there',
      { sources: [{ ...source, url: 'https://credit.example', tls: { certFile: 'a', keyFile: 'b' } }] },
    ],
    ['goes somewhere else', { sources: [{ ...source, url: 'ftp://127.0.0.1' }] }],
    ['goes nowhere', { sources: [{ ...source, url: 'city' }] }],
  ])('is unreadable where it %s', async (_what, content) => {
    const opened = open(content);
    await expect(opened).rejects.toMatchObject({ code: 'sources-unreadable' });
    await expect(opened).rejects.not.toMatchObject({ message: expect.stringContaining('s3cret') });
  });

  it('is unreadable where it is not there', () =>
    expect(openSources(join(folder, 'none.json'), world)).rejects.toMatchObject({ code: 'sources-unreadable' }));

  it.each(['http://localhost:1', 'http://city.localhost:1', 'http://127.0.0.1:1', 'http://[::1]:1'])(
    'may lead to a tunnel on this machine: %s',
    async (url) => expect(await open({ sources: [{ ...source, url }] })).toHaveLength(1),
  );
});
