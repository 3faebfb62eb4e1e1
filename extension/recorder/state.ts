/** The recorder's window: what was recorded, what the page says to it, what the gateway says of it. */
import type { Binding } from '@duecheck/core/binding';
import type { Reply } from '@duecheck/core/check';
import type { DraftAnswer, DraftsAnswer } from '@duecheck/core/contract';
import { languageOf, RECORDER, sayProblem, type Translate, translator } from '@duecheck/core/text';
import { suggestPage, suggestRequest } from '@duecheck/page/suggest';
import { computed, signal } from '@preact/signals';
import browser from 'webextension-polyfill';
import {
  type FromPicker,
  PICKER_PORT,
  type PickedPart,
  type Snapshot,
  type ToPicker,
  type Tried,
} from '../messages/picker.ts';
import type { FromRecorder, RecorderReplies, RecorderState } from '../messages/recorder.ts';
import { sendToWorker } from '../pages/ask-worker.ts';
import { openPagePort, type PagePort } from '../pages/page-port.ts';
import { showSelf, showTab } from './tabs.ts';
import { bindingOf, knownOf, newWork, type Work } from './work.ts';

export type Key = keyof typeof RECORDER;
const ask = async <T extends FromRecorder['type']>(
  message: Extract<FromRecorder, { type: T }>,
): Promise<RecorderReplies[T]> => (await sendToWorker(message)) as RecorderReplies[T];

export const state = signal<RecorderState | null>(null);
export const say = computed<Translate<typeof RECORDER>>(() =>
  translator(RECORDER, state.value?.language ?? languageOf(browser.i18n.getUILanguage())),
);
/** `lost`: the tab is closed, or the browser lets us not into it any more. */
export const tab = signal<{ readonly id: number; readonly address: string } | 'lost'>('lost');
export const work = signal<Work | null>(null);
/** Masked, by part; only of what this window saw itself. */
export const texts = signal<Readonly<Record<string, string>>>({});
export const address = signal('');
export const picking = signal<PickedPart | null>(null);
export const note = signal<string | null>(null);
export const tried = signal<Tried | null>(null);
export const requests = signal<readonly string[] | null>(null);
export const answer = signal<DraftAnswer | null>(null);
export const drafts = signal<DraftsAnswer['drafts'] | null>(null);
export const reading = signal<DraftAnswer | null>(null);
export const busy = signal<'no' | 'yes'>('no');

const KEPT = 'recorder';
let script: PagePort<ToPicker> | null = null;
/** Of the page; needed for patterns of requests, and kept nowhere else. */
let caseKey: string | null = null;

export async function load(): Promise<void> {
  state.value = await ask({ type: 'recorder.state' });
  document.documentElement.lang = state.value.language;
  if (state.value.role === 'office') await readDrafts();
}

export async function openTab(id: number): Promise<void> {
  const found = await browser.tabs.get(id).catch(() => null);
  const at = { tabId: id, file: '/picker.js', name: PICKER_PORT } as const;
  script = found && (await openPagePort<ToPicker, FromPicker>(at, hear, lost));
  if (script === null || found?.url === undefined) return;
  const { origin, pathname, search, hash } = new URL(found.url);
  address.value = pathname + search + hash;
  tab.value = { id, address: origin + pathname };
  const kept = (await browser.storage.local.get(KEPT))[KEPT] as Work | undefined;
  work.value = kept?.origin === origin ? kept : newWork(origin);
  if (work.value.page === '') change({ page: suggestPage(address.value) });
}

const lost = () => {
  script = null;
  tab.value = 'lost';
  picking.value = null;
};

export function change(more: Partial<Work>): void {
  if (work.value === null) return;
  work.value = { ...work.value, ...more };
  tried.value = null;
  void browser.storage.local.set({ [KEPT]: work.value });
}

export async function pick(part: PickedPart): Promise<void> {
  if (script === null || work.value === null || tab.value === 'lost') return;
  note.value = null;
  picking.value = part;
  const words = {
    field: say.value('hint.field'),
    control: say.value('hint.control'),
    nothing: say.value('hint.nothing'),
    foreign: say.value('hint.foreign'),
  };
  script.tell({ ask: 'pick', part, known: knownOf(work.value), words });
  await showTab(tab.value.id);
}

export const stopPicking = (): void => script?.tell({ ask: 'cancel' });
export const lookAtRequests = (): void => script?.tell({ ask: 'requests' });
export function tryNow(): void {
  if (work.value !== null) script?.tell({ ask: 'try', binding: bindingOf(work.value) as unknown as Binding });
}

