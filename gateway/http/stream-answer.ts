/** An answer that is made while it is sent: server-sent events, a download. */
import type { Server, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { FastifyReply } from 'fastify';

const watched = new WeakMap<Server, Set<ServerResponse>>();

/** Event streams end with their server, which would otherwise wait for them; watchers come again. A download is let finish. */
export function endEventStreams(server: Server): void {
  for (const stream of watched.get(server) ?? []) stream.destroy();
}

/**
 * Ends when the chunks do, or when the client goes away: the generator's `finally` runs then. What fails after the first
 * byte cuts the connection, so that nobody takes half for whole.
 */
export async function streamAnswer(
  reply: FastifyReply,
  headers: Readonly<Record<string, string>>,
  chunks: AsyncIterable<string | Uint8Array>,
): Promise<void> {
  reply.hijack();
  if (headers['content-type'] === 'text/event-stream') watch(reply.server.server, reply.raw);
  reply.raw.writeHead(200, { ...(reply.getHeaders() as Record<string, string>), ...headers });
  await pipeline(Readable.from(chunks, { objectMode: false }), reply.raw).catch(() => reply.raw.destroy());
}

function watch(server: Server, stream: ServerResponse): void {
  const streams = watched.get(server) ?? new Set();
  watched.set(server, streams.add(stream));
  stream.once('close', () => streams.delete(stream));
}

/** RFC 6266: an ASCII name for everybody, the real one for those who can read it. */
export const attachment = (ascii: string, name: string): string =>
  `attachment; filename="${ascii}"; filename*=UTF-8''${encodeURIComponent(name).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16)}`)}`;
