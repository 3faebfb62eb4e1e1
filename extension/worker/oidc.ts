/** OpenID Connect, code flow with PKCE (RFC 7636), public client, by the browser's own sign-in window. */
import * as oauth from 'oauth4webapi';
import browser from 'webextension-polyfill';
import type { Settings } from './settings.ts';

/** RFC 8707: access tokens are for the gateway and nobody else. */
const RESOURCE = 'urn:duecheck:gateway';
const SCOPE = 'openid offline_access';
const TIMEOUT_MS = 5000;
/**
 * A device may be a day off, and then every fresh ID token looks ended. How old one is, the provider's answer to this very
 * exchange says: it came over its connection, with our nonce. Tokens for the gateway are judged by the gateway's clock.
 */
const CLOCK_TOLERANCE_S = 25 * 3600;

export interface Tokens {
  readonly iss: string;
  readonly sub: string;
  readonly accessToken: string;
  readonly refreshToken: string | null;
  readonly expiresAt: number;
}

/** What went wrong, as the clerk meets it. */
export class SignInError extends Error {
  readonly why: 'cancelled' | 'refused' | 'outage';
  constructor(why: 'cancelled' | 'refused' | 'outage', options?: { cause?: unknown }) {
    super(why, options);
    this.why = why;
  }
}

/** Plain http only for a provider on this machine (demonstrations, tests). */
const http = (issuer: string) => ({
  signal: AbortSignal.timeout(TIMEOUT_MS),
  [oauth.allowInsecureRequests]: /^http:\/\/([a-z0-9-]+\.)*(localhost|127\.0\.0\.1)(:\d+)?(\/|$)/.test(issuer),
});

const clientOf = (settings: Settings): oauth.Client => ({
  client_id: settings.clientId,
  [oauth.clockTolerance]: CLOCK_TOLERANCE_S,
});

async function provider(settings: Settings): Promise<oauth.AuthorizationServer> {
  const issuer = new URL(settings.issuer);
  const response = await reach(oauth.discoveryRequest(issuer, { algorithm: 'oidc', ...http(settings.issuer) }));
  try {
    return await oauth.processDiscoveryResponse(issuer, response);
  } catch (cause) {
    // A 503, or somebody else's page in between: the provider does not answer.
    throw new SignInError('outage', { cause });
  }
}

/**
 * @param anew the provider asks who it is, also where it knows (OpenID Connect Core §3.1.2.1, `prompt`).
 * @throws SignInError
 */
export async function authorise(settings: Settings, anew: boolean): Promise<Tokens> {
  const as = await provider(settings);
  const client = clientOf(settings);
  const verifier = oauth.generateRandomCodeVerifier();
  const [state, nonce] = [oauth.generateRandomState(), oauth.generateRandomNonce()];
  const redirect = browser.identity.getRedirectURL();
  const url = new URL(as.authorization_endpoint as string);
  url.search = new URLSearchParams({
    client_id: settings.clientId,
    redirect_uri: redirect,
    response_type: 'code',
    scope: SCOPE,
    resource: RESOURCE,
    code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    state,
    nonce,
    ...(anew && { prompt: 'login' }),
  }).toString();
  const back = await window(url);
  try {
    const parameters = oauth.validateAuthResponse(as, client, back, state);
    const response = await reach(
      oauth.authorizationCodeGrantRequest(as, client, oauth.None(), parameters, redirect, verifier, {
        additionalParameters: { resource: RESOURCE },
        ...http(settings.issuer),
      }),
    );
    return tokens(
      await oauth.processAuthorizationCodeResponse(as, client, response, {
        expectedNonce: nonce,
        requireIdToken: true,
      }),
    );
  } catch (cause) {
    throw cause instanceof SignInError ? cause : new SignInError('refused', { cause });
  }
}

/** @returns null where the provider no longer honours the token. @throws SignInError `outage` */
export async function renew(settings: Settings, refreshToken: string): Promise<Omit<Tokens, 'iss' | 'sub'> | null> {
  const as = await provider(settings);
  const client = clientOf(settings);
  const response = await reach(
    oauth.refreshTokenGrantRequest(as, client, oauth.None(), refreshToken, {
      additionalParameters: { resource: RESOURCE },
      ...http(settings.issuer),
    }),
  );
  if (response.status >= 500) throw new SignInError('outage');
  try {
    const answer = await oauth.processRefreshTokenResponse(as, client, response);
    return {
      accessToken: answer.access_token,
      refreshToken: answer.refresh_token ?? refreshToken,
      expiresAt: expiry(answer),
    };
  } catch (cause) {
    // Only the provider's own refusal (RFC 6749 §5.2) ends the session: a portal's page or a 429 does not.
    if (cause instanceof oauth.ResponseBodyError || cause instanceof oauth.WWWAuthenticateChallengeError) return null;
    throw new SignInError('outage', { cause });
  }
}

function tokens(answer: oauth.TokenEndpointResponse): Tokens {
  const claims = oauth.getValidatedIdTokenClaims(answer) as oauth.IDToken;
  return {
    iss: claims.iss,
    sub: claims.sub,
    accessToken: answer.access_token,
    refreshToken: answer.refresh_token ?? null,
    expiresAt: expiry(answer),
  };
}

const expiry = (answer: oauth.TokenEndpointResponse): number => Date.now() + (answer.expires_in ?? 300) * 1000;

async function window(url: URL): Promise<URL> {
  try {
    return new URL(await browser.identity.launchWebAuthFlow({ url: url.href, interactive: true }));
  } catch (cause) {
    throw new SignInError('cancelled', { cause });
  }
}

const reach = async (request: Promise<Response>): Promise<Response> => {
  try {
    return await request;
  } catch (cause) {
    throw new SignInError('outage', { cause });
  }
};
