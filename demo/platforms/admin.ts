/** Behind the counter: switches and counts, for whoever shows the demonstration and for tests. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { PlatformId } from '../people/index.ts';
import type { Callers } from './callers.ts';
import type { Counts } from './counts.ts';
import { isFaultMode } from './faults.ts';
import type { Habits } from './habits.ts';
import type { Holdings } from './holdings.ts';
import { isWindow } from './maintenance.ts';
import { page } from './page.ts';
import { modeNow, type State } from './state.ts';

export interface AdminWorld {
  readonly id: PlatformId;
  readonly habits: Habits;
  readonly state: State;
  readonly callers: Callers;
  readonly counts: Counts;
  readonly holdings: Holdings;
  readonly now: () => number;
}

/** A switch: takes what was sent, or says that there is no such thing. */
type Act = (sent: Readonly<Record<string, unknown>>) => boolean;

export function registerAdmin(app: FastifyInstance, world: AdminWorld): void {
  const { id, habits, state, callers, counts, holdings, now } = world;
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) =>
    done(null, Object.fromEntries(new URLSearchParams(body as string))),
  );
  const report = () => ({
    id,
    title: habits.title,
    ...state,
    now: modeNow(state, now()),
    records: holdings.count,
    callers: callers.list().map(({ caller: { secret: _, ...caller }, ...rest }) => ({ ...caller, ...rest })),
  });

  app.get('/', (_request, reply) =>
    reply
      .header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'")
      .type('text/html;charset=utf-8')
      .send(page({ ...report(), calls: counts.report(), feedbacks: counts.feedbacks() })),
  );
  app.get('/admin', report);
  app.get('/admin/calls', () => counts.report());
  app.get('/admin/feedback', () => counts.feedbacks());

  const acts: Readonly<Record<string, Act>> = {
    fault({ mode }) {
      if (!isFaultMode(mode)) return false;
      state.mode = mode;
      return true;
    },
    maintenance({ window }) {
      if (window !== '' && !isWindow(window)) return false;
      state.maintenance = window || null;
      return true;
    },
    secrets() {
      callers.endSecrets();
      return true;
    },
    caller: ({ appKey, to }) => (to === 'on' || to === 'off') && callers.switch(String(appKey), to),
  };
  for (const [name, act] of Object.entries(acts)) {
    app.post(`/admin/${name}`, (request, reply) => {
      // Another page in the same browser could post a form here.
      if (!isOwn(request)) return reply.code(403).send({ code: 'other-origin' });
      if (!act((request.body ?? {}) as Record<string, unknown>))
        return reply.code(400).send({ code: `no-such-${name}` });
      const form = request.headers['content-type']?.startsWith('application/x-www-form-urlencoded');
      return form ? reply.redirect('/', 303) : report();
    });
  }
}

/** Asked under a name of the loopback, so that no other site's name can be made to lead here. */
const isOwn = ({ headers: { host = '', origin } }: FastifyRequest): boolean =>
  /^(127\.0\.0\.1|localhost)(:\d+)?$/.test(host) && (origin === undefined || origin === `http://${host}`);
