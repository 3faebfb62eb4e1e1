import { Agent, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { headersToPass } from './headers.ts';

export interface Host {
  readonly hostname: string;
  readonly port: number;
  readonly agent: Agent;
}

export const hostAt = (url: string): Host => {
  const { hostname, port } = new URL(url);
  return { hostname, port: Number(port || 80), agent: new Agent({ keepAlive: true }) };
};

/**
 * Sends the request on as it came, body streamed, and its answer back, with `extra` headers of ours for the browser.
 * Nothing is added to what the host sees.
 */
export async function forward(
  host: Host,
  request: IncomingMessage,
  response: ServerResponse,
  extra: Readonly<Record<string, string>> = {},
): Promise<void> {
  const onward = httpRequest({
    host: host.hostname,
    port: host.port,
    agent: host.agent,
    method: request.method ?? 'GET',
    path: request.url ?? '/',
    setHost: false,
    headers: headersToPass(request.rawHeaders, request.headers),
  });
  const answered = new Promise<IncomingMessage>((resolve, reject) => {
    onward.once('response', resolve);
    onward.once('error', reject);
  });
  // A browser that went away takes its request along.
  response.once('close', () => {
    if (!response.writableFinished) onward.destroy();
  });
  // A host may answer before it has read the whole body; what goes wrong with the rest shows in the answer.
  pipeline(request, onward).catch(() => {});
  try {
    const answer = await answered;
    const headers = headersToPass(answer.rawHeaders, answer.headers);
    for (const [name, value] of Object.entries(extra)) headers.push(name, value);
    response.writeHead(answer.statusCode ?? 502, answer.statusMessage, headers);
    await pipeline(answer, response);
  } catch {
    if (response.headersSent) response.destroy();
    else response.writeHead(502, { 'content-type': 'text/plain; charset=utf-8' }).end('Bad gateway\n');
  }
}
