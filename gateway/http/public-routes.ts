/** What anyone may read: health, keys, the contract itself. */
import { HEADERS } from '@duecheck/core/contract';
import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { receiptJwks } from '../keys/jwks.ts';
import type { World } from '../world.ts';
import { openApi } from './openapi.ts';

export function addPublicRoutes(app: FastifyInstance, world: World): void {
  app.get('/health/live', async () => ({ status: 'ok' }));
  // Ready means: it can log a lookup and knows the rules. Else clients treat it as an outage, which refuses nobody.
  app.get('/health/ready', async (_request, reply) => {
    const problems: string[] = [];
    try {
      await sql`select 1`.execute(world.db);
      await world.lists.catalogue();
      await world.lists.published('bindings');
    } catch {
      problems.push('store-or-lists');
    }
    const lag = world.register.lagSeconds();
    if (lag > 60) problems.push('sequencer-lag');
    return reply
      .code(problems.length === 0 ? 200 : 503)
      .send({ status: problems.length === 0 ? 'ok' : 'not-ready', problems, sequencerLagSeconds: lag });
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
