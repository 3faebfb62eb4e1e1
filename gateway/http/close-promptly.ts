/** A server that ends answers what is under way, and waits for nothing else. */
import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { endEventStreams } from './stream-answer.ts';

const LOOK_MS = 200;

/**
 * Browsers open connections on suspicion; one that nothing was ever sent over is not idle to Node, which waits a minute for it, and one
 * that falls idle after the end has begun is not looked at again. Event streams would go on for as long as somebody watches.
 */
export function closePromptly(app: FastifyInstance): void {
  const { server } = app;
  const silent = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    silent.add(socket);
    socket.once('close', () => silent.delete(socket));
  });
  server.on('request', ({ socket }) => silent.delete(socket));
  app.addHook('preClose', async () => {
    const end = () => {
      endEventStreams(server);
      for (const socket of silent) socket.destroy();
      server.closeIdleConnections();
    };
    end();
    const ending = setInterval(end, LOOK_MS);
    server.once('close', () => clearInterval(ending));
  });
}
