/** A loan: the usual terms for everybody, better ones for who shows an honour. Nobody is asked why she shows nothing. */
import { randomUUID } from 'node:crypto';
import { createPartner, type OpenedSession, PartnerError, type SessionRequest } from '@duecheck/widget/verify';
import type { FastifyInstance } from 'fastify';
import { html, type Markup } from '../host/html.ts';
import { type DemoUser, USERS } from '../identity-provider/users.ts';
import { page } from './pages.ts';
import type { PartnerPlan } from './plan.ts';
import type { Loader } from './start.ts';

export interface Pages {
  readonly plan: PartnerPlan;
  readonly loader: () => Promise<Loader>;
}

const USUAL = '4.35%';
const BETTER = '3.95%';

/** The bank's own customers: who is signed in there is a matter of the bank. */
const CUSTOMERS = (USERS as readonly DemoUser[]).filter(({ subject }) => subject !== undefined);

export function addLoanRoutes(app: FastifyInstance, { plan, loader }: Pages): void {
  const partner = createPartner(plan.live);
  /** What the server keeps of a loan until it is applied for: its own side of the enquiry. */
  const loans = new Map<string, Loan>();

  app.get('/', async (request, reply) => {
    const { customer = 'sharer', loan: before = '', narrow } = request.query as Record<string, string | undefined>;
    const loan = loans.get(before) ?? (await open(customer, narrow !== undefined));
    return page(reply, { title: '消费贷款', loader: await loader(), body: form(loan) });
  });

  /** Without a session where no enquiry can be opened: the loan goes its usual way. */
  async function open(customer: string, sameWindow: boolean): Promise<Loan> {
    const id = randomUUID();
    const opened = await partner
      .openSession({
        decisionPoint: 'commercial-loan',
        case: { key: id, label: '消费贷款申请', part: '1' },
        origin: plan.origin,
        expectSubject: subjectOf(customer),
        // A browser inside an app comes back by this.
        returnTo: sameWindow ? `${plan.origin}/?loan=${id}` : undefined,
      })
      .catch(none);
    const loan = { id, customer, opened };
    loans.set(id, loan);
    return loan;
  }

  app.post('/apply', async (request, reply) => {
    const { amount = '', loan = '', 'credit-check-receipt': receipt = '' } = request.body as Record<string, string>;
    const of = loans.get(loan)?.opened ?? null;
    const better = of !== null && (await redeemed(receipt, of));
    return page(reply, { title: '申请已提交', loader: await loader(), body: done(amount, better) });
  });

  async function redeemed(receipt: string, of: OpenedSession): Promise<boolean> {
    try {
      const answer = await partner.redeem({ ...of, receipt }, of.case.key);
      return answer.valid && answer.claims.benefits.includes('favourable-terms');
    } catch (error) {
      // An outage costs nobody a loan: the usual terms now, and the receipt can be redeemed later.
      if (error instanceof PartnerError) return false;
      throw error;
    }
  }

  const form = ({ id: loan, customer, opened }: Loan): Markup => html`
<h1>消费贷款</h1>
<p>当前客户：${CUSTOMERS.map(({ id, name }) =>
    id === customer ? html`<strong>${name}</strong> ` : html`<a href="/?customer=${id}">${name}</a> `,
  )}</p>
<p>一般利率 ${USUAL}。有表彰等良好记录的客户，出示后按 ${BETTER}。不出示，照常申请。</p>
<form method="post" action="/apply">
<label>金额（元）<input name="amount" value="50000" inputmode="numeric"></label>
<input type="hidden" name="loan" value="${loan}">
<credit-check session="${opened?.session ?? ''}" size="flexible"><p>暂时不能出示，可以照常申请。</p></credit-check>
<button type="submit">提交申请</button>
</form>`;
}

interface Loan {
  readonly id: string;
  readonly customer: string;
  /** null: no enquiry could be opened. */
  readonly opened: OpenedSession | null;
}

function none(error: unknown): null {
  if (error instanceof PartnerError) return null;
  throw error;
}

const done = (amount: string, better: boolean): Markup => html`
<h1>申请已提交</h1>
<dl><dt>金额</dt><dd>${amount} 元</dd><dt>利率</dt><dd id="rate">${better ? BETTER : USUAL}</dd></dl>
<p><a href="/">再办一笔</a></p>`;

function subjectOf(customer: string): SessionRequest['expectSubject'] {
  const subject = CUSTOMERS.find(({ id }) => id === customer)?.subject;
  return subject && { kind: subject.kind, number: subject.number };
}
