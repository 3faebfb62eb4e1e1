/** Rows are for auditors, and each look at them is an entry itself, written before the answer (DESIGN §1.12). */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { withheldAmong } from '../audit/withheld.ts';
import { RequestProblem } from '../http/problem.ts';
import { type Auditor, requireAuditor } from '../identity/auditors.ts';
import { MAX_ROWS, type StoredEntriesAnswer, storedToWire } from '../register/stored-wire.ts';
import type { RegisterWorld } from './register.ts';

/** GET /v1/register/entries?origin=&from=&limit=; without `origin` of the newest log. */
export function registerRows(app: FastifyInstance, world: RegisterWorld): void {
  const auditorOf = requireAuditor(world);
  app.get('/v1/register/entries', async (request, reply) => {
    const auditor = await auditorOf(request);
    return reply.header('cache-control', 'no-store').send(await readRows(world, auditor, request));
  });
}

async function readRows(
  { db, register, suite, legal }: RegisterWorld,
  auditor: Auditor,
  request: FastifyRequest,
): Promise<StoredEntriesAnswer> {
  const query = request.query as Record<string, string | undefined>;
  const from = wholeNumber(query.from ?? '0', 'from', Number.MAX_SAFE_INTEGER);
  const limit = wholeNumber(query.limit ?? '256', 'limit', MAX_ROWS);
  const { origin = register.origin } = query;
  if (!(await register.logs()).some((log) => log.origin === origin)) throw new RequestProblem('not-found');
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
        request: { observed: { route: 'register-entries', origin, from, limit }, claimed: {} },
        outcome: null,
      },
    ]),
  );
  const entries = await register.entries({ origin, from, limit });
  const { today } = await legal(db);
  const told = { sees: auditor.sees, withheld: await withheldAmong(db, entries, today) };
  return { origin, entries: entries.map((entry) => storedToWire(entry, told, suite)) };
}

function wholeNumber(text: string, name: string, max: number): number {
  const value = /^\d{1,16}$/.test(text) ? Number(text) : Number.NaN;
  if (!(value <= max))
    throw new RequestProblem('invalid-body', { errors: [{ pointer: `/${name}`, code: 'out-of-range' }] });
  return value;
}
