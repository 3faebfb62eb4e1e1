/**
 * The register as others see it. The tree is public and names nobody (C2SP tlog-tiles); rows are for auditors, and each
 * look at them is an entry itself, written before the answer (DESIGN §1.12).
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { withheldAmong } from '../audit/withheld.ts';
import { RequestProblem } from '../http/problem.ts';
import { type Auditor, requireAuditor } from '../identity/auditors.ts';
import type { Register } from '../register/register.ts';
import { MAX_ROWS, type StoredEntriesAnswer, storedToWire } from '../register/stored-wire.ts';
import { newestCosigned, withCosignatures } from '../witnesses/cosignatures.ts';
import { proveEntry } from '../witnesses/prove-entry.ts';
import type { World } from '../world.ts';

type RegisterWorld = Pick<World, 'db' | 'register' | 'suite' | 'witnesses' | 'legal' | 'verifyToken'>;

const IMMUTABLE = 'public, max-age=31536000, immutable';
const TEXT = 'text/plain; charset=utf-8';

export function registerRoutes(app: FastifyInstance, world: RegisterWorld): void {
  const { db, register, witnesses } = world;
  const auditorOf = requireAuditor(world);

  // The newest head, with the cosignatures that came so far: a witness that sleeps hides no entry from anybody.
  app.get('/register/checkpoint', async (_, reply) => {
    const note = await withCosignatures(db, register.head(), witnesses);
    return noStore(reply).type(TEXT).send(note);
  });

  // The newest head that a quorum of witnesses cosigned: what nobody can rewrite alone any more.
  app.get('/register/cosigned', async (_, reply) => {
    const cosigned = await newestCosigned(db, register.origin, witnesses);
    if (cosigned === undefined) throw new RequestProblem('not-found');
    return noStore(reply).type(TEXT).send(cosigned.checkpoint);
  });

  // As for the log's key: an auditor who knows them from elsewhere does not ask.
  app.get('/register/witnesses', async (_, reply) =>
    noStore(reply)
      .type(TEXT)
      .send(`quorum ${witnesses.quorum}\n${witnesses.asked.map(({ vkey }) => `${vkey}\n`).join('')}`),
  );

  // For an auditor's first visit; whoever has the key from elsewhere, as they should, does not ask.
  app.get('/register/vkey', async (_, reply) =>
    noStore(reply)
      .type(TEXT)
      .send(`${register.vkeys.join('\n')}\n`),
  );

  app.get('/register/tile/*', async (request, reply) => {
    const bytes = await readTile(register, `tile/${(request.params as { '*': string })['*']}`);
    if (bytes === undefined) throw new RequestProblem('not-found');
    // Whole parts of a tree never change, partial tiles included: their bytes are a prefix of the later ones.
    return reply.header('cache-control', IMMUTABLE).type('application/octet-stream').send(bytes);
  });

  app.get('/register/entry/:id/proof', async (request, reply) => {
    const proof = await proveEntry(world, (request.params as { id: string }).id);
    if (proof.status === 'unknown') throw new RequestProblem('not-found');
    if (proof.status === 'pending') return noStore(reply).code(202).header('retry-after', '1').send(proof);
    return noStore(reply).type(TEXT).send(proof.text);
  });

  app.get('/v1/register/entries', async (request, reply) => {
    const auditor = await auditorOf(request);
    return noStore(reply).send(await readRows(world, auditor, request));
  });
}

async function readTile(register: Register, path: string): Promise<Uint8Array | undefined> {
  try {
    return await register.fetchTile(path);
  } catch (error) {
    if ((error as { code?: string }).code === 'bad-tile-path') return undefined;
    throw error;
  }
}

async function readRows(
  { db, register, suite, legal }: RegisterWorld,
  auditor: Auditor,
  request: FastifyRequest,
): Promise<StoredEntriesAnswer> {
  const query = request.query as Record<string, string | undefined>;
  const from = wholeNumber(query.from ?? '0', 'from', Number.MAX_SAFE_INTEGER);
  const limit = wholeNumber(query.limit ?? '256', 'limit', MAX_ROWS);
  const { iss, sub, assurance } = auditor.account;
  await db.transaction().execute((trx) =>
    register.append(trx, [
      {
        type: 'audit.query',
        organisation: auditor.organisation,
        decisionPoint: null,
        actor: { iss, sub, role: 'auditor', assurance },
        subject: null,
        case: null,
        request: { observed: { route: 'register-entries', origin: register.origin, from, limit }, claimed: {} },
        outcome: null,
      },
    ]),
  );
  const entries = await register.entries({ from, limit });
  const { today } = await legal(db);
  const told = { sees: auditor.sees, withheld: await withheldAmong(db, entries, today) };
  return { origin: register.origin, entries: entries.map((entry) => storedToWire(entry, told, suite)) };
}

function wholeNumber(text: string, name: string, max: number): number {
  const value = /^\d{1,16}$/.test(text) ? Number(text) : Number.NaN;
  if (!(value <= max))
    throw new RequestProblem('invalid-body', { errors: [{ pointer: `/${name}`, code: 'out-of-range' }] });
  return value;
}

const noStore = (reply: FastifyReply): FastifyReply => reply.header('cache-control', 'no-store');
