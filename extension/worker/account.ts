/** Who is signed in. Tokens live in `storage.session` only. */
import { Role } from '@duecheck/core/contract';
import browser from 'webextension-polyfill';
import * as z from 'zod/mini';
import { sessionStore } from './session-store.ts';

export const Account = z.strictObject({
  iss: z.string(),
  sub: z.string(),
  accessToken: z.string(),
  refreshToken: z.nullable(z.string()),
  /** Milliseconds since 1970. */
  expiresAt: z.number(),
  /** What the gateway takes it for, so that nothing is asked that it would refuse. */
  roles: z.array(Role),
  /** Where it has a post, by name. */
  organisations: z.array(z.strictObject({ id: z.string(), name: z.string() })),
});
export type Account = z.infer<typeof Account>;

const KEY = 'account';
const Actor = z.strictObject({ iss: z.string(), sub: z.string() });

export async function readAccount(): Promise<Account | null> {
  const parsed = z.safeParse(Account, await sessionStore.get(KEY));
  return parsed.success ? parsed.data : null;
}

/** The account's name stays on the device, so that an outage after a restart knows whose deferral key to use. */
export async function writeAccount(account: Account): Promise<void> {
  await sessionStore.set(KEY, account);
  await browser.storage.local.set({ actor: { iss: account.iss, sub: account.sub } });
}

export async function forgetAccount(): Promise<void> {
  await sessionStore.delete(KEY);
}

/** Somebody has left this browser: who comes next says who that is, whatever session the provider still keeps. */
export const noteLeft = (left: boolean): Promise<void> => browser.storage.local.set({ left });
export const hasLeft = async (): Promise<boolean> => (await browser.storage.local.get('left')).left === true;

/** The last account of this device. Clerks sign out at the end of the day; that alone does not forget them. */
export async function lastActor(): Promise<z.infer<typeof Actor> | null> {
  const parsed = z.safeParse(Actor, (await browser.storage.local.get('actor')).actor);
  return parsed.success ? parsed.data : null;
}
