/** Authorisations, releases and who is told of them: every state drawn, and looked at by axe. */
import { describe, expect, it } from 'vitest';
import { press, pressAndCheck, tick } from './support/clerk.ts';
import { hiringBinding } from './support/lists.ts';
import { openCase, openOffice, signIn } from './support/office.ts';
import { LOOKS, openAlbum, PATIENCE } from './support/shots.ts';

const SIGNED = { name: 'signed.pdf', mimeType: 'application/pdf', buffer: Buffer.from('signed') };

for (const look of LOOKS)
  describe.concurrent(look.name, PATIENCE, () => {
    it('draws what a look-up rests on in every state, and axe finds nothing', async () => {
      const { keep, faults } = await openAlbum(look.name, look);
      const office = await openOffice({
        ...look,
        bindings: (host) => [hiringBinding(host.origin, { decisionPoint: 'title-review' })],
      });
      const { script, authority } = office.gateway;
      try {
        script.role = 'reviewer';
        script.due = { due: 'reference', holds: false, needsAuthorisation: true };
        script.gate = 'authorisation';
        await signIn(office);
        const page = await openCase(office, '412');
        const card = await pressAndCheck(page, '#hire');
        const authorise = /登记本人授权|Record an authorisation/;
        await card.getByRole('button', { name: authorise }).waitFor();
        await keep(page, 'authorise-due', card);
        await press(card, /已登记过|Already recorded/);
        await card.getByRole('heading', { name: /需本人授权|Needs the person/ }).waitFor();
        await keep(page, 'authorise-refused', card);
        await press(card, authorise);
        await press(card, /登记并查验|Record and check/);
        await card.getByRole('alert').waitFor();
        await keep(page, 'authorise-missing', card);
        await press(card, /全部勾选|Tick every/);
        await tick(card.getByRole('radio').first());
        await card.locator('input[type=file]').setInputFiles(SIGNED);
        await card.getByText(/校验值 |Digest /).waitFor();
        await keep(page, 'authorise-filled', card);
        await press(card, /登记并查验|Record and check/);
        await card.getByText(/1\/1|1 of 1/).waitFor();
        await press(card, card.locator('.authorised summary'));
        await keep(page, 'authorise-withdraw', card);
        await press(card, /^(撤回授权|Withdraw the authorisation)$/);
        await card.getByText(/授权已撤回|is withdrawn/).waitFor();
        await keep(page, 'authorise-withdrawn', card);
        await page.close();

        script.due = { due: 'reference', holds: false, needsRelease: true };
        await letThrough('release', '413', 'release');
        script.due = {};
        await letThrough('quota', '414', 'quota');

        authority.asks('415', 'RL-2026-0415', 'second-person', '任前公示前复查。');
        authority.asks('416', 'RL-2026-0416', 'break-glass', '名额已满，明日公示。');
        const popup = await office.context.newPage();
        await popup.setViewportSize({ width: 320, height: 900 });
        await popup.goto(`chrome-extension://${office.id}/popup.html`);
        await popup.locator('textarea').first().waitFor();
        await keep(popup, 'popup-releases', popup.mainFrame());

        script.role = 'manager';
        script.alerts = Array.from({ length: 7 }, (_, n) => ({
          releaseId: authority.releases[0]?.releaseId as never,
          organisation: 'qz-rsj',
          decisionPoint: 'civil-service-hiring',
          givenAt: `2026-11-2${n % 5}T01:41:00.000Z`,
          used: n % 2 === 0 ? ('yes' as const) : ('no' as const),
          entry: authority.releases[0]?.entry as never,
          legalDate: '2026-11-24',
        }));
        await popup.getByRole('button', { name: /退出|Sign out/ }).click();
        await popup.getByRole('button', { name: /登录|Sign in/ }).waitFor();
        await signIn(office);
        await popup.reload();
        await popup.getByRole('heading', { name: /紧急放行 7|7 urgent/ }).waitFor();
        await keep(popup, 'popup-alerts', popup.mainFrame());
        expect(faults).toEqual([]);
      } finally {
        await office.close();
      }

      /** A refusal that another person can lift, from asking to going on. */
      async function letThrough(state: string, id: string, gate: 'release' | 'quota'): Promise<void> {
        script.gate = gate;
        const page = await openCase(office, id);
        const card = await pressAndCheck(page, '#hire');
        if (gate === 'release') await press(card, /^(查验|Check)$/);
        const plea = card.getByLabel(/申请理由|Why/);
        await plea.waitFor();
        await keep(page, state, card);
        await plea.fill('任前公示前复查，今天须完成。');
        await press(card, /申请放行|Ask for a release/);
        await card.getByRole('heading', { name: /已申请|Asked/ }).waitFor();
        await keep(page, `${state}-asked`, card);
        if (gate === 'release') {
          authority.answer(id, 'refused');
          await plea.waitFor();
          await keep(page, `${state}-refused`, card);
        } else {
          authority.answer(id, 'given');
          await card.getByRole('heading', { name: /已放行|Let through/ }).waitFor();
          await press(card, /不查验，按紧急|Go on unchecked/);
          await card.locator('textarea').waitFor();
          await keep(page, `${state}-given`, card);
        }
        await page.close();
      }
    });
  });
