/** A clerk's system: static pages and a small API that remembers what it was sent. */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { bodyOf, listen } from './http.ts';

export interface Candidate {
  readonly id: string;
  readonly label: string;
  readonly name: string;
  readonly number: string;
}

export interface Sent {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

const PAGES = fileURLToPath(new URL('../pages/', import.meta.url));

export async function startHost(people: readonly Candidate[], name = 'hiring.localhost') {
  const sent: Sent[] = [];
  /** What a test adds to the headers of its pages. */
  const headers = new Map<string, string>();
  /** The host's own page of one person, by its path, made by the server. */
  const records = new Map<
    string,
    () => { readonly type: string; readonly body: Uint8Array | string; readonly to?: string }
  >();
  const running = await listen(async (request, response) => {
    const path = request.url ?? '/';
    await bodyOf(request);
    if (path === '/api/candidates') {
      response.end(JSON.stringify(people));
      return;
    }
    if (path.startsWith('/api/')) {
      sent.push({ method: request.method ?? '', path, headers: request.headers });
      response.end('{}');
      return;
    }
    const record = records.get(path)?.();
    if (record) {
      response.setHeaders(headers);
      response.writeHead(record.to ? 302 : 200, {
        'content-type': record.type,
        ...(record.to ? { location: record.to } : {}),
      });
      response.end(record.body);
      return;
    }
    const file = path === '/' ? 'hiring.html' : path.slice(1).replace(/[?#].*$/, '');
    try {
      const content = await readFile(PAGES + file.replaceAll('..', ''));
      response.setHeader('content-type', file.endsWith('.js') ? 'text/javascript' : 'text/html; charset=utf-8');
      response.setHeaders(headers);
      response.end(content);
    } catch {
      response.writeHead(404).end();
    }
  });
  // A socket is opened by a GET that nobody answers here: that it came is enough.
  running.server.on('upgrade', (request, socket) => {
    sent.push({ method: 'WebSocket', path: request.url ?? '', headers: request.headers });
    socket.destroy();
  });
  return { ...running, origin: `http://${name}:${running.port}`, sent, headers, records };
}
export type Host = Awaited<ReturnType<typeof startHost>>;
