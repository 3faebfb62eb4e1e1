import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Sessions } from '../host/session.ts';
import type { NomineeStatus } from './nominees.ts';
import type { NomineeStore } from './store.ts';

/** As Layui's table wants it: 0 for success, and how many there are in all. */
const ok = (data: unknown = null, count = 0) => ({ code: 0, msg: '操作成功', count, data });
const fail = (msg: string) => ({ code: 1, msg, count: 0, data: null });

type Fields = Readonly<Record<string, string | undefined>>;

/**
 * The routes under /award. It has grown over years, so one thing is done in four ways: the dialog's buttons, a link in
 * the row, a button over the list for all that are ticked, and a window for the opinion.
 */
export function registerRoutes(app: FastifyInstance, store: NomineeStore, sessions: Sessions, now: () => string): void {
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) =>
    done(null, Object.fromEntries(new URLSearchParams(String(body)))),
  );
  app.get('/', async (_request, reply) => reply.redirect('/award/login.html'));
  app.post<{ Body: Fields }>('/award/login', async (request, reply) =>
    sessions.open(request.body.username ?? '', reply) === undefined ? fail('用户名或密码错误') : ok(),
  );
  app.get('/award/logout', async (request, reply) => {
    sessions.end(request, reply);
    return reply.redirect('/award/login.html');
  });

  app.register(async (signedIn) => {
    signedIn.addHook('onRequest', async (request, reply) => {
      if (sessions.user(request) === undefined) return reply.code(401).send(fail('登录已失效，请重新登录'));
    });
    signedIn.get('/award/me', async (request) => ok({ name: sessions.user(request) }));
    signedIn.get<{ Querystring: Fields }>('/award/list', async ({ query: { name = '', page, limit } }) => {
      const { count, rows } = store.list({ name, page: Number(page) || 1, limit: Number(limit) || 10 });
      return ok(rows, count);
    });
    signedIn.get<{ Params: { id: string } }>('/award/nominee/:id', async ({ params }) => {
      const found = store.get(Number(params.id));
      return found ? ok(found) : fail('推荐对象不存在');
    });

    const decide = async (request: FastifyRequest, ids: readonly number[], status: NomineeStatus) => {
      const opinion = String((request.body as Fields | null)?.opinion ?? '').slice(0, 500);
      const by = sessions.user(request) ?? '';
      const decided = await store.decide(ids, { status, opinion, by, at: now() });
      return decided > 0 ? ok(decided, decided) : fail('推荐对象不存在或已审核');
    };
    for (const [verb, status] of [
      ['pass', '审核通过'],
      ['reject', '审核不通过'],
    ] as const)
      signedIn.post<{ Params: { id: string } }>(`/award/nominee/:id/${verb}`, (request) =>
        decide(request, [Number(request.params.id)], status),
      );
    signedIn.get<{ Querystring: Fields }>('/award/pass', async (request, reply) => {
      await decide(request, [Number(request.query.id)], '审核通过');
      return reply.redirect('/award/index.html');
    });
    signedIn.post<{ Querystring: Fields }>('/award/passAll', (request) =>
      decide(request, (request.query.ids ?? '').split(',').map(Number), '审核通过'),
    );
    signedIn.post<{ Querystring: Fields }>('/award/opinion', (request) =>
      decide(request, [Number(request.query.id)], request.query.status === '1' ? '审核通过' : '审核不通过'),
    );
  });
}
