import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { HEADERS } from '@duecheck/core/contract';
import { localhostAgent } from '../net.ts';
import { listen, type Running } from '../running.ts';
import { authorize, type Gateway, type Question } from './authorize.ts';
import { forward, hostAt } from './forward.ts';
import { createGuard, type GuardedRequest } from './guard.ts';
import { startImporter } from './import.ts';
import { openSpool, type Spool } from './spool.ts';

export interface ProxyOptions {
  readonly port: number;
  /** The public host name, such as `hiring.localhost`. */
  readonly hostname: string;
  /** Where the host system itself listens, out of the browsers' reach. */
  readonly host: string;
  readonly gateway: string;
  readonly enforcementKey: string;
  readonly guarded: readonly GuardedRequest[];
  /** The file that keeps what passed while the gateway did not answer. */
  readonly spool: string;
  /** Milliseconds; 2 s where not given. */
  readonly gatewayTimeout?: number;
  /** Milliseconds between attempts to deliver the spool; 2 s where not given. */
  readonly importEvery?: number;
}

export interface RunningProxy extends Running {
  /** Delivers the spool now; resolves to the number of lines that the gateway took. */
  importSpool(): Promise<number>;
}

/**
 * The enforcement point before a host system that knows nothing of us (DESIGN §5, layer 4): what nginx does with
 * `auth_request`, in a few files of Node for the demonstration. It forwards everything, and asks the gateway first
 * where the request carries a decision.
 */
export async function startProxy(options: ProxyOptions): Promise<RunningProxy> {
  const { port, serve, close } = await listen(options.port);
  const dispatcher = localhostAgent();
  const gateway: Gateway = {
    url: options.gateway,
    key: options.enforcementKey,
    dispatcher,
    timeout: options.gatewayTimeout ?? 2000,
  };
  const guard = createGuard(options.guarded);
  const host = hostAt(options.host);
  const spool = openSpool(options.spool);
  const importer = startImporter(spool, gateway, options.importEvery ?? 2000);

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const method = request.method ?? 'GET';
    const uri = request.url ?? '/';
    const verdict = methodsMeant(request)
      .map((meant) => guard(meant, uri))
      .find(({ kind }) => kind !== 'open');
    if (verdict === undefined || verdict.kind === 'open') return forward(host, request, response);
    if (verdict.kind === 'ambiguous') return refuse(request, response, 403, 'case-mismatch');
    if (uri.length > MAX_URI) return refuse(request, response, 414, 'uri-too-long');

    const question: Question = {
      guarded: verdict,
      method,
      uri,
      receipt: possible(singleHeader(request, HEADERS.receipt)),
      deferral: possible(singleHeader(request, HEADERS.deferral)),
    };
    const answer = await authorize(gateway, question);
    if (answer.kind === 'refuse') return refuse(request, response, 403, answer.code);
    if (answer.kind === 'no-answer') {
      try {
        await keep(spool, question);
      } catch {
        // Neither asked nor kept: it may not pass unowed (DESIGN §8.3). That is our fault and says so.
        return refuse(request, response, 503, 'unavailable');
      }
      return forward(host, request, response, { [HEADERS.state]: 'unchecked' });
    }
    return forward(host, request, response, answer.state === null ? {} : { [HEADERS.state]: answer.state });
  }

  serve((request, response) => {
    handle(request, response).catch(() => response.destroy());
  });
  return {
    url: `http://${options.hostname}:${port}`,
    port,
    importSpool: importer.run,
    async close() {
      importer.stop();
      host.agent.destroy();
      await close();
      await dispatcher.destroy();
    },
  };
}

const keep = (spool: Spool, { guarded, method, uri, deferral, receipt }: Question): Promise<void> =>
  spool.append({
    id: randomUUID(),
    passedAt: new Date().toISOString(),
    method: method.slice(0, 16),
    uri,
    decisionPoint: guarded.decisionPoint,
    effect: guarded.effect,
    case: guarded.case?.slice(0, 200).toWellFormed() ?? null,
    deferral: deferral ?? null,
    receipt: receipt ?? null,
  });

/**
 * Characters of a guarded address. The question to the gateway carries it in a header, with the case and what was shown:
 * past the 16 KiB that servers read, it could not be asked at all, and what cannot be asked would pass as in an outage.
 */
const MAX_URI = 2000;

/** Longer than any of ours: it could not be verified, so it counts as none. */
const possible = (token: string | undefined): string | undefined =>
  token !== undefined && token.length <= 4096 ? token : undefined;

/**
 * The method as sent, and what frameworks may take for it where a form can only POST. Hosts differ in which of them they
 * believe: a GET that carries POST is no longer safe, and a POST that carries GET is still a POST.
 */
const methodsMeant = ({ method = 'GET', headers }: IncomingMessage): string[] => {
  const overrides = ['x-http-method-override', 'x-http-method', 'x-method-override'].flatMap((name) =>
    [headers[name] ?? []].flat(),
  );
  return [method, ...overrides.filter((override) => override !== '').map((override) => override.toUpperCase())];
};

/** Two of the same header are none: which one was meant is not ours to guess. */
const singleHeader = (request: IncomingMessage, name: string): string | undefined => {
  const values = request.headersDistinct[name];
  return values?.length === 1 ? values[0] : undefined;
};

function refuse(request: IncomingMessage, response: ServerResponse, status: 403 | 414 | 503, code: string): void {
  request.resume();
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
    [HEADERS.code]: code,
  });
  response.end(JSON.stringify({ code }));
}
