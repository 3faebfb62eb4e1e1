/**
 * The main job as users do it, step by step, in the running house: one clerk's mandatory checks, a refusal that is heard
 * first, an outage, and the auditor's proof. Everything is pressed and read in the browser; what the eye cannot see is
 * asked of the host, the proxy and the register.
 */
import { join } from 'node:path';
import { runGatewayCommand } from '../gateway-process.ts';
import type { House } from '../house.ts';
import { signIn } from '../identity-provider/sign-in.ts';
import { localFetch } from '../net.ts';
import { TOUR } from '../people/tour.ts';
import { walkBatch } from './batch-walk.ts';
import { cardOf, EXTENSION_ID, read } from './browser.ts';
import { walkCounters } from './counters-walk.ts';
import { signInToExtension } from './extension-account.ts';
import { createHiringDesk, keyOf } from './hiring-desk.ts';
import { walkLoan } from './loan-walk.ts';
import type { WalkOptions } from './walk-options.ts';

/** @throws what the first failing step threw; the journal holds it */
export async function walk({ house, browser, journal }: WalkOptions): Promise<void> {
  const page = browser.pages()[0] ?? (await browser.newPage());
  const desk = createHiringDesk(page, house);
  // A frame that has just grown is painted a moment later than it is measured.
  const picture = (path: string) => page.waitForTimeout(400).then(() => page.screenshot({ path }));
  const step = <T>(name: string, act: () => Promise<T>) => journal.step(name, act, picture);

  const popup = await browser.newPage();
  await popup.setViewportSize({ width: 360, height: 480 });
  await journal.step(
    'sign in to the extension',
    () => signInToExtension(popup, 'limin'),
    (path) => popup.screenshot({ path }),
  );
  await popup.close();
  await step('sign in to the hiring system, which nobody changed', () => desk.enter());

  // 1. A mandatory check, clear.
  await step('open the first candidate: a check is due', () => desk.open(TOUR.a));
  await step('press hire too early: it is held, and nothing was sent', async () => {
    const sent = await desk.sentDuring(() => desk.press('录 用'));
    expect(sent.length === 0, `the host received ${sent.join()}`);
    expect((await desk.statusOf(TOUR.a)) === '待审核', 'the host changed');
  });
  await step('check: nothing that matters was found', async () => {
    await desk.check();
    await desk.cardSays('未发现需处理的记录');
  });
  await step('hire: the decision passes the proxy with its receipt', async () => {
    const answer = await desk.decide('hire', () => desk.save());
    expect(answer.state === 'checked', `the proxy said ${answer.state} (${answer.status})`);
    expect((await desk.statusOf(TOUR.a)) === '已录用', 'the host did not take it');
  });

  // 2. Findings; a refusal that is heard first.
  await step('second candidate: what was found, and what the law allows', async () => {
    await desk.open(TOUR.b);
    await desk.press('驳 回');
    await desk.check();
    await desk.cardSays('发现 1 条与本事项相关的记录');
    await desk.cardSays('依据');
  });
  await step('propose to cancel the hiring, with a reason', async () => {
    const card = await cardOf(page);
    await card.getByRole('radio', { name: /取消录用资格/ }).check();
    await card
      .getByRole('textbox', { name: '理由' })
      .fill('省公务员主管部门已认定其在招录考试中作弊，处理决定在有效期内。');
    await desk.save();
    await desk.cardSays('先告知当事人');
  });
  await step('record the notice: the period to be heard begins', async () => {
    const card = await cardOf(page);
    await card.getByRole('combobox').selectOption('in-person');
    await desk.save();
    await desk.cardSays('听取意见期至');
  });
  await step('reject is held while the person may still speak', async () => {
    await desk.closeCard();
    const sent = await desk.sentDuring(() => desk.press('驳 回'));
    expect(sent.length === 0, `the host received ${sent.join()}`);
    expect((await desk.statusOf(TOUR.b)) === '待审核', 'the host changed');
  });
  await step('the demonstration moves the legal date past the period', async () => {
    const operator = (await signIn(house.issuer, 'hetao')).accessToken;
    const moved = await call(house, operator, '/v1/demo/clock', { legalToday: await dayAfterHearing(house) });
    expect(moved.status === 200, `the clock said ${moved.status}`);
    await page.keyboard.press('Escape');
    await desk.closeDialog();
    await desk.open(TOUR.b);
  });
  await step('check again: the ground still stands', async () => {
    await desk.press('驳 回');
    await desk.check();
    await desk.cardSays('听取意见期已满');
    await desk.save();
    await desk.cardSays('发现 1 条与本事项相关的记录');
  });
  await step('the refusal takes effect and passes with its receipt', async () => {
    const card = await cardOf(page);
    await card.getByRole('textbox', { name: '理由' }).fill('告知后期满，当事人未提出意见；重新查验，依据仍在。');
    const answer = await desk.decide('reject', () => desk.save());
    expect(answer.state === 'checked', `the proxy said ${answer.state} (${answer.status})`);
    expect((await desk.statusOf(TOUR.b)) === '已驳回', 'the host did not take it');
  });

  // 3. Wrong input, said where it is.
  await step('a wrong digit is said in the field, and nothing is sent', async () => {
    const before = await entryCount(house);
    await desk.open(TOUR.wrongDigit);
    await desk.press('录 用');
    await read(page);
    expect((await entryCount(house)) === before, 'something was looked up');
  });
  await step('name and number that do not match: said, without the registered name', async () => {
    await page.keyboard.press('Escape');
    await desk.closeDialog();
    await desk.open(TOUR.mismatch);
    await desk.press('录 用');
    await desk.check();
    await desk.cardSays('姓名与证件号码不一致');
    const card = await cardOf(page);
    const text = await card.locator('body').textContent();
    expect(!(text ?? '').includes(TOUR.mismatch.registered.name), 'the registered name was told');
  });
  await desk.closeCard();
  await desk.closeDialog();

  // 4. Platforms of others: asked when nothing of ours knows, and never taken for clear when they fail.
  await step('the city’s platform is in maintenance: not checked yet, and the step can go on', async () => {
    await house.platforms.of('city').fault('maintenance');
    await desk.open(TOUR.atCity);
    await desk.press('录 用');
    await desk.check();
    await desk.cardSays('尚未查验，不影响办理');
    await house.platforms.of('city').fault('none');
  });
  await desk.closeCard();
  await desk.closeDialog();
  await step('one document at city, province and own store is one record', async () => {
    await desk.open(TOUR.everywhere);
    await desk.press('驳 回');
    await desk.check();
    await desk.cardSays('发现 1 条与本事项相关的记录');
  });
  await desk.closeCard();
  await desk.closeDialog();

  // 5. An outage refuses nobody.
  const beforeOutage = await entryCount(house);
  await step('the gateway stops: not checked yet, and the step can go on', async () => {
    await desk.open(TOUR.c);
    await house.stopGateway('SIGKILL');
    await desk.press('录 用');
    await desk.check();
    await desk.cardSays('尚未查验，不影响办理');
  });
  await step('the step passes as owed, marked and spooled by the proxy', async () => {
    const card = await cardOf(page);
    await card.getByRole('textbox', { name: '理由' }).fill('系统暂无应答，材料齐全，先行办理。');
    const answer = await desk.decide('hire', () => desk.save());
    expect(answer.state === 'unchecked', `the proxy said ${answer.state} (${answer.status})`);
    expect((await desk.statusOf(TOUR.c)) === '已录用', 'the host did not take it');
  });
  await step('the gateway is back, and has the spool of the proxy', async () => {
    await house.startGateway();
    await until(async () => (await house.systems.hiring.proxy.importSpool()) > 0 || (await owedOf(house, 'limin')) > 0);
  });
  const later = await browser.newPage();
  await later.setViewportSize({ width: 360, height: 480 });
  await journal.step(
    'the owed check is done',
    async () => {
      await later.goto(`chrome-extension://${EXTENSION_ID}/popup.html`);
      // It would come by itself within minutes; this clerk does not wait.
      await later.getByRole('button', { name: '现在补查' }).click();
      await later.getByText('没有待补查').waitFor();
      expect((await owedOf(house, 'limin')) === 0, 'the gateway still counts it as owed');
    },
    (path) => later.screenshot({ path }),
  );
  await later.close();
  await step('a case that was checked before is opened again', () => desk.open(TOUR.everywhere));
  const panel = await browser.newPage();
  await panel.setViewportSize({ width: 360, height: 900 });
  await journal.step(
    'the side panel looks back on it, and the look is registered',
    async () => {
      await panel.goto(`chrome-extension://${EXTENSION_ID}/sidepanel.html`);
      const look = panel.getByRole('button', { name: '查看本案经过' });
      await look.waitFor();
      const before = await entryCount(house);
      await look.click();
      await panel.locator('.history').getByText('查验：有与本事项相关的记录').waitFor();
      expect((await entryCount(house)) > before, 'the look is not in the register');
    },
    (path) => panel.screenshot({ path }),
  );
  await panel.close();

  // 6. A round of ten thousand.
  await walkBatch({ house, browser, journal });

  // 7. Other counters, other systems.
  await walkCounters({ house, browser, journal });

  // 8. A partner’s page: the person herself shows something, and the bank learns no more than that.
  await walkLoan({ house, browser, journal });

  // 9. Round the outside.
  await step('a request straight to the proxy without a receipt is refused', async () => {
    const response = await localFetch(`${house.systems.hiring.url}/api/candidates/${keyOf(TOUR.endingToday)}/hire`, {
      method: 'POST',
    });
    expect(response.status === 403, `the proxy let it through with ${response.status}`);
  });
  await step('the auditor verifies every entry from outside', async () => {
    // A killed sequencer's lease holds the next one up for some seconds; nothing is lost meanwhile.
    await until(async () => (await lagOf(house)) < 1 && (await entryCount(house)) >= beforeOutage + 3);
    const auditor = (await signIn(house.issuer, 'zhaoping')).accessToken;
    const args = ['audit', house.gatewayUrl, '--token', auditor, '--head', join(house.folder, 'auditor.json')];
    const audit = await runGatewayCommand(args, {});
    expect(audit.code === 0, audit.stdout + audit.stderr);
    await page.setContent(
      `<pre style="font:16px/1.6 monospace;margin:24px;white-space:pre-wrap">${escapeHtml(audit.stdout)}</pre>`,
    );
  });
}

