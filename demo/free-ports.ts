import type { AddressInfo } from 'node:net';
import { createServer, type Server } from 'node:net';
import type { Ports } from './house.ts';
import { LOOPBACK } from './net.ts';

/**
 * Ports that are free now, all different. Somebody may take one before it is used; whoever starts then says so.
 * For tests and the tour: people get fixed ones, which they can type.
 */
export async function freePorts(): Promise<Ports> {
  const servers = await Promise.all(Array.from({ length: 4 }, hold));
  const [identityProvider, gateway, hiring, hiringBehind] = servers.map((s) => (s.address() as AddressInfo).port) as [
    number,
    number,
    number,
    number,
  ];
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return { identityProvider, gateway, hiring, hiringBehind };
}

const hold = (): Promise<Server> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, LOOPBACK, () => resolve(server));
  });
