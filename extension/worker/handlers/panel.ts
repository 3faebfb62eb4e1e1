/** What the side panel asks. Which case it is about the tab says, never the panel. */
import { answered, failed } from '@duecheck/core/check';
import { inLanguage } from '@duecheck/core/text';
import type { AtCase, FromPanel, PanelReplies } from '../../messages/panel.ts';
import { bearer } from '../bearer.ts';
import { decisionPointTitles } from '../decision-point-titles.ts';
import { bindingAt } from '../origins.ts';
import { readLanguage, readSettings } from '../settings.ts';
import { readShown, shownIn } from '../shown.ts';
import { toTab } from '../tell-pages.ts';
import { addressOf, transport } from '../transport.ts';

type Of<T extends FromPanel['type']> = Extract<FromPanel, { type: T }>;
type Handlers = { [T in FromPanel['type']]: (message: Of<T>) => Promise<PanelReplies[T]> };

export const panel: Handlers = {
  async 'panel.case'({ tabId }) {
    const shown = await shownIn(tabId);
    const binding = shown && (await bindingAt(shown.origin, shown.binding));
    if (!binding) return null;
    const language = await readLanguage();
    return {
      tabId: shown.tabId,
      frameId: shown.frameId,
      binding: binding.id,
      title: (await decisionPointTitles(language))(binding.decisionPoint),
      system: inLanguage(binding.title, language),
      case: shown.case,
      due: shown.due,
    };
  },

  async 'panel.history'({ at }) {
    const body = await caseIn(at);
    return body && transport.call({ route: 'caseHistory', body });
  },

  async 'panel.check'({ at }) {
    if (await caseIn(at)) await toTab(at.tabId, { type: 'page.check' }, at.frameId);
    return null;
  },

  async 'panel.decisions'() {
    const reply = await transport.call({ route: 'decisions' });
    if (!reply.ok) return reply;
    const titleOf = await decisionPointTitles(await readLanguage());
    return answered(reply.answer.decisions.map((one) => ({ ...one, title: titleOf(one.decisionPoint) })));
  },

  async 'panel.door'({ at, refused }) {
    const body = await caseIn(at);
    if (body === null) return null;
    const [settings, token] = [await readSettings(), await bearer(refused ?? undefined)];
    if (settings === null || token.kind === 'signed-out') return failed({ kind: 'signed-out' });
    if (token.kind === 'outage') return failed({ kind: 'outage', cause: 'server' });
    const url = addressOf({ route: 'caseEvents' }, settings.gatewayUrl).href;
    return answered({ url, token: token.token, body: JSON.stringify(body) });
  },
};

/** The case that the tab still shows, as the gateway is asked about it; null where it shows another by now. */
async function caseIn(at: AtCase) {
  const shown = await readShown(at);
  if (shown?.case?.key !== at.case.key || shown.case.part !== at.case.part) return null;
  const binding = await bindingAt(shown.origin, shown.binding);
  return binding && { decisionPoint: binding.decisionPoint, case: at.case, origin: binding.origin };
}
