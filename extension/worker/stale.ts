/**
 * Pages that have changed beyond their binding. Kept on this device until the binding's next version, or until the page
 * fits again; reported once for each part, since whoever mends the binding must hear of it from somebody.
 */
import type { Binding } from '@duecheck/core/binding';
import { StalePart } from '@duecheck/core/contract';
import browser from 'webextension-polyfill';
import * as z from 'zod/mini';
import { transport } from './transport.ts';

const Stale = z.strictObject({
  version: z.int(),
  parts: z.array(StalePart),
  /** ISO 8601 instant. */
  since: z.string(),
  /** What the gateway has heard of it. */
  reported: z.array(StalePart),
});
type Stale = z.infer<typeof Stale>;
const PREFIX = 'stale:';

export async function noteStale(binding: Binding, parts: readonly StalePart[]): Promise<void> {
  const known = await readStale(binding);
  const now = known ?? { version: binding.version, parts: [], since: new Date().toISOString(), reported: [] };
  const all = { ...now, parts: [...new Set([...now.parts, ...parts])] };
  if (all.parts.length > now.parts.length) await write(binding, all);
  await report(binding, all);
}

/** Without an answer, or signed out, the next page that does not fit reports it. */
async function report(binding: Binding, stale: Stale): Promise<void> {
  if (stale.parts.every((part) => stale.reported.includes(part))) return;
  const { id, version, origin } = binding;
  const body = { binding: id, version, origin, parts: stale.parts };
  const reply = await transport.call({ route: 'reportStale', body });
  // Refused means: not this clerk's to report. Asking again would change nothing.
  if (!reply.ok && reply.failure.kind !== 'problem') return;
  // While it was on its way the page may have fitted again: that is not to be written over.
  const now = await readStale(binding);
  if (now !== null) await write(binding, { ...now, reported: now.parts.filter((part) => stale.parts.includes(part)) });
}

/** These fit again: the host took its change back, or the page had only been slow. */
export async function noteFits(binding: Binding, parts: readonly StalePart[]): Promise<void> {
  const known = await readStale(binding);
  if (known === null) return;
  const left = (of: readonly StalePart[]) => of.filter((part) => !parts.includes(part));
  if (left(known.parts).length === 0) await browser.storage.local.remove(PREFIX + binding.id);
  else await write(binding, { ...known, parts: left(known.parts), reported: left(known.reported) });
}

/** Since when this version of a binding has not fitted its page; null where it fits. */
export const staleSince = async (binding: Binding): Promise<string | null> => (await readStale(binding))?.since ?? null;

const write = ({ id }: Binding, stale: Stale): Promise<void> => browser.storage.local.set({ [PREFIX + id]: stale });

async function readStale({ id, version }: Binding): Promise<Stale | null> {
  const parsed = z.safeParse(Stale, (await browser.storage.local.get(PREFIX + id))[PREFIX + id]);
  return parsed.success && parsed.data.version === version ? parsed.data : null;
}
