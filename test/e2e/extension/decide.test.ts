import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bannerOf, cardOf, decidedBy, passed, press, pressAndCheck, read, tick, until } from './support/clerk.ts';
import { type Office, openCase, openOffice, signIn } from './support/office.ts';
import { FINDINGS, MISMATCH } from './support/outcomes.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
  await signIn(office);
});
afterAll(() => office.close());

describe('a clear candidate', () => {
  it('is held at 录用, checked, decided, and hired with a receipt', async () => {
    const page = await openCase(office, '412');
    const card = await pressAndCheck(page, '#hire');
    await card.getByRole('heading', { name: '在本事项可查范围内未发现需处理的记录' }).waitFor();
    expect(passed(office)).toEqual([]);
    expect(await card.locator('textarea').inputValue()).not.toBe('');
    await press(card, /保存决定/);
    await until(() => passed(office)).toEqual(['/api/candidates/412/hire receipt']);
    await until(() => decidedBy(page)).toEqual([['hire', '412', 200]]);
    expect(office.gateway.of('check')).toHaveLength(1);
    await page.close();
  });

  it('can be checked first with F8, and decided afterwards', async () => {
    const page = await openCase(office, '414');
    await bannerOf(page);
    await page.keyboard.press('F8');
    const card = await cardOf(page);
    await card.getByRole('heading', { name: /未发现/ }).waitFor();
    expect(await card.getByRole('button', { name: /保存决定/ }).count()).toBe(0);
    await page.click('#hire');
    await card.getByRole('button', { name: /保存决定/ }).waitFor();
    await read(page);
    await page.keyboard.press('Control+Enter');
    await until(() => passed(office)).toContain('/api/candidates/414/hire receipt');
    expect(office.gateway.of('check').filter(({ body }) => (body.case as { key: string }).key === '414')).toHaveLength(
      1,
    );
    await page.close();
  });
});

describe('a case that was checked a moment ago', () => {
  it('is said to be checked on the card too, and nobody is looked up again by opening it', async () => {
    const { script } = office.gateway;
    script.due = { lastCheckAt: new Date().toISOString(), freshUntil: new Date(Date.now() + 3_600_000).toISOString() };
    const page = await openCase(office, '415');
    await bannerOf(page);
    await page.keyboard.press('F8');
    const card = await cardOf(page);
    await card.getByRole('heading', { name: '已查验，仍在有效时间内' }).waitFor();
    await card.getByText('再看一次也登记为一次查询').waitFor();
    const about = () =>
      office.gateway.of('check').filter(({ body }) => (body.case as { key: string }).key === '415').length;
    expect(about()).toBe(0);
    await press(card, '再看结果');
    await card.getByRole('heading', { name: /未发现/ }).waitFor();
    expect(about()).toBe(1);
    script.due = {};
    await page.close();
  });
});

describe('a candidate with findings', () => {
  it('is refused only after notice, the period to be heard, a fresh check and a reason', async () => {
    office.gateway.script.outcomes.set('413', FINDINGS);
    const page = await openCase(office, '413');
    const card = await pressAndCheck(page, '#reject');
    await card.getByRole('heading', { name: '发现 1 条与本事项相关的记录' }).waitFor();
    await read(page);
    // Nothing is chosen beforehand, and a decision without a choice or a reason is not sent.
    expect(await card.locator('input[type=radio]:checked').count()).toBe(0);
    await press(card, /保存决定/);
    await card.getByText('请选择采取或不采取').waitFor();
    await tick(card.getByLabel(/取消录用资格/));
    await card.getByLabel('理由').fill('主管部门已认定作弊，拟取消录用资格。');
    await press(card, /保存决定/);
    await card.getByLabel('告知方式').selectOption('in-person');
    await press(card, /记录告知/);
    await card.getByText('2026年11月27日').first().waitFor();
    expect(passed(office)).not.toContain('/api/candidates/413/reject receipt');
    await page.close();

    office.gateway.script.legalToday = '2026-11-28';
    const later = await openCase(office, '413');
    await later.waitForTimeout(300);
    const again = await pressAndCheck(later, '#reject');
    await press(again, /重新查验/);
    await again.getByRole('heading', { name: '发现 1 条与本事项相关的记录' }).waitFor();
    await again.getByLabel('理由').fill('期满未提出新意见，记录仍在。');
    await press(again, /使决定生效/);
    await until(() => passed(office)).toContain('/api/candidates/413/reject receipt');
    expect(office.gateway.of('decide').at(-1)?.body).toMatchObject({
      effect: 'adverse',
      measures: [{ measure: 'cancel-hiring', taken: true }],
    });
    await later.close();
    office.gateway.script.legalToday = '2026-11-24';
  });
});

describe('what a page says', () => {
  it('of a wrong check digit: is said in the field, and nothing is sent', async () => {
    const page = await openCase(office, '416');
    const before = office.gateway.received.length;
    await page.click('#hire');
    await page.waitForTimeout(600);
    await page.keyboard.press('Enter');
    await page.waitForTimeout(300);
    expect(page.frames().some((frame) => frame.url().includes('card.html'))).toBe(false);
    expect(office.gateway.received.slice(before).filter(({ route }) => route !== 'due')).toEqual([]);
    expect(passed(office)).not.toContain('/api/candidates/416/hire bare');
    await page.close();
  });

  it('of a name that does not match: says so, and never the registered one', async () => {
    office.gateway.script.outcomes.set('415', MISMATCH);
    const page = await openCase(office, '415');
    const card = await pressAndCheck(page, '#hire');
    await card.getByRole('heading', { name: '姓名与证件号码不一致，请核对' }).waitFor();
    expect(await card.getByRole('button', { name: /保存决定/ }).count()).toBe(0);
    await page.close();
  });

  it('is read again at the moment of decision: another person in the same dialog gets nothing', async () => {
    const page = await openCase(office, '417');
    const card = await pressAndCheck(page, '#hire');
    await card.getByRole('button', { name: /保存决定/ }).waitFor();
    await read(page);
    // The host puts another person into the dialog: no event, no attribute.
    await page.evaluate(() => {
      (document.getElementById('number') as HTMLInputElement).value = '330899189912319983';
      (document.getElementById('name') as HTMLInputElement).value = '钱若水';
    });
    const before = passed(office).length;
    await press(card, /保存决定/);
    await page.waitForTimeout(1200);
    expect(passed(office).length).toBe(before);
    await page.close();
  });

  it('of another person takes the card away, and presses for nobody whose decision is in hand', async () => {
    const page = await openCase(office, '413');
    const card = await pressAndCheck(page, '#hire');
    await card.getByRole('button', { name: /保存决定/ }).waitFor();
    const before = passed(office).length;
    // 417 was decided above and never sent: its receipt waits for a press.
    await page.evaluate(() => {
      const scope = globalThis as unknown as { people: { id: string }[]; show(person: unknown): void };
      scope.show(scope.people.find(({ id }) => id === '417'));
    });
    await until(() => page.frames().length).toBe(1);
    await page.waitForTimeout(500);
    expect(passed(office).length).toBe(before);
    await page.close();
  });
});
