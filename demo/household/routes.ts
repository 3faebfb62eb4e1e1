import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Markup } from '../host/html.ts';
import type { Sessions } from '../host/session.ts';
import type { ApplicationStatus } from './applications.ts';
import { formPage, homePage, listPage, loginPage, menuPage, resultPage, shellPage } from './pages.ts';
import type { ApplicationStore } from './store.ts';

const show = (reply: FastifyReply, { markup }: Markup) =>
  reply.headers({ 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' }).send(markup);

const DECISIONS: Readonly<Record<string, ApplicationStatus>> = { accept: '已受理', refuse: '不予受理' };

type Fields = Readonly<Record<string, string | undefined>>;

/** Pages by address, as a servlet container has them. `now` gives the local time that is noted with a decision. */
export function registerRoutes(
  app: FastifyInstance,
  store: ApplicationStore,
  sessions: Sessions,
  now: () => string,
): void {
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) =>
    done(null, Object.fromEntries(new URLSearchParams(String(body)))),
  );
  app.get('/', async (_request, reply) => reply.redirect('/hj/login.do'));
  app.get('/hj/login.do', async (_request, reply) => show(reply, loginPage(false)));
  app.post<{ Body: Fields }>('/hj/login.do', async (request, reply) => {
    const name = sessions.open(request.body.username ?? '', reply);
    return name === undefined ? show(reply, loginPage(true)) : reply.redirect('/hj/index.do', 303);
  });
  app.get('/hj/logout.do', async (request, reply) => {
    sessions.end(request, reply);
    return reply.redirect('/hj/login.do');
  });

  app.register(async (signedIn) => {
    signedIn.addHook('onRequest', async (request, reply) => {
      if (sessions.user(request) === undefined) return reply.redirect('/hj/login.do');
    });
    signedIn.get('/hj/index.do', async (request, reply) => show(reply, shellPage(sessions.user(request) ?? '')));
    signedIn.get('/hj/menu.do', async (_request, reply) => show(reply, menuPage()));
    signedIn.get('/hj/home.do', async (_request, reply) => {
      const waiting = store.list({ number: '', name: '' }).filter(({ status }) => status === '待受理');
      return show(reply, homePage(waiting.length));
    });
    signedIn.get<{ Querystring: Fields }>('/hj/lh/list.do', async ({ query: { number = '', name = '' } }, reply) =>
      show(reply, listPage(store.list({ number, name }).slice(0, 15), { number, name })),
    );
    signedIn.get<{ Querystring: Fields }>('/hj/lh/edit.do', async ({ query }, reply) => {
      const found = store.get(Number(query.id));
      return found ? show(reply, formPage(found)) : reply.code(404).send('记录不存在');
    });
    for (const [verb, status] of Object.entries(DECISIONS)) {
      signedIn.post<{ Querystring: Fields; Body: Fields }>(`/hj/lh/${verb}.do`, async (request, reply) => {
        const decided = await store.decide(Number(request.query.id), {
          status,
          opinion: (request.body.yj ?? '').slice(0, 500),
          by: sessions.user(request) ?? '',
          at: now(),
        });
        return show(
          reply,
          decided ? resultPage(true, `办理成功：${status}`) : resultPage(false, '该申请不存在或已办理'),
        );
      });
    }
  });
}
