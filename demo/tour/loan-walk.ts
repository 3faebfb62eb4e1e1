/** A partner's page: a person shows an honour for better terms, in a window of her own, and takes it back. */
import type { Page } from 'playwright-core';
import type { WalkOptions } from './walk-options.ts';

export async function walkLoan({ house, browser, journal }: WalkOptions): Promise<void> {
  const page = await browser.newPage();
  const picture = (of: Page) => (path: string) => of.waitForTimeout(400).then(() => of.screenshot({ path }));

  const window = await journal.step(
    'a loan: the bank’s page asks, and a window of the person’s own opens',
    async () => {
      await page.goto(house.partner.url);
      const link = page.locator('credit-check iframe').contentFrame().getByRole('link', { name: '去出示' });
      const [opened] = await Promise.all([browser.waitForEvent('page'), link.click()]);
      await opened.getByText('想请你出示良好记录').waitFor();
      return opened;
    },
    picture(page),
  );
  await journal.step(
    'she signs in, agrees, and sees the result before anybody else',
    async () => {
      await window.getByRole('button', { name: '登录核验身份' }).click();
      await window.getByRole('button', { name: '陶听雨' }).click();
      await window.getByRole('button', { name: '同意，查询一次' }).click();
      await window.getByText('这是查到的良好记录').waitFor();
    },
    picture(window),
  );
  await journal.step(
    'she hands it over; the bank learns the kind, and gives better terms',
    async () => {
      await window.getByRole('button', { name: '交给示例银行' }).click();
      await page.locator('credit-check iframe').contentFrame().getByText('已经出示').waitFor();
      await page.getByRole('button', { name: '提交申请' }).click();
      await page.getByText('3.95%').waitFor();
    },
    picture(page),
  );
  await journal.step(
    'later she sees what she showed to whom, and takes it back',
    async () => {
      await window.getByRole('button', { name: '我的出示记录' }).click();
      await window.getByText('对方已取用').waitFor();
      await window.getByRole('button', { name: '撤回' }).click();
      await window.getByText('已撤回').waitFor();
    },
    picture(window),
  );
  await window.close();
  await page.close();
}