function hear(message: FromPicker): void {
  if (message.told === 'requests') requests.value = message.addresses;
  if (message.told === 'tried') tried.value = message.result;
  if (message.told === 'stopped') note.value = say.value(`stopped.${message.why}`);
  if (message.told === 'picked') take(message.part, message.snapshot);
  if (message.told === 'picked' || message.told === 'stopped') {
    picking.value = null;
    void showSelf();
  }
}

/** The container may have grown, and with it the ways to find what was pointed at before. */
function take(part: PickedPart, snapshot: Snapshot): void {
  const now = work.value;
  if (now === null) return;
  caseKey = snapshot.caseKey ?? caseKey;
  address.value = snapshot.address;
  const of = (name: PickedPart) => snapshot.parts[name]?.locators;
  const controls = now.controls.map((one, at) => ({ ...one, locators: of(`control:${at}`) ?? one.locators }));
  const added = part === `control:${controls.length}`;
  const request = snapshot.request && requestFrom(snapshot.request.address, snapshot.request.method);
  if (added) {
    const effect = controls.some((one) => one.effect === 'favourable') ? 'adverse' : 'favourable';
    controls.push({ locators: of(part) ?? [], effect, request });
  }
  texts.value = {
    ...texts.value,
    ...Object.fromEntries(Object.entries(snapshot.parts).map(([name, view]) => [name, view?.text ?? ''])),
  };
  change({
    container: snapshot.container,
    number: of('number') ?? now.number,
    name: of('name') ?? now.name,
    case: of('case') ?? now.case,
    controls,
  });
}

export function requestFrom(seen: string, method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE') {
  return { method, ...suggestRequestOf(seen) };
}

const suggestRequestOf = (seen: string) => suggestRequest(seen, caseKey ?? keyInAddress());

/** A case that is in the page's own address. */
function keyInAddress(): string | null {
  const at = work.value?.case;
  return at && 'url' in at ? (new RegExp(at.url).exec(address.value)?.[1] ?? null) : null;
}

async function during<T>(task: () => Promise<Reply<T>>): Promise<T | null> {
  busy.value = 'yes';
  note.value = null;
  try {
    const reply = await task();
    if (reply?.ok) return reply.answer;
    const failure = reply?.failure;
    if (failure?.kind === 'problem') {
      const why = sayProblem(failure.code)[state.value?.language === 'en' ? 'en' : 'zh'];
      note.value = say.value('refused', { why });
    } else note.value = say.value(failure?.kind === 'signed-out' ? 'signedOut' : 'outage');
    return null;
  } finally {
    busy.value = 'no';
  }
}

export async function save(): Promise<DraftAnswer | null> {
  const now = work.value;
  if (now === null) return null;
  const { id, revision, organisation } = now;
  const request = { id, revision, organisation, binding: bindingOf(now) };
  const saved = await during(() => ask({ type: 'recorder.save', request }));
  if (saved === null) return null;
  change({ revision: saved.revision });
  answer.value = saved;
  note.value = say.value('saved');
  await readDrafts();
  return saved;
}

/** What was recorded is at the gateway then, and off this device. */
export async function submit(): Promise<void> {
  const saved = await save();
  if (saved === null || saved.findings.some(({ severity }) => severity === 'error')) return;
  const { id, revision } = saved;
  const sent = await during(() => ask({ type: 'recorder.step', id, request: { revision, step: 'submit' } }));
  if (sent === null) return;
  startAnew();
  note.value = say.value('submitted');
  await readDrafts();
}

export function startAnew(): void {
  const origin = work.value?.origin;
  void browser.storage.local.remove(KEPT);
  answer.value = null;
  texts.value = {};
  caseKey = null;
  if (origin === undefined) return;
  work.value = newWork(origin);
  change({ page: suggestPage(address.value) });
}

export async function readDrafts(): Promise<void> {
  const reply = await ask({ type: 'recorder.drafts' });
  if (reply?.ok) drafts.value = reply.answer.drafts;
}

export async function open(id: DraftAnswer['id']): Promise<void> {
  reading.value = await during(() => ask({ type: 'recorder.draft', id }));
}

type Step = Extract<FromRecorder, { type: 'recorder.step' }>['request']['step'];
export async function step({ id, revision }: DraftAnswer, what: Step, reason?: string): Promise<void> {
  const request = { revision, step: what, ...(reason === undefined ? {} : { reason }) };
  const next = await during(() => ask({ type: 'recorder.step', id, request }));
  if (next !== null) reading.value = next;
  await readDrafts();
}

export async function signIn(): Promise<void> {
  await ask({ type: 'recorder.signIn' });
  await load();
}
