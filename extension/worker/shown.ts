/**
 * Which case each tab shows, as its content script asked about it: in memory, and gone with the form, the page or the tab. Names a
 * case and nobody.
 */
import * as z from 'zod/mini';
import { CaseRead } from '../messages/index.ts';
import type { DueReply } from '../messages/to-page.ts';
import { sessionEntries, sessionStore } from './session-store.ts';
import { toPanel } from './tell-pages.ts';

const Shown = z.strictObject({
  tabId: z.int(),
  frameId: z.int(),
  origin: z.string(),
  binding: z.string(),
  case: z.nullable(CaseRead),
  matter: z.nullable(z.string()),
  /** Ours, and read by our own pages alone. */
  due: z.nullable(z.custom<DueReply>()),
  /** Milliseconds since 1970. */
  at: z.number(),
});
export type Shown = z.infer<typeof Shown>;

const PREFIX = 'shown:';
type Place = Pick<Shown, 'tabId' | 'frameId' | 'binding'>;
const keyOf = ({ tabId, frameId, binding }: Place) => `${PREFIX}${tabId}:${frameId}:${binding}`;

export async function noteShown(shown: Omit<Shown, 'at'>): Promise<void> {
  await sessionStore.set(keyOf(shown), { ...shown, at: Date.now() } satisfies Shown);
  await toPanel('tab');
}

/** @param gone the whole tab, a frame whose page went, or one form of it */
export async function dropShown(gone: { tabId: number; frameId?: number; binding?: string }): Promise<void> {
  const left = (await everyShown()).filter(
    ({ tabId, frameId, binding }) =>
      tabId === gone.tabId &&
      (gone.frameId === undefined || gone.frameId === frameId) &&
      (gone.binding === undefined || gone.binding === binding),
  );
  for (const one of left) await sessionStore.delete(keyOf(one));
  if (left.length > 0) await toPanel('tab');
}

/** The form that this tab asked about last; without a tab, any tab. */
export async function shownIn(tabId: number | null): Promise<Shown | null> {
  const there = (await everyShown()).filter((one) => tabId === null || one.tabId === tabId);
  return there.sort((a, b) => b.at - a.at)[0] ?? null;
}

export async function readShown(place: Place): Promise<Shown | null> {
  const parsed = z.safeParse(Shown, await sessionStore.get(keyOf(place)));
  return parsed.success ? parsed.data : null;
}

async function everyShown(): Promise<Shown[]> {
  return (await sessionEntries(PREFIX)).flatMap(([, value]) => {
    const parsed = z.safeParse(Shown, value);
    return parsed.success ? [parsed.data] : [];
  });
}
