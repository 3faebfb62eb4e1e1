import { ROUTES, SpoolAnswer } from '@duecheck/core/contract';
import { request } from 'undici';
import type { Gateway } from './authorize.ts';
import type { Spool } from './spool.ts';

/** Lines a call: far below the gateway's limits, and one lost answer repeats little. */
const BATCH = 100;

export interface Importer {
  /** Delivers what is spooled now. Resolves to the number of lines that the gateway took; never rejects. */
  run(): Promise<number>;
  stop(): void;
}

/**
 * Delivers the spool whenever the gateway is back, by itself. A line stays until it is acknowledged by its id, so that a
 * lost answer only repeats, which the gateway calls `repeated`.
 *
 * @param every milliseconds between attempts while lines wait.
 */
export function startImporter(spool: Spool, gateway: Gateway, every: number): Importer {
  let running: Promise<number> | null = null;
  const run = (): Promise<number> => {
    running ??= deliver(spool, gateway).finally(() => {
      running = null;
    });
    return running;
  };
  const timer = setInterval(run, every);
  timer.unref();
  return { run, stop: () => clearInterval(timer) };
}

async function deliver(spool: Spool, gateway: Gateway): Promise<number> {
  let taken = 0;
  for (;;) {
    const acknowledged = await deliverBatch(spool, gateway).catch(() => 0);
    if (acknowledged === 0) return taken;
    taken += acknowledged;
  }
}

async function deliverBatch(spool: Spool, gateway: Gateway): Promise<number> {
  const entries = await spool.read(BATCH);
  if (entries.length === 0) return 0;
  const response = await request(gateway.url + ROUTES.spool.path, {
    method: ROUTES.spool.method,
    dispatcher: gateway.dispatcher,
    signal: AbortSignal.timeout(gateway.timeout * 5),
    headers: { authorization: `Bearer ${gateway.key}`, 'content-type': 'application/json' },
    body: JSON.stringify({ entries }),
  });
  const body: unknown = await response.body.json();
  if (response.statusCode !== 200) return 0;
  const sent = new Set(entries.map((entry) => entry.id));
  const acknowledged = new Set(SpoolAnswer.parse(body).results.flatMap(({ id }) => (sent.has(id) ? [id] : [])));
  if (acknowledged.size > 0) await spool.remove(acknowledged);
  return acknowledged.size;
}
