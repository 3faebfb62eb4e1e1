import { authorize } from './authorize.ts';
import { decisionIn, type HostRequest, type ReceiptRequired } from './of-request.ts';

/** As much of Fastify's reply as is needed. */
interface HostReply {
  header(name: string, value: string): unknown;
  code(status: number): { send(body: unknown): unknown };
}

/**
 * A Fastify `preHandler` for one route that decides: without a receipt for this very case it answers 403 with a code, and the
 * handler never runs. Where the gateway does not answer, the request passes as unchecked and a line of it is kept.
 *
 * @example
 * app.post('/decisions', { preHandler: requireReceipt({
 *   gateway: 'https://duecheck.example', key: process.env.DUECHECK_KEY, decisionPoint: 'civil-service-hiring',
 *   effect: (request) => (request.body.hire ? 'favourable' : 'adverse'),
 *   case: (request) => request.body.candidate,
 *   spool: (line) => appendFile('spool.ndjson', line),
 * }) }, decide);
 */
export function requireReceipt<Request extends HostRequest>(required: ReceiptRequired<Request>) {
  return async (request: Request, reply: HostReply): Promise<unknown> => {
    const verdict = await authorize(required, decisionIn(required, request));
    if (verdict.pass) {
      reply.header('x-duecheck-state', verdict.state);
      return undefined;
    }
    reply.header('x-duecheck-code', verdict.code);
    reply.header('cache-control', 'no-store');
    return reply.code(verdict.status).send({ code: verdict.code });
  };
}
