/** Whom record pages said a case is about, as a tab showed them last. Memory of the browser alone, and not for long. */
import * as z from 'zod/mini';
import { sessionEntries, sessionStore } from './session-store.ts';

const Seen = z.strictObject({
  tabId: z.int(),
  binding: z.string(),
  key: z.string(),
  number: z.string(),
  name: z.string(),
  /** Milliseconds since 1970. */
  at: z.number(),
});
type Seen = z.infer<typeof Seen>;

const PREFIX = 'seen:';
/** From the record to the decision, with a look at the file between them. */
const LIFE_MS = 600_000;
/** A clerk goes to and fro between a few; nobody's list of persons is kept here. */
const MOST = 5;

const all = async (): Promise<readonly (readonly [string, Seen])[]> =>
  (await sessionEntries(PREFIX)).flatMap(([key, value]) => {
    const parsed = z.safeParse(Seen, value);
    return parsed.success ? [[key, parsed.data] as const] : [];
  });

const keyOf = ({ tabId, binding, key }: Pick<Seen, 'tabId' | 'binding' | 'key'>) =>
  `${PREFIX}${JSON.stringify([tabId, binding, key])}`;

export async function noteSeen(seen: Omit<Seen, 'at'>): Promise<void> {
  const at = Date.now();
  await sessionStore.set(keyOf(seen), { ...seen, at } satisfies Seen);
  const mine = (await all()).filter(([, { tabId }]) => tabId === seen.tabId).toSorted(([, a], [, b]) => b.at - a.at);
  for (const [key, one] of mine.entries()) if (key >= MOST || isOver(one[1], at)) await sessionStore.delete(one[0]);
}

export async function seenIn(
  place: Pick<Seen, 'tabId' | 'binding' | 'key'>,
): Promise<Pick<Seen, 'number' | 'name'> | null> {
  const parsed = z.safeParse(Seen, await sessionStore.get(keyOf(place)));
  if (!parsed.success || isOver(parsed.data, Date.now())) return null;
  const { number, name } = parsed.data;
  return { number, name };
}

export async function dropSeen(tabId: number): Promise<void> {
  for (const [key, seen] of await all()) if (seen.tabId === tabId) await sessionStore.delete(key);
}

/** A clock that was set back makes nothing young again. */
const isOver = ({ at }: Seen, now: number): boolean => now < at || now - at > LIFE_MS;
