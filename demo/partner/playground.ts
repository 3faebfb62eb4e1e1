/** Every state of the widget, in every theme, language and size, with test sessions: nobody is looked up. */
import { randomUUID } from 'node:crypto';
import { createPartner, type OpenedSession, PartnerError, type TestSession } from '@duecheck/widget/verify';
import type { FastifyInstance } from 'fastify';
import { html } from '../host/html.ts';
import type { Pages } from './loan.ts';
import { page } from './pages.ts';

const STATES = {
  offer: '有可出示的记录',
  clear: '没有记录',
  findings: '没有可出示的记录',
  unknown: '来源没有应答',
  closed: '已结束',
  slow: '应答很慢',
  expired: '已过期',
  'already-used': '回执已被用过',
  error: '网关故障',
} as const satisfies Record<TestSession, string>;

export function addPlaygroundRoutes(app: FastifyInstance, { plan, loader }: Pages): void {
  const partner = createPartner(plan.test);
  const asked = new Map<string, OpenedSession>();

  app.get('/playground', async (_request, reply) =>
    page(reply, {
      title: '组件演练场',
      loader: await loader(),
      script: '/static/playground.js',
      body: html`
<h1>组件演练场</h1>
<p>测试请求：不登录，不查任何人。每一格都可以走完整个流程。</p>
<form id="choice">
${choice('theme', '主题', { auto: '跟随系统', light: '浅色', dark: '深色' })}
${choice('language', '语言', { auto: '跟随浏览器', 'zh-CN': '中文', en: 'English' })}
${choice('size', '大小', { normal: '标准', flexible: '自适应', compact: '紧凑' })}
</form>
<section class="states">
${Object.entries(STATES).map(
  ([
    state,
    words,
  ]) => html`<article data-state="${state}"><h2>${words} <code>${state}</code></h2><div class="place"></div>
<p><button type="button" data-act="renew">新的请求</button> <button type="button" data-act="redeem" disabled>取用回执</button></p>
<ol class="events"></ol></article>`,
)}
</section>`,
    }),
  );

  app.post('/playground/session', async (request, reply) => {
    const { test = 'offer' } = request.body as { test?: TestSession };
    try {
      const opened = await partner.openSession({
        decisionPoint: 'commercial-loan',
        case: randomUUID(),
        origin: plan.origin,
        test,
      });
      asked.set(opened.session, opened);
      return { session: opened.session };
    } catch (error) {
      if (!(error instanceof PartnerError)) throw error;
      return reply.code(502).send({ code: error.code });
    }
  });

  app.post('/playground/redeem', async (request, reply) => {
    const { session = '', receipt = '' } = request.body as { session?: string; receipt?: string };
    const of = asked.get(session);
    if (of === undefined) return reply.code(404).send({ code: 'not-found' });
    return partner.redeem({ ...of, receipt }, session);
  });
}

const choice = (name: string, label: string, options: Record<string, string>) => html`
<label>${label} <select name="${name}">${Object.entries(options).map(
  ([value, words]) => html`<option value="${value}">${words}</option>`,
)}</select></label>`;
