import { type AddressInfo, createServer, type Server } from 'node:net';
import { LOOPBACK } from './net.ts';
import { PLATFORM_IDS, type PlatformId } from './people/types.ts';
import { SYSTEM_IDS, type SystemId } from './systems.ts';

/** `hiring` is what browsers see: the proxy; `hiringBehind` is the system itself, out of their reach. */
export type PortName =
  | 'identityProvider'
  | 'gateway'
  | 'window'
  | 'widget'
  | 'partner'
  | 'console'
  | 'witness'
  | PlatformId
  | SystemId
  | `${SystemId}Behind`;
export type Ports = Readonly<Record<PortName, number>>;

const NAMES: readonly PortName[] = [
  'identityProvider',
  'gateway',
  'window',
  'widget',
  'partner',
  'console',
  'witness',
  ...PLATFORM_IDS,
  ...SYSTEM_IDS.flatMap((id) => [id, `${id}Behind`] as const),
];

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
