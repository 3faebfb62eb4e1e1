import { authorize } from './authorize.ts';
import { decisionIn, type HostRequest, type HostRequestWithBody, type ReceiptRequired } from './of-request.ts';

/** As much of Express's response as is needed. */
interface HostResponse {
  setHeader(name: string, value: string): unknown;
  status(code: number): { json(body: unknown): unknown };
}

/**
 * Express middleware for one route that decides: without a receipt for this very case it answers 403 with a code, and the handler
 * never runs. Where the gateway does not answer, the request passes as unchecked and a line of it is kept.
 *
 * @example
 * app.post('/decisions', express.json(), requireReceipt({
 *   gateway: 'https://duecheck.example', key: process.env.DUECHECK_KEY, decisionPoint: 'civil-service-hiring',
 *   effect: (request) => (request.body.hire ? 'favourable' : 'adverse'),
 *   case: (request) => request.body.candidate,
 *   spool: (line) => appendFile('spool.ndjson', line),
 * }), decide);
 */
export function requireReceipt<Request extends HostRequest = HostRequestWithBody>(required: ReceiptRequired<Request>) {
  return (request: Request, response: HostResponse, next: (error?: unknown) => void): void => {
    const decide = async (): Promise<void> => {
      const verdict = await authorize(required, decisionIn(required, request));
      if (verdict.pass) {
        response.setHeader('x-duecheck-state', verdict.state);
        next();
        return;
      }
      response.setHeader('x-duecheck-code', verdict.code);
      response.setHeader('cache-control', 'no-store');
      response.status(verdict.status).json({ code: verdict.code });
    };
    // What `case` and `effect` throw about a strange body is the host's own to answer.
    decide().catch(next);
  };
}
