/** What anyone may read: health, keys, the contract itself. */
import { HEADERS } from '@duecheck/core/contract';
import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { receiptJwks } from '../keys/jwks.ts';
import { type LastRehash, lastRehash } from '../register/rehash.ts';
import type { World } from '../world.ts';
import { openApi } from './openapi.ts';

export function addPublicRoutes(app: FastifyInstance, world: World): void {
  app.get('/health/live', async () => ({ status: 'ok' }));
  // Ready means: it can log a lookup and knows the rules. Else clients treat it as an outage, which refuses nobody.
  app.get('/health/ready', async (_request, reply) => {
    const problems: string[] = [];
    let rehashed: LastRehash | null = null;
    try {
      await sql`select 1`.execute(world.db);
      await world.lists.catalogue();
      await world.lists.published('bindings');
      rehashed = await lastRehash(world);
    } catch {
      problems.push('store-or-lists');
    }
    const lag = world.register.lagSeconds();
    if (lag > 60) problems.push('sequencer-lag');
    // It takes no entry any more, so that no lookup is made: why is told to the operator, not here.
    if (world.register.halted() !== undefined) problems.push('register-halted');
    return reply.code(problems.length === 0 ? 200 : 503).send({
      status: problems.length === 0 ? 'ok' : 'not-ready',
      problems,
      sequencerLagSeconds: lag,
      rehashed: rehashed?.goodAt == null ? null : { at: rehashed.goodAt, entries: rehashed.entries },
    });
  });
  app.get('/.well-known/jwks.json', async (_request, reply) => {
    reply.header('cache-control', 'public, max-age=300');
    return receiptJwks(world.keys);
  });
  app.get('/openapi.json', async () => openApi(world.url));
  app.get('/.well-known/duecheck.json', async () => ({
    url: world.url,
    headers: HEADERS,
    register: { origin: world.register.origin, vkeys: world.register.vkeys },
  }));
}
