/** What the panel knows: the case that the tab shows, what was read of it, and the clerk's own decisions. */
import type { CaseHistoryAnswer, ProblemCode } from '@duecheck/core/contract';
import { PANEL, type Translate, translator } from '@duecheck/core/text';
import { computed, signal } from '@preact/signals';
import browser from 'webextension-polyfill';
import type { AtCase, CaseView, DecisionView, FromPanel, PanelReplies } from '../messages/panel.ts';
import { sendToWorker } from '../pages/ask-worker.ts';
import { askGateway, state as desk, refresh } from '../popup/state.ts';

/** @returns null where no worker comes up any more. */
export const ask = async <T extends FromPanel['type']>(
  message: Extract<FromPanel, { type: T }>,
): Promise<PanelReplies[T] | null> => (await sendToWorker(message)) as PanelReplies[T] | null;

export const say = computed<Translate<typeof PANEL>>(() => translator(PANEL, desk.value?.language ?? 'zh-CN'));

export const view = signal<CaseView | null>(null);
export const decisions = signal<readonly DecisionView[] | null>(null);
/** `lost`: what is shown may be of before. */
export const sight = signal<'live' | 'lost'>('live');

export type History =
  | { readonly kind: 'unread' | 'reading' | 'gone' | 'outage' }
  | { readonly kind: 'problem'; readonly code: ProblemCode }
  /** `changed`: something was done since. Looking again is the clerk's to ask for: it is a lookup. */
  | { readonly kind: 'read'; readonly answer: CaseHistoryAnswer; readonly since: 'same' | 'changed' };
export const history = signal<History>({ kind: 'unread' });

/** As text, so that whoever follows a case goes on when only what is due there changes. */
const caseName = computed(() => {
  const now = view.value;
  if (!now?.case) return 'null';
  const { tabId, frameId, binding } = now;
  return JSON.stringify({ tabId, frameId, binding, case: { key: now.case.key, part: now.case.part } } satisfies AtCase);
});
export const caseAt = computed<AtCase | null>(() => JSON.parse(caseName.value));

/** Which case this window's tab shows. What was read of another one goes. */
export async function lookAtTab(): Promise<void> {
  const before = caseName.value;
  view.value = await ask({ type: 'panel.case', tabId: await tabBeside() });
  if (caseName.value !== before) history.value = { kind: 'unread' };
}

/** The tab that the panel stands beside; null where the panel is a tab itself. */
async function tabBeside(): Promise<number | null> {
  if ((await browser.tabs.getCurrent()) !== undefined) return null;
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
  return tab?.id ?? null;
}

/** What is no lookup is asked for freely. */
export async function lookAtDesk(): Promise<void> {
  const [reply] = await Promise.all([ask({ type: 'panel.decisions' }), askGateway()]);
  if (reply?.ok) decisions.value = reply.answer;
  sight.value = reply === null || (!reply.ok && reply.failure.kind === 'outage') ? 'lost' : 'live';
}

export async function lookAtAll(): Promise<void> {
  await Promise.all([refresh(), lookAtTab()]);
  if (desk.value?.signedIn?.decides) await lookAtDesk();
}

/** Another clerk, or none: what one read is not for whoever stands before the screen now. */
export async function lookAnew(): Promise<void> {
  history.value = { kind: 'unread' };
  decisions.value = null;
  await lookAtAll();
}

export async function readHistory(): Promise<void> {
  const at = caseAt.value;
  if (at === null || history.value.kind === 'reading') return;
  history.value = { kind: 'reading' };
  const reply = await ask({ type: 'panel.history', at });
  if (caseAt.value !== at) return;
  if (reply === null) history.value = { kind: 'gone' };
  else if (reply.ok) history.value = { kind: 'read', answer: reply.answer, since: 'same' };
  else if (reply.failure.kind === 'problem') history.value = { kind: 'problem', code: reply.failure.code };
  else history.value = { kind: 'outage' };
  if (reply?.ok === false && reply.failure.kind === 'signed-out') await refresh();
}

export const openCard = async (): Promise<void> => {
  const at = caseAt.value;
  if (at !== null) await ask({ type: 'panel.check', at });
};

/** The stream says so, and nothing else: the history stays as it was read, marked as old. */
export function caseChanged(): void {
  if (history.value.kind === 'read') history.value = { ...history.value, since: 'changed' };
  void lookAtTab();
}
