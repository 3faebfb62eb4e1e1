/** Stands where the gateway is expected, so that one gateway can go away and come back under the same address. */
import { connect, createServer, type Server, type Socket } from 'node:net';

export type RelayMode = 'through' | 'gone' | 'silent';

export interface Relay {
  readonly address: string;
  /** `gone`: nobody listens. `silent`: connections are taken, and nothing is answered. */
  be(mode: RelayMode): Promise<void>;
  close(): Promise<void>;
}

export async function startRelay(to: number): Promise<Relay> {
  let mode: RelayMode = 'through';
  const open = new Set<Socket>();
  const keep = (socket: Socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket)).on('error', () => socket.destroy());
  };
  const make = (): Server =>
    createServer((socket) => {
      keep(socket);
      if (mode === 'silent') return void socket.resume();
      const onward = connect(to, '127.0.0.1');
      keep(onward);
      socket.pipe(onward).pipe(socket);
    });
  const listen = (server: Server, port: number) =>
    new Promise<number>((done, failed) => {
      server.once('error', failed).listen(port, '127.0.0.1', () => done((server.address() as { port: number }).port));
    });
  const stop = (server: Server) =>
    new Promise<void>((done) => {
      server.close(() => done());
      for (const socket of open) socket.destroy();
    });
  let server = make();
  const port = await listen(server, 0);
  return {
    address: `127.0.0.1:${port}`,
    async be(next) {
      if (mode !== 'gone') await stop(server);
      mode = next;
      if (next === 'gone') return;
      server = make();
      await listen(server, port);
    },
    close: async () => (mode === 'gone' ? undefined : stop(server)),
  };
}
