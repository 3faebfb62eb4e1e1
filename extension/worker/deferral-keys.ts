/** The key that says "the gateway did not answer me": non-extractable, registered while the gateway does answer. */

import { OutboxKeyAnswer } from '@duecheck/core/contract';
import browser from 'webextension-polyfill';
import * as z from 'zod/mini';
import { readAccount } from './account.ts';
import { database, type KeptDeferralKey } from './database.ts';
import { publicJwk } from './seal.ts';
import { transport } from './transport.ts';

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256' } as const;
/** Registered anew with this much of its thirty days left. */
const RENEW_MS = 7 * 86_400_000;

/** Makes sure that this account can defer for this organisation. Does nothing where it already can. */
export async function registerDeferralKey(organisation: string): Promise<void> {
  const account = await readAccount();
  if (account === null) return;
  const known = await deferralKey(account, organisation);
  if (known && Date.parse(known.until) - Date.now() > RENEW_MS) return;
  const pair = await crypto.subtle.generateKey(ALGORITHM, false, ['sign', 'verify']);
  const reply = await transport.call({
    route: 'deferralKey',
    body: { jwk: await publicJwk(pair.publicKey), organisation },
  });
  if (!reply.ok) return;
  const { kid, until } = reply.answer;
  const { iss, sub } = account;
  await (await database()).put('deferralKeys', { iss, sub, organisation, kid, until, privateKey: pair.privateKey });
}

export async function deferralKey(
  actor: { readonly iss: string; readonly sub: string },
  organisation: string,
): Promise<KeptDeferralKey | null> {
  const kept = await (await database()).get('deferralKeys', [actor.iss, actor.sub, organisation]);
  return kept && Date.parse(kept.until) > Date.now() ? kept : null;
}

export const signWith =
  (key: KeptDeferralKey) =>
  async (bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> =>
    new Uint8Array(await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, key.privateKey, bytes));

/** The gateway's own key for outbox bodies; public, so it may lie on disk. Old ones open for 90 days. */
export async function fetchOutboxKey(): Promise<void> {
  const reply = await transport.call({ route: 'outboxKey' });
  if (reply.ok) await browser.storage.local.set({ outboxKey: reply.answer });
}

export async function readOutboxKey(): Promise<z.infer<typeof OutboxKeyAnswer> | null> {
  const parsed = z.safeParse(OutboxKeyAnswer, (await browser.storage.local.get('outboxKey')).outboxKey);
  return parsed.success ? parsed.data : null;
}
