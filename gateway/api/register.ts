/**
 * The register as others see it (C2SP tlog-tiles): public, and naming nobody. Each log has the address that its name is:
 * `/register/2026/1/…` of `host/register/2026/1`. Without year and epoch it is the newest one, whichever that is.
 */

import type { LogListAnswer } from '@duecheck/core/contract';
import type { FetchTile } from '@duecheck/core/register';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { RequestProblem } from '../http/problem.ts';
import { publicOpening } from '../register/append-public.ts';
import type { PublishedLog } from '../register/register.ts';
import { newestCosigned, withCosignatures } from '../witnesses/cosignatures.ts';
import { proveEntry } from '../witnesses/prove-entry.ts';
import type { World } from '../world.ts';
import { registerRows } from './register-rows.ts';

export type RegisterWorld = Pick<
  World,
  'db' | 'register' | 'witnesses' | 'legal' | 'verifyToken' | 'subjectKeys' | 'suite'
>;

const IMMUTABLE = 'public, max-age=31536000, immutable';
const TEXT = 'text/plain; charset=utf-8';

export function registerRoutes(app: FastifyInstance, world: RegisterWorld): void {
  for (const base of ['/register', '/register/:year(^\\d{4}$)/:epoch(^\\d{1,6}$)']) logRoutes(app, world, base);
  registerRows(app, world);
  const { db, register, witnesses } = world;

  // Every log of this register, oldest first: how far it is, and where it begins and ends.
  app.get('/register/logs', async (_, reply) => {
    const logs: LogListAnswer['logs'] = (await register.logs()).map(
      ({ origin, state, size, checkpoint, opened, ended, gone }) => ({
        ...{ origin, state, size: Number(size), checkpoint, opened, ended, gone },
      }),
    );
    return noStore(reply).send({ logs } satisfies LogListAnswer);
  });

  // For whoever pinned an older key: each entry commits to the key that follows, under a head that the key before it signed.
  app.get('/register/keys', async (_, reply) => {
    const rows = await db
      .selectFrom('register_rotation')
      .select(['entry', 'origin', 'checkpoint'])
      .where('use', '=', 'log')
      .where('checkpoint', 'is not', null)
      .orderBy('at')
      .execute();
    return noStore(reply).send({ rotations: rows });
  });

  // As for the log's key: an auditor who knows them from elsewhere does not ask.
  app.get('/register/witnesses', async (_, reply) =>
    noStore(reply)
      .type(TEXT)
      .send(`quorum ${witnesses.quorum}\n${witnesses.asked.map(({ vkey }) => `${vkey}\n`).join('')}`),
  );

  app.get('/register/entry/:id/proof', async (request, reply) => {
    const proof = await proveEntry(world, (request.params as { id: string }).id);
    if (proof.status === 'unknown') throw new RequestProblem('not-found');
    if (proof.status === 'pending') return noStore(reply).code(202).header('retry-after', '1').send(proof);
    return noStore(reply).type(TEXT).send(proof.text);
  });

  // Only of entries about nobody: what was erased, where a log ends, which key follows which.
  app.get('/register/entry/:id/opening', async (request, reply) => {
    const opening = await publicOpening(world, (request.params as { id: string }).id);
    if (opening === undefined) throw new RequestProblem('not-found');
    return noStore(reply).send(opening);
  });
}

function logRoutes(app: FastifyInstance, { db, register, witnesses }: RegisterWorld, base: string): void {
  const logAt = async (request: FastifyRequest): Promise<PublishedLog> => {
    const { year, epoch } = request.params as { year?: string; epoch?: string };
    const logs = await register.logs();
    const log =
      year === undefined ? logs.at(-1) : logs.find((one) => one.year === Number(year) && one.epoch === Number(epoch));
    if (log === undefined) throw new RequestProblem('not-found');
    return log;
  };

  // The newest head, with the cosignatures that came so far: a witness that sleeps hides no entry from anybody.
  app.get(`${base}/checkpoint`, async (request, reply) => {
    const note = await withCosignatures(db, await logAt(request), witnesses);
    return noStore(reply).type(TEXT).send(note);
  });

  // The newest head that a quorum of witnesses cosigned: what nobody can rewrite alone any more.
  app.get(`${base}/cosigned`, async (request, reply) => {
    const cosigned = await newestCosigned(db, (await logAt(request)).origin, witnesses);
    if (cosigned === undefined) throw new RequestProblem('not-found');
    return noStore(reply).type(TEXT).send(cosigned.checkpoint);
  });

  // For an auditor's first visit; whoever has the key from elsewhere, as they should, does not ask.
  app.get(`${base}/vkey`, async (request, reply) => {
    const { vkeys } = await logAt(request);
    return noStore(reply)
      .type(TEXT)
      .send(`${vkeys.join('\n')}\n`);
  });

  // Which log it is, is asked once: an audit reads thousands of tiles, and a log that was is never another.
  const readers = new Map<string, FetchTile>();
  const readerOf = async (request: FastifyRequest): Promise<FetchTile> => {
    const { year, epoch } = request.params as { year?: string; epoch?: string };
    if (year === undefined) return register.fetchTile;
    const reader = readers.get(`${year}/${epoch}`) ?? (await logAt(request)).fetchTile;
    readers.set(`${year}/${epoch}`, reader);
    return reader;
  };

  app.get(`${base}/tile/*`, async (request, reply) => {
    const bytes = await readTile(await readerOf(request), `tile/${(request.params as { '*': string })['*']}`);
    if (bytes === undefined) throw new RequestProblem('not-found');
    // Whole parts of a tree never change, partial tiles included: their bytes are a prefix of the later ones. Without year
    // and epoch the address is another log's next year.
    const lasting = base !== '/register';
    return reply
      .header('cache-control', lasting ? IMMUTABLE : 'no-cache')
      .type('application/octet-stream')
      .send(bytes);
  });
}

async function readTile(fetchTile: FetchTile, path: string): Promise<Uint8Array | undefined> {
  try {
    return await fetchTile(path);
  } catch (error) {
    if ((error as { code?: string }).code === 'bad-tile-path') return undefined;
    throw error;
  }
}

const noStore = (reply: FastifyReply): FastifyReply => reply.header('cache-control', 'no-store');
