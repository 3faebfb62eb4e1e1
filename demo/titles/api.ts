import type { FastifyInstance, FastifyReply } from 'fastify';
import { maskedForList } from '../host/mask.ts';
import type { Sessions } from '../host/session.ts';
import type { ReviewStatus } from './applicants.ts';
import type { ApplicantStore } from './store.ts';

/** As Ant Design Pro's examples have it, and whoever began with them. */
const ok = (data: unknown = null) => ({ success: true, data });
const fail = (reply: FastifyReply, status: number, errorCode: string, errorMessage: string) =>
  reply.code(status).send({ success: false, errorCode, errorMessage });

const DECISIONS: Readonly<Record<string, ReviewStatus>> = { pass: '通过', fail: '不通过' };

/** The routes under /api. `now` gives the local time that is noted with a decision. */
export function registerApi(app: FastifyInstance, store: ApplicantStore, sessions: Sessions, now: () => string): void {
  app.post<{ Body: { username?: string } }>('/api/login', async (request, reply) => {
    const name = sessions.open(request.body?.username ?? '', reply);
    return name === undefined ? fail(reply, 401, 'A0210', '用户名或密码错误') : ok({ name });
  });
  app.post('/api/logout', async (request, reply) => {
    sessions.end(request, reply);
    return ok();
  });

  app.register(async (signedIn) => {
    signedIn.addHook('onRequest', async (request, reply) => {
      if (sessions.user(request) === undefined) return fail(reply, 401, 'A0230', '登录已过期');
    });
    signedIn.get('/api/currentUser', async (request) => ok({ name: sessions.user(request) }));

    signedIn.get<{ Querystring: Record<string, string | undefined> }>('/api/reviews', async (request) => {
      const { keyword = '', status = '', current, pageSize } = request.query;
      const found = store.list({ keyword, status, current: Number(current) || 1, pageSize: Number(pageSize) || 10 });
      return ok({ ...found, list: found.list.map((one) => ({ ...one, idNumber: maskedForList(one.idNumber) })) });
    });

    signedIn.get<{ Params: { id: string } }>('/api/reviews/:id', async (request, reply) => {
      const found = store.get(Number(request.params.id));
      return found ? ok(found) : fail(reply, 404, 'A0404', '申报记录不存在');
    });

    for (const [verb, status] of Object.entries(DECISIONS)) {
      signedIn.put<{ Params: { id: string }; Body: { opinion?: string } | null }>(
        `/api/reviews/:id/${verb}`,
        async (request, reply) => {
          const decided = await store.decide(Number(request.params.id), {
            status,
            opinion: String(request.body?.opinion ?? '').slice(0, 500),
            by: sessions.user(request) ?? '',
            at: now(),
          });
          return decided ? ok(decided) : fail(reply, 409, 'A0409', '该申报不存在或已审核');
        },
      );
    }
  });
}
