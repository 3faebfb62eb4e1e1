import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Sessions } from '../host/session.ts';
import type { Application, ApplicationStatus } from './applications.ts';
import { formPage } from './form-page.ts';
import { listPage } from './list-page.ts';
import { loginPage } from './login-page.ts';
import type { ApplicationStore } from './store.ts';

type Fields = Record<string, string>;
type WithId = { Params: { id: string }; Body: Fields | null };

const PAGE_SIZE = 10;
const RESULTS: Readonly<Record<string, ApplicationStatus>> = {
  accept: '已受理',
  refuse: '不予受理',
  supplement: '补正告知',
};

/** Pages and posts, each post answered by a redirect. `now` gives the local time that is noted with a decision. */
export function registerRoutes(
  app: FastifyInstance,
  store: ApplicationStore,
  sessions: Sessions,
  now: () => string,
): void {
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) =>
    done(null, Object.fromEntries(new URLSearchParams(body as string))),
  );
  app.get('/', (_request, reply) => reply.redirect('/xk/list.do'));
  app.get('/xk/login.do', (_request, reply) => reply.type(HTML).send(loginPage('')));
  app.post<{ Body: Fields | null }>('/xk/login.do', (request, reply) => {
    const name = sessions.open(request.body?.username ?? '', reply);
    return name === undefined
      ? reply.type(HTML).send(loginPage('用户名或密码错误'))
      : reply.redirect('/xk/list.do', 303);
  });
  app.get('/xk/logout.do', (request, reply) => {
    sessions.end(request, reply);
    return reply.redirect('/xk/login.do');
  });

  app.register(async (signedIn) => {
    signedIn.addHook('onRequest', async (request, reply) => {
      if (sessions.user(request) === undefined) return reply.redirect('/xk/login.do', 303);
    });
    const userOf = (request: FastifyRequest) => sessions.user(request) ?? '';

    signedIn.get<{ Querystring: Fields }>('/xk/list.do', (request, reply) => {
      const { pageNo, keyword = '', done = '' } = request.query;
      const page = Math.max(Number(pageNo) || 1, 1);
      const { total, rows } = store.list(keyword, page, PAGE_SIZE);
      const pages = Math.max(Math.ceil(total / PAGE_SIZE), 1);
      const message = store.get(done) ? `${store.get(done)?.acceptanceNo} 已办理` : '';
      return reply.type(HTML).send(listPage({ user: userOf(request), message, rows, total, page, pages, keyword }));
    });

    signedIn.get<WithId>('/xk/:id/edit.do', (request, reply) => {
      const one = store.get(request.params.id);
      return one ? reply.type(HTML).send(formPage(userOf(request), one)) : reply.code(404).send('申请件不存在');
    });

    signedIn.post<WithId>('/xk/:id/save.do', async (request, reply) => {
      const { id } = request.params;
      const one = store.get(id);
      if (one) await store.handle(id, { opinion: request.body?.slyj ?? '', materials: received(one, request.body) });
      return reply.redirect(`/xk/${id}/edit.do`, 303);
    });

    for (const [verb, status] of Object.entries(RESULTS)) {
      signedIn.post<WithId>(`/xk/:id/${verb}.do`, async (request, reply) => {
        const { id } = request.params;
        const one = store.get(id);
        const handled =
          one &&
          (await store.handle(id, {
            status,
            opinion: (request.body?.slyj ?? '').slice(0, 500),
            deferredUntil: request.body?.bjqx ?? '',
            materials: received(one, request.body),
            handledBy: userOf(request),
            handledAt: now(),
          }));
        return handled ? reply.redirect(`/xk/list.do?done=${id}`, 303) : reply.code(409).send('该申请件不存在或已办理');
      });
    }
  });
}

const HTML = 'text/html; charset=utf-8';

const received = ({ materials }: Application, fields: Fields | null): Application['materials'] =>
  materials.map((one, at) => ({ ...one, received: fields?.[`cl${at}`] === '1' }));