function expect(holds: boolean, otherwise: string): asserts holds {
  if (!holds) throw new Error(otherwise);
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 60; tries++) {
    if (await holds().catch(() => false)) return;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  throw new Error('it did not come about within half a minute');
}

async function call(house: House, token: string, path: string, body?: object) {
  return fetch(`${house.gatewayUrl}${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

async function dayAfterHearing(house: House): Promise<string> {
  const token = (await signIn(house.issuer, 'limin')).accessToken;
  const response = await call(house, token, '/v1/due', {
    decisionPoint: 'civil-service-hiring',
    case: { key: keyOf(TOUR.b) },
    origin: house.systems.hiring.url,
  });
  const { openDecision } = (await response.json()) as { openDecision: { heardUntil: string } };
  return new Date(Date.parse(openDecision.heardUntil) + 86_400_000).toISOString().slice(0, 10);
}

async function owedOf(house: House, user: 'limin'): Promise<number> {
  const token = (await signIn(house.issuer, user)).accessToken;
  return ((await (await call(house, token, '/v1/owed')).json()) as { owed: unknown[] }).owed.length;
}

async function lagOf(house: House): Promise<number> {
  const ready = await (await fetch(`${house.gatewayUrl}/health/ready`)).json();
  return (ready as { sequencerLagSeconds: number }).sequencerLagSeconds;
}

/** Entries in the published tree; all that is durable is in it within a second. */
async function entryCount(house: House): Promise<number> {
  await new Promise((resolve) => setTimeout(resolve, 1500));
  const [, size] = (await (await fetch(`${house.gatewayUrl}/register/checkpoint`)).text()).split('\n');
  return Number(size);
}

const escapeHtml = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
