import type { AddressInfo } from 'node:net';
import { createServer, type Server } from 'node:net';
import type { Ports } from './house.ts';
import { LOOPBACK } from './net.ts';

const NAMES = Object.keys({
  identityProvider: 0,
  gateway: 0,
  hiring: 0,
  hiringBehind: 0,
  city: 0,
  province: 0,
} satisfies Record<keyof Ports, 0>);

/**
 * Ports that are free now, all different. Somebody may take one before it is used; whoever starts then says so.
 * For tests and the tour: people get fixed ones, which they can type.
 */
export async function freePorts(): Promise<Ports> {
  const servers = await Promise.all(NAMES.map(hold));
  const ports = servers.map((server, at) => [NAMES[at], (server.address() as AddressInfo).port]);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return Object.fromEntries(ports) as Ports;
}

const hold = (): Promise<Server> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, LOOPBACK, () => resolve(server));
  });
