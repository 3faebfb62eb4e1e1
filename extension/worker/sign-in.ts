/** Signing in, and everything that is prepared while the gateway is known to answer. */
import type { SignInResult } from '../messages/index.ts';
import { forgetAccount, hasLeft, lastActor, noteLeft, readAccount, writeAccount } from './account.ts';
import { fetchOutboxKey, registerDeferralKey } from './deferral-keys.ts';
import { forgetWork, putDown } from './forget-work.ts';
import { authorise, SignInError } from './oidc.ts';
import { drainOutbox, outbox } from './outbox.ts';
import { readSettings } from './settings.ts';
import { toPanel } from './tell-pages.ts';
import { showWaiting } from './toolbar.ts';
import { transport } from './transport.ts';

/** One flow at a time: a second window would be refused by the browser. */
let running: Promise<SignInResult> | undefined;

export function signIn(): Promise<SignInResult> {
  running ??= flow().finally(() => {
    running = undefined;
  });
  return running;
}

async function flow(): Promise<SignInResult> {
  const settings = await readSettings();
  if (settings === null) return 'unset';
  try {
    const tokens = await authorise(settings, await hasLeft());
    const before = await lastActor();
    if (before && (before.iss !== tokens.iss || before.sub !== tokens.sub)) await forgetWork();
    await writeAccount({ ...tokens, roles: [], organisations: [] });
    await noteLeft(false);
  } catch (error) {
    if (!(error instanceof SignInError)) throw error;
    return error.why === 'outage' ? 'outage' : 'cancelled';
  }
  await prepare();
  await toPanel('session');
  return 'signed-in';
}

/** Where this account decides; keys for the outage that will come; whatever waited for this account. */
export async function prepare(): Promise<void> {
  const session = await transport.call({ route: 'session' });
  const account = await readAccount();
  if (session.ok && account !== null) {
    const { roles } = session.answer;
    const deciding = roles.filter(({ role }) => role === 'clerk' || role === 'reviewer');
    const organisations = [...new Map(roles.map((r) => [r.organisation, r.organisationName]))];
    await writeAccount({
      ...account,
      roles: [...new Set(roles.map(({ role }) => role))],
      organisations: organisations.map(([id, name]) => ({ id, name })),
    });
    for (const id of new Set(deciding.map((r) => r.organisation))) await registerDeferralKey(id);
  }
  await fetchOutboxKey();
  await outbox.hurry();
  await drainOutbox();
}

export async function signOut(): Promise<void> {
  await noteLeft(true);
  await forgetAccount();
  await putDown();
  // What waits is that clerk's, and not for whoever stands before the screen now.
  await showWaiting({ desk: 0 });
  await toPanel('session');
}
