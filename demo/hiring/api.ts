import type { FastifyInstance, FastifyReply } from 'fastify';
import { maskedForList } from '../host/mask.ts';
import type { Sessions } from '../host/session.ts';
import type { CandidateStatus } from './candidates.ts';
import type { CandidateStore } from './store.ts';

/** As such systems answer: a code of their own in the body, 0 for success. */
const ok = (data: unknown = null) => ({ code: 0, msg: '操作成功', data });
const fail = (reply: FastifyReply, status: number, code: number, msg: string) =>
  reply.code(status).send({ code, msg, data: null });

const DECISIONS: Readonly<Record<string, CandidateStatus>> = { hire: '已录用', reject: '已驳回' };

/** The routes under /api. `now` gives the local time that is noted with a decision. */
export function registerApi(app: FastifyInstance, store: CandidateStore, sessions: Sessions, now: () => string): void {
  app.post<{ Body: { username?: string } }>('/api/login', async (request, reply) => {
    const name = sessions.open(request.body?.username ?? '', reply);
    return name === undefined ? fail(reply, 200, 1001, '用户名或密码错误') : ok({ name });
  });
  app.post('/api/logout', async (request, reply) => {
    sessions.end(request, reply);
    return ok();
  });

  app.register(async (signedIn) => {
    signedIn.addHook('onRequest', async (request, reply) => {
      if (sessions.user(request) === undefined) return fail(reply, 401, 1002, '登录已失效，请重新登录');
    });
    signedIn.get('/api/me', async (request) => ok({ name: sessions.user(request) }));
    signedIn.get('/api/positions', async () => ok(store.positions()));

    signedIn.get<{ Querystring: Record<string, string | undefined> }>('/api/candidates', async (request) => {
      const { name = '', registrationNo = '', positionCode = '', status = '', page, size } = request.query;
      const found = store.list({
        name,
        registrationNo,
        positionCode,
        status,
        page: Number(page) || 1,
        size: Number(size) || 10,
      });
      const rows = found.rows.map((one) => ({ ...one, idNumber: maskedForList(one.idNumber) }));
      return ok({ total: found.total, rows });
    });

    signedIn.get<{ Params: { id: string } }>('/api/candidates/:id', async (request, reply) => {
      const found = store.get(Number(request.params.id));
      return found ? ok(found) : fail(reply, 404, 4040, '记录不存在');
    });

    for (const [verb, status] of Object.entries(DECISIONS)) {
      signedIn.post<{ Params: { id: string }; Body: { remark?: string } | null }>(
        `/api/candidates/:id/${verb}`,
        async (request, reply) => {
          const decided = await store.decide(Number(request.params.id), {
            status,
            remark: String(request.body?.remark ?? '').slice(0, 500),
            by: sessions.user(request) ?? '',
            at: now(),
          });
          return decided ? ok(decided) : fail(reply, 409, 4090, '该人员不存在或已审核');
        },
      );
    }
  });
}
