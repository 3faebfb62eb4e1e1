import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { LOOPBACK } from './net.ts';

/** What every demonstration process hands to the script that starts them together. */
export interface Running {
  /** Origin without a slash at the end. */
  readonly url: string;
  readonly port: number;
  /** Ends open connections too, so that a port is free at once. */
  close(): Promise<void>;
}

/**
 * An HTTP server on the loopback, bound before anybody answers: what it serves may need to know its own port.
 *
 * @param port 0 takes a free one.
 * @throws the system's error, `EADDRINUSE` where the port is taken.
 */
export async function listen(
  port: number,
): Promise<{ server: Server; port: number; serve(listener: RequestListener): void; close(): Promise<void> }> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, LOOPBACK, resolve);
  });
  return {
    server,
    port: (server.address() as AddressInfo).port,
    serve: (listener) => void server.on('request', listener),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
