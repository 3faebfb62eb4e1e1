/** What a lookup rests on beside a duty: the person's authorisation, a second person's word, and who is told of it. */
import { createHash } from 'node:crypto';
import type { Outcome } from '@duecheck/core/contract';
import type { Frame, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { passed, press, pressAndCheck, tick, until } from './support/clerk.ts';
import { hiringBinding } from './support/lists.ts';
import { type Office, openCase, openOffice, signIn } from './support/office.ts';
import { TWO_SOURCES, UNKNOWN } from './support/outcomes.ts';

const SIGNED = { name: '授权书.pdf', mimeType: 'application/pdf', buffer: Buffer.from('同意查询。张清和') };
const DIGEST = createHash('sha256').update(SIGNED.buffer).digest('hex');

let office: Office;
/** One office for the tests of a block; each test has a candidate of its own. */
const officeAt = (decisionPoint: string, prepare: (script: Office['gateway']['script']) => void) => {
  beforeAll(async () => {
    office = await openOffice({ bindings: (host) => [hiringBinding(host.origin, { decisionPoint })] });
    prepare(office.gateway.script);
    await signIn(office);
  });
  afterAll(() => office.close());
};

const open = async (id: string): Promise<{ page: Page; card: Frame }> => {
  const page = await openCase(office, id);
  return { page, card: await pressAndCheck(page, '#hire') };
};
const openPopup = async (): Promise<Page> => {
  const popup = await office.context.newPage();
  await popup.goto(`chrome-extension://${office.id}/popup.html`);
  return popup;
};
const heading = (card: Frame, name: string | RegExp) => card.getByRole('heading', { name }).waitFor();
const ask = async ({ card }: { card: Frame }, reason: string) => {
  await card.getByLabel('申请理由').fill(reason);
  await press(card, /申请放行/);
  await heading(card, '已申请，等另一人处理');
};

describe('a row that needs the person’s authorisation', () => {
  officeAt('title-review', (script) => {
    script.due = { due: 'reference', holds: false, needsAuthorisation: true };
    script.gate = 'authorisation';
  });

  it('is checked once it is recorded; the file stays here, its digest goes', async () => {
    const { card } = await open('412');
    await card.getByText('未授权不影响本环节办理').waitFor();
    // What the person is told stands there in the row's own words.
    await card.getByText('不同意没有不利后果').waitFor();
    await press(card, '登记本人授权');
    await card.getByText('市人力社保局').waitFor();
    // Nothing about the person is ticked beforehand, and nothing incomplete is sent.
    expect(await card.locator('input:checked').count()).toBe(0);
    await press(card, /登记并查验/);
    await card.getByText('请勾选授权书写明的类别').waitFor();
    await tick(card.getByLabel('职称评审诚信'));
    await card.getByLabel('纸质').check();
    await card.getByLabel('签署件').setInputFiles(SIGNED);
    await card.getByText(`校验值 ${DIGEST.slice(0, 12)}`).waitFor();
    await press(card, /登记并查验/);
    await heading(card, /未发现需处理的记录/);

    expect(office.gateway.of('authorise').map(({ body }) => body)).toEqual([
      {
        decisionPoint: 'title-review',
        origin: office.host.origin,
        subject: { kind: 'resident-id', number: '330899189001010010', name: '张清和' },
        categories: ['title-review-integrity'],
        from: '2026-11-24',
        until: '2026-12-24',
        uses: 1,
        evidence: { kind: 'paper', digest: DIGEST, givenOn: '2026-11-24' },
      },
    ]);
    expect(JSON.stringify(office.gateway.received)).not.toContain('授权书.pdf');
    await press(card, /保存决定/);
    await until(() => passed(office)).toContain('/api/candidates/412/hire receipt');
  });

  it('goes on without a check where none is given', async () => {
    const { card } = await open('413');
    await press(card, '已登记过，直接查验');
    await heading(card, '需本人授权；未授权不影响本环节办理');
    await press(card, '不查验，说明后继续');
    await card.getByLabel('理由').fill('本人未授权，按材料评审。');
    await press(card, /保存决定/);
    await until(() => passed(office)).toContain('/api/candidates/413/hire receipt');
    expect(office.gateway.of('decideUnchecked').at(-1)?.body).toMatchObject({ because: 'no-authorisation' });
  });

  it('loses its authorisation at the person’s wish, also after its only use', async () => {
    const { card } = await open('414');
    await press(card, '登记本人授权');
    await press(card, '全部勾选');
    await card.getByLabel('电子', { exact: true }).check();
    await card.getByLabel('签署件').setInputFiles(SIGNED);
    await press(card, /登记并查验/);
    await heading(card, /未发现/);
    await card.getByText('本人授权至 2026年12月24日，已查 1/1 次').waitFor();
    await press(card, card.locator('summary', { hasText: '撤回授权' }));
    await press(card, '撤回授权');
    await card.getByText('授权已撤回，不再据以查验').waitFor();
    // What was found under it is gone from the screen with it.
    expect(await card.getByText('未发现').count()).toBe(0);
    expect(office.gateway.of('withdrawAuthorisation')[0]?.body).toEqual({ reason: '本人要求撤回' });
  });

  it('keeps a half-filled form over Esc', async () => {
    const { page, card } = await open('415');
    await press(card, '登记本人授权');
    await card.getByLabel('可查次数').fill('3');
    await card.getByLabel('可查次数').press('Escape');
    await until(() => page.frames().length).toBe(1);
    const again = await pressAndCheck(page, '#hire');
    await press(again, '登记本人授权');
    expect(await again.getByLabel('可查次数').inputValue()).toBe('3');
  });
});

describe('a row that two persons release', () => {
  officeAt('cadre-appointment', (script) => {
    script.gate = 'release';
  });

  it('says who can help, waits for the word by itself, and is checked after it', async () => {
    const { card } = await open('412');
    await heading(card, /须两人放行/);
    await tick(card.getByLabel('放行查验'));
    await card.getByText('本单位有复核权限的另一人可以放行').waitFor();
    await ask({ card }, '公示前复查。');
    expect(office.gateway.of('askRelease')[0]?.body).toMatchObject({ kind: 'second-person', reason: '公示前复查。' });
    office.gateway.authority.answer('412', 'given');
    await heading(card, /已放行/);
    await press(card, '查验');
    await heading(card, /未发现/);
  });

  it('finds what was asked for when the card is opened again, and may ask again where it was refused', async () => {
    const { page, card } = await open('413');
    await ask({ card }, '公示前复查。');
    await press(card, '收起');
    await until(() => page.frames().length).toBe(1);
    const again = await pressAndCheck(page, '#hire');
    await heading(again, '已申请，等另一人处理');
    office.gateway.authority.answer('413', 'refused');
    await again.getByText('没有放行，可补充理由再申请').waitFor();
    await again.getByRole('button', { name: /申请放行/ }).waitFor();
  });

  it('tells whoever asked, in the popup too, where it stands, and nothing to answer', async () => {
    await ask(await open('414'), '公示前复查。');
    const popup = await openPopup();
    await popup.getByRole('heading', { name: '我申请的放行' }).waitFor();
    await popup.getByRole('listitem').filter({ hasText: 'RL-2026-0414' }).getByText('等另一人处理').waitFor();
    expect(await popup.getByRole('button', { name: '放行', exact: true }).count()).toBe(0);
  });
});

describe('a day’s limit', () => {
  officeAt('civil-service-hiring', (script) => {
    script.gate = 'quota';
  });

  const letThrough = async (id: string): Promise<{ page: Page; card: Frame }> => {
    const { page, card } = await open(id);
    await heading(card, /今天的查验次数已用完/);
    expect(await card.getByRole('button', { name: /保存决定/ }).count()).toBe(0);
    await card.getByText('放行即告知管理人员和审计人员').waitFor();
    await ask({ card }, '明日公示，今天须完成。');
    office.gateway.authority.answer(id, 'given');
    await heading(card, /已放行/);
    return { page, card };
  };

  it('is passed on another person’s word, and the check is made', async () => {
    const { card } = await letThrough('412');
    await press(card, '查验');
    await heading(card, /未发现/);
    expect(office.gateway.of('askRelease').at(-1)?.body).toMatchObject({ kind: 'break-glass' });
  });

  it('lets a mandatory step go on unchecked on that word, and says so', async () => {
    const { card } = await letThrough('413');
    await press(card, '不查验，按紧急放行办理');
    await card.getByText('凭另一人的紧急放行办理').waitFor();
    await card.getByLabel('理由').fill('系统限额已满，公示在即。');
    await press(card, /保存决定/);
    await heading(card, /已按紧急放行保存，未查验/);
    await until(() => passed(office)).toContain('/api/candidates/413/hire receipt');
    expect(office.gateway.of('decideUnchecked').at(-1)?.body).toMatchObject({ because: 'break-glass' });
  });
});

describe('a reviewer', () => {
  officeAt('civil-service-hiring', (script) => {
    script.role = 'reviewer';
  });

  it('sees in the popup what waits, and answers only with a reason', async () => {
    office.gateway.authority.asks('413', 'RL-2026-0413', 'break-glass', '名额已满，明日公示。');
    const popup = await openPopup();
    await popup.getByRole('heading', { name: '待放行 1 件' }).waitFor();
    await popup.getByText('RL-2026-0413').waitFor();
    await popup.getByText('公务员录用').waitFor();
    await popup.getByText(/周\*/).waitFor();
    const give = popup.getByRole('button', { name: '放行', exact: true });
    await give.click();
    await popup.getByText('请写明理由').waitFor();
    expect(office.gateway.of('answerRelease')).toHaveLength(0);
    await popup.getByLabel('理由').fill('情况属实。');
    // A click beside it takes the popup away; the words are still there afterwards.
    await popup.reload();
    await until(() => popup.getByLabel('理由').inputValue()).toBe('情况属实。');
    await give.click();
    await until(() => office.gateway.of('answerRelease').map(({ body }) => body)).toEqual([
      { answer: 'give', reason: '情况属实。' },
    ]);
    await until(() => popup.getByRole('heading', { name: /待放行/ }).count()).toBe(0);
  });

  it('reads on a card which sources did not answer, and from which of several a record is', async () => {
    const missing = ['city', 'province', 'coast-guard'];
    office.gateway.script.outcomes.set('412', { ...UNKNOWN, missing } as Outcome);
    const { card } = await open('412');
    await card.getByText('暂时没有取得：市信用平台、省信用平台、coast-guard').waitFor();
    await card.getByText('截止 2026年11月26日').waitFor();
    office.gateway.script.outcomes.set('413', TWO_SOURCES);
    const other = await open('413');
    await other.card.getByText('来源 省信用平台 · 数据截至').waitFor();
  });
});

describe('a manager', () => {
  officeAt('civil-service-hiring', (script) => {
    script.role = 'manager';
  });

  it('is told in the popup of each urgent release, and asks nothing that a manager may not ask', async () => {
    const releaseId = office.gateway.authority.asks('413', 'RL-2026-0413', 'break-glass', '名额已满。');
    office.gateway.script.alerts = [
      {
        releaseId,
        organisation: 'qz-rsj',
        decisionPoint: 'civil-service-hiring',
        givenAt: '2026-11-24T01:41:00.000Z',
        used: 'yes',
        entry: 'ent_019f9a3a-4b5c-7d6e-8f70-123456789abc',
        legalDate: '2026-11-24',
      },
    ];
    const popup = await openPopup();
    await popup.getByRole('heading', { name: '紧急放行 1 件' }).waitFor();
    await popup.getByText('已登录 · 市人力社保局').waitFor();
    expect(office.gateway.of('releases')).toHaveLength(0);
  });
});
