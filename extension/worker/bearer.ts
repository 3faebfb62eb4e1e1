import { type Account, forgetAccount, readAccount, writeAccount } from './account.ts';
import { renew, SignInError } from './oidc.ts';
import { readSettings } from './settings.ts';

/** Renewed this long before it ends, so that no request is under way when it does. */
const MARGIN_MS = 30_000;

export type Bearer =
  | { readonly kind: 'token'; readonly token: string; readonly account: Account }
  | { readonly kind: 'signed-out' }
  /** The identity provider does not answer (DESIGN §5, Outage). */
  | { readonly kind: 'outage' };

let renewing: Promise<Bearer> | undefined;

/** @param refused a token that the gateway did not accept: get another. */
export async function bearer(refused?: string): Promise<Bearer> {
  const account = await readAccount();
  if (account === null) return { kind: 'signed-out' };
  const usable = account.accessToken !== refused && account.expiresAt - Date.now() > MARGIN_MS;
  if (usable) return { kind: 'token', token: account.accessToken, account };
  renewing ??= renewed(account).finally(() => {
    renewing = undefined;
  });
  return renewing;
}

async function renewed(account: Account): Promise<Bearer> {
  const settings = await readSettings();
  if (settings === null || account.refreshToken === null) return signedOut();
  try {
    const tokens = await renew(settings, account.refreshToken);
    if (tokens === null) return refusedFor(account);
    // Signed out, or signed in as somebody else, while the provider was asked: that stands.
    const now = await readAccount();
    if (now?.refreshToken !== account.refreshToken || now.sub !== account.sub)
      return now === null ? { kind: 'signed-out' } : { kind: 'token', token: now.accessToken, account: now };
    const next = { ...now, ...tokens };
    await writeAccount(next);
    return { kind: 'token', token: next.accessToken, account: next };
  } catch (error) {
    if (error instanceof SignInError && error.why === 'outage') return { kind: 'outage' };
    throw error;
  }
}

/** The provider honours this account's token no more; another account that signed in meanwhile stays. */
async function refusedFor(account: Account): Promise<Bearer> {
  const now = await readAccount();
  if (now !== null && now.refreshToken !== account.refreshToken)
    return { kind: 'token', token: now.accessToken, account: now };
  return signedOut();
}

async function signedOut(): Promise<Bearer> {
  await forgetAccount();
  return { kind: 'signed-out' };
}
