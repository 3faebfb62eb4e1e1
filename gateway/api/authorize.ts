import { HEADERS } from '@duecheck/core/contract';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { acceptDeferral } from '../enforcement/accept-deferral.ts';
import { acceptReceipt } from '../enforcement/accept-receipt.ts';
import type { Asked } from '../enforcement/asked.ts';
import { failPoint } from '../fail-points.ts';
import { defineCapability } from '../http/handler.ts';
import { RequestProblem } from '../http/problem.ts';

const LOCK_NOT_AVAILABLE = '55P03';

/** GET /v1/receipts/authorize: everything is in headers, since `auth_request` sends no body (TOOLCHAIN, nginx). */
export const authorize = defineCapability('authorize', async ({ world, caller, request, reply }) => {
  const asked = read(request, world.clock.now());
  const receipt = header(request, HEADERS.receipt);
  const deferral = header(request, HEADERS.deferral);
  if (asked === null) return answer(reply, 403, 'malformed');
  if (receipt === null && deferral === null) return answer(reply, 401, 'no-receipt');
  const verdict = await world.db
    .transaction()
    .execute(async (trx) => {
      const found =
        receipt !== null
          ? await acceptReceipt(trx, world, caller, asked, receipt)
          : await acceptDeferral(trx, world, caller, asked, deferral as string);
      failPoint('authorize.before-commit');
      return found;
    })
    .catch((cause: Error & { code?: string }) => {
      // Elsewhere a lock that does not come free is 409; nginx would turn that into a refusal.
      if (cause.code === LOCK_NOT_AVAILABLE) throw new RequestProblem('unavailable', { cause });
      throw cause;
    });
  failPoint('authorize.after-commit');
  if (!verdict.pass) return answer(reply, 403, verdict.code);
  reply.code(204).header(HEADERS.state, verdict.state).send();
  return undefined;
});

function answer(reply: FastifyReply, status: 401 | 403, code: string): undefined {
  reply.code(status).header(HEADERS.code, code).send();
  return undefined;
}

function header(request: FastifyRequest, name: string): string | null {
  const value = request.headers[name];
  // nginx forwards the bytes of a case as they are; Node reads header bytes as Latin-1.
  return typeof value === 'string' && value !== '' ? Buffer.from(value, 'latin1').toString('utf8') : null;
}

function read(request: FastifyRequest, at: number): Asked | null {
  const decisionPoint = header(request, HEADERS.decisionPoint);
  const effect = header(request, HEADERS.effect);
  const method = header(request, HEADERS.method);
  const uri = header(request, HEADERS.uri);
  if (decisionPoint === null || effect === null || method === null || uri === null) return null;
  // A case that is there and empty is not the case that a proxy cannot know: anybody's receipt would pass for it.
  if (request.headers[HEADERS.case] === '') return null;
  return {
    decisionPoint,
    effect,
    method,
    uri,
    caseKey: header(request, HEADERS.case),
    part: header(request, HEADERS.part) ?? '1',
    at,
  };
}
