/** What the clerk set on this device. Policy stands above it. */
import { LANGUAGES } from '@duecheck/core/text';
import browser from 'webextension-polyfill';
import * as z from 'zod/mini';

const Own = z.object({
  language: z._default(z.nullable(z.enum(LANGUAGES)), null),
  /** Origins in whose pages nothing is drawn. The gate and the card stay. */
  bare: z._default(z.array(z.string()), []),
});
export type Own = z.infer<typeof Own>;
const KEY = 'own';

export async function readOwn(): Promise<Own> {
  const parsed = z.safeParse(Own, (await browser.storage.local.get(KEY))[KEY] ?? {});
  return parsed.success ? parsed.data : { language: null, bare: [] };
}

export const writeOwn = async (change: Partial<Own>): Promise<void> =>
  browser.storage.local.set({ [KEY]: { ...(await readOwn()), ...change } });
