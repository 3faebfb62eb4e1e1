/**
 * The witness as a process of its own (C2SP tlog-witness): it has no database, and whoever rewrites the gateway's cannot
 * reach what it remembers. It needs no login: a request counts by the log's signature alone.
 */
import type { AddressInfo } from 'node:net';
import { createWitness, MAX_REQUEST_BYTES, type NoteVerifier, treeHash } from '@duecheck/core/register';
import Fastify, { type FastifyError } from 'fastify';
import { intl1 } from '../keys/suite-intl-1.ts';
import { withLaterLogs } from './later-logs.ts';
import { openWitnessState, type StateFiles } from './open-state.ts';

/** Longer than any honest request takes; a client that trickles its body keeps nobody waiting. */
const REQUEST_MS = 10_000;
const TEXT = 'text/plain; charset=utf-8';

export interface WitnessServerOptions extends StateFiles {
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** By origin: the keys that may sign for it, and for the logs of the same register that follow it. */
  readonly logs: ReadonlyMap<string, readonly NoteVerifier[]>;
  /** Milliseconds; replaced in tests. */
  readonly now?: () => number;
  /** What the witness could not do, by its code; never what a client sent. */
  readonly onFault?: (fault: string) => void;
}

export interface RunningWitness {
  readonly port: number;
  readonly vkey: string;
  close(): Promise<void>;
}

/** @throws DuecheckError as `openWitnessState`; the system's error where the port is taken */
export async function serveWitness(options: WitnessServerOptions): Promise<RunningWitness> {
  const { now = Date.now, onFault = () => undefined } = options;
  const logs = withLaterLogs(options.logs);
  const state = openWitnessState(options);
  const witness = createWitness({
    logs,
    signer: state.key.signer,
    store: state.store,
    tree: treeHash(intl1.hash),
    now: () => BigInt(Math.floor(now() / 1000)),
  });

  const app = Fastify({ bodyLimit: MAX_REQUEST_BYTES, requestTimeout: REQUEST_MS });
  // A request is a text whatever it calls itself.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  app.setErrorHandler((error: FastifyError, _request, reply) => {
    const refused = (error.statusCode ?? 500) < 500;
    // A head that could not be kept is not signed: a full disk, heads that are damaged.
    if (!refused) onFault(error.code ?? error.name);
    return reply
      .code(refused ? 400 : 500)
      .type(TEXT)
      .send(refused ? 'malformed request\n' : 'nothing was signed\n');
  });

  app.post('/add-checkpoint', async (request, reply) => {
    const body = Buffer.isBuffer(request.body) ? request.body : new Uint8Array(0);
    const answer = await witness.addCheckpoint(body);
    return reply.code(answer.status).header('content-type', answer.contentType).send(answer.body);
  });

  // C2SP leaves open how monitors read. Ours shows the head under the log's own signature: proof, where a size is a claim.
  app.get('/checkpoint', async (request, reply) => {
    const { origin } = request.query as { origin?: unknown };
    const head =
      typeof origin === 'string' && logs.get(origin) !== undefined ? await state.store.read(origin) : undefined;
    if (head === undefined) return reply.code(404).type(TEXT).send('no head of that log\n');
    return reply.header('cache-control', 'no-store').type(TEXT).send(head.note);
  });

  try {
    await app.listen({ host: options.host, port: options.port });
  } catch (error) {
    state.close();
    throw error;
  }
  return {
    port: (app.server.address() as AddressInfo).port,
    vkey: state.key.vkey,
    async close() {
      await app.close();
      state.close();
    },
  };
}
