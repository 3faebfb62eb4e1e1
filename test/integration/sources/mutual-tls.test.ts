import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request as forward } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TOUR } from '../../../demo/people/index.ts';
import { type Authority, createAuthority } from './certificates.ts';
import { openPlatforms, type Platforms, questionAbout } from './platforms.ts';

let platforms: Platforms;
let folder: string;
let server: Server;
let theirs: Authority;
let ours: Authority;
let url: string;
const seen: { readonly who: string }[] = [];

/** The city's platform behind TLS, which takes only callers whom `ours` vouches for. */
beforeAll(async () => {
  platforms = await openPlatforms();
  folder = await mkdtemp(join(tmpdir(), 'duecheck-tls-'));
  [theirs, ours] = await Promise.all([createAuthority('platforms'), createAuthority('callers')]);
  const city = new URL(platforms.city.url);
  server = createServer(
    { ...(await theirs.sign('city', 'localhost')), ca: ours.cert, requestCert: true },
    (req, res) => {
      seen.push({ who: String((req.socket as import('node:tls').TLSSocket).getPeerCertificate().subject.CN) });
      const onward = forward(
        { host: city.hostname, port: city.port, path: req.url, method: req.method, headers: req.headers },
        (answer) => answer.pipe(res.writeHead(answer.statusCode ?? 502, answer.headers)),
      );
      req.pipe(onward);
    },
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `https://localhost:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await Promise.all([platforms.close(), rm(folder, { recursive: true })]);
});

/** @param signer who vouches for us, @param trusted whom we let vouch for the platform */
async function through(signer: Authority, trusted: Authority | null) {
  const own = await signer.sign('duecheck');
  const files = { cert: own.cert, key: own.key, ...(trusted === null ? {} : { ca: trusted.cert }) };
  const paths = await Promise.all(
    Object.entries(files).map(async ([name, pem]) => {
      const file = join(folder, `${name}.pem`);
      await writeFile(file, pem);
      return [`${name}File`, file] as const;
    }),
  );
  return platforms.source('city', { url, tls: Object.fromEntries(paths) });
}

describe('a platform behind mutual TLS', () => {
  it('is asked under the certificate of our registration', async () => {
    const source = await through(ours, theirs);
    expect(await source.ask(questionAbout(TOUR.atCity))).toMatchObject({
      identity: 'confirmed',
      records: [{ category: 'exam-integrity' }],
    });
    expect(new Set(seen.map(({ who }) => who))).toEqual(new Set(['duecheck']));
  });

  it.each([
    ['takes nobody whom another authority vouches for', () => through(theirs, theirs)],
    ['is sent nothing where another authority vouches for it', () => through(ours, ours)],
    ['is sent nothing where no authority that we know vouches for it', () => through(ours, null)],
  ])('%s: unreachable, and nobody is clear', async (_, open) => {
    const before = seen.length;
    const source = await open();
    await expect(source.ask(questionAbout(TOUR.atCity))).rejects.toMatchObject({ code: 'unreachable' });
    expect(seen).toHaveLength(before);
  });
});
