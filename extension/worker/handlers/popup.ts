import type { Binding } from '@duecheck/core/binding';
import type { Role } from '@duecheck/core/contract';
import { inLanguage, type Language } from '@duecheck/core/text';
import type { FromPopup, PopupReplies, PopupState } from '../../messages/index.ts';
import { readAccount } from '../account.ts';
import { client } from '../client.ts';
import { cover } from '../cover.ts';
import { decisionPointTitles } from '../decision-point-titles.ts';
import { diagnostics } from '../diagnostics.ts';
import { newsRead, readNews } from '../introduce.ts';
import { listRefusals, readList } from '../lists.ts';
import { manualSteps, openManual } from '../manual.ts';
import { movedDate } from '../moved-date.ts';
import { coverage, giverOf, hostPattern } from '../origins.ts';
import { deliveredSince, drainOutbox, outbox, sayMask } from '../outbox.ts';
import { sessionEntries, sessionStore } from '../session-store.ts';
import { readLanguage, readSettings } from '../settings.ts';
import { signIn, signOut } from '../sign-in.ts';
import { staleSince } from '../stale.ts';
import { tellPages } from '../tell-pages.ts';
import { transport } from '../transport.ts';

type Of<T extends FromPopup['type']> = Extract<FromPopup, { type: T }>;
type Handlers = { [T in FromPopup['type']]: (message: Of<T>) => Promise<PopupReplies[T]> };

export const popup: Handlers = {
  async 'popup.state'() {
    const [settings, language, account] = [await readSettings(), await readLanguage(), await readAccount()];
    const catalogue = await readList('catalogue');
    const titleOf = await decisionPointTitles(language);
    const entries = await outbox.list();
    const { covered, uncovered } = await coverage();
    return {
      language,
      setup: settings === null ? 'unset' : settings.listRoot === null ? 'no-root' : 'ready',
      news: await readNews(language),
      lists: { version: catalogue?.version ?? null, refused: await listRefusals() },
      signedIn: account && {
        organisations: account.organisations.map(({ name }) => name),
        decides: decides(account.roles),
        binds: account.roles.includes('office'),
      },
      waiting: entries.map((entry) => ({
        id: entry.id,
        title: titleOf(entry.decisionPoint),
        mask: sayMask(entry),
        decidedAt: entry.decidedAt,
        refused: entry.state.kind === 'refused' ? entry.state.code : null,
      })),
      delivered: await deliveredSince(),
      uncovered: uncovered.map((origin) => ({ origin, pattern: hostPattern(origin), giver: giverOf(origin) })),
      stale: await staleAmong(covered, language),
    };
  },

  async 'popup.gateway'() {
    const roles = (await readAccount())?.roles ?? [];
    // The gateway would refuse the others, and each refusal would be a line in somebody's log.
    const watches = roles.some((role) => role === 'manager' || role === 'auditor' || role === 'office');
    const [owed, releases, alerts, demoDate, titleOf, entries] = await Promise.all([
      decides(roles) ? transport.call({ route: 'owed' }) : null,
      decides(roles) ? transport.call({ route: 'releases' }) : null,
      watches ? transport.call({ route: 'alerts' }) : null,
      movedDate(),
      readLanguage().then(decisionPointTitles),
      outbox.list(),
    ]);
    // The proxy may have reported the same debt before this device could: it is one.
    const waiting = new Set<string>(entries.map(({ deferral }) => deferral));
    const items = owed?.ok ? owed.answer.owed.filter((item) => !item.deferral || !waiting.has(item.deferral)) : [];
    const drafts = new Map(await sessionEntries(DRAFT));
    return {
      owed: items.map((item) => ({ ...item, decisionPoint: titleOf(item.decisionPoint) })),
      releases: (releases?.ok ? releases.answer.releases : []).map((release) => ({
        ...release,
        title: titleOf(release.decisionPoint),
        draft: String(drafts.get(DRAFT + release.releaseId) ?? ''),
      })),
      alerts: (alerts?.ok ? alerts.answer.alerts : []).map(({ releaseId, decisionPoint, givenAt, used }) => ({
        id: releaseId,
        title: titleOf(decisionPoint),
        givenAt,
        used,
      })),
      demoDate,
    };
  },

  async 'popup.answerRelease'({ id, request }) {
    const { intent, reply } = await client.answerRelease(id, request);
    if (!reply.ok) return reply;
    await client.delivered(intent);
    await sessionStore.delete(DRAFT + id);
    return reply;
  },

  async 'popup.draft'({ id, reason }) {
    await sessionStore.set(DRAFT + id, reason);
    return null;
  },

  'popup.steps': () => manualSteps(),
  async 'popup.manual'({ binding }) {
    await openManual(binding);
    return null;
  },

  'popup.diagnostics': () => diagnostics(),
  async 'popup.newsRead'() {
    await newsRead();
    return null;
  },

  async 'popup.signIn'() {
    const result = await signIn();
    if (result === 'signed-in') await tellPages();
    return result;
  },

  async 'popup.signOut'() {
    await signOut();
    await tellPages();
    return null;
  },

  async 'popup.retry'({ id }) {
    const entries = await outbox.list();
    for (const entry of entries) if (id === null || entry.id === id) await outbox.retry(entry.id);
    await drainOutbox();
    return null;
  },

  async 'popup.granted'() {
    await cover();
    return null;
  },
};

const decides = (roles: readonly Role[]): boolean => roles.some((role) => role === 'clerk' || role === 'reviewer');

async function staleAmong(bindings: readonly Binding[], language: Language): Promise<PopupState['stale']> {
  const all = await Promise.all(
    bindings.map(async (binding) => ({ title: inLanguage(binding.title, language), since: await staleSince(binding) })),
  );
  return all.flatMap(({ title, since }) => (since === null ? [] : [{ title, since }]));
}

/** Goes with everything else that one clerk typed (`forget-work.ts`). */
const DRAFT = 'draft:release:';
