/** OpenID Connect's authorization code flow with PKCE (RFC 7636) for pages that this gateway serves: a public client. */
import * as oauth from 'oauth4webapi';
import * as z from 'zod/mini';
import { loopbackFetch } from '../loopback-fetch.ts';

export interface CodeFlowOptions {
  readonly issuer: string;
  readonly clientId: string;
  /** Where the provider sends the browser back to. */
  readonly redirect: string;
  readonly scope: string;
}

/** What a browser must come back with; kept sealed in its own cookie meanwhile. */
export const KeptLogin = z.strictObject({ verifier: z.string(), state: z.string(), nonce: z.string() });
export type KeptLogin = z.infer<typeof KeptLogin>;

export interface Tokens {
  readonly accessToken: string;
  readonly refreshToken: string | null;
  /** Seconds that the access token has; null where the provider does not say. */
  readonly seconds: number | null;
}

export interface CodeFlow {
  /** @throws whatever the provider's discovery rejects with */
  begin(): Promise<{ readonly address: string; readonly kept: KeptLogin }>;
  /**
   * @param address with which the provider sent the browser back
   * @throws where it was cancelled or tampered with, or the provider does not answer
   */
  end(address: URL, kept: KeptLogin): Promise<Tokens & { readonly claims: oauth.IDToken }>;
  /** @throws oauth.ResponseBodyError where the provider takes the token no more */
  renew(refreshToken: string): Promise<Tokens>;
}

export function createCodeFlow({ issuer, clientId, redirect, scope }: CodeFlowOptions): CodeFlow {
  const client: oauth.Client = { client_id: clientId };
  const options = {
    [oauth.customFetch]: (address: string, init: object) => loopbackFetch(address, init),
    [oauth.allowInsecureRequests]: issuer.startsWith('http://localhost:'),
  };
  let known: Promise<oauth.AuthorizationServer> | undefined;
  const server = () => {
    known ??= discover().catch((error) => {
      known = undefined;
      throw error;
    });
    return known;
  };
  const discover = async () =>
    oauth.processDiscoveryResponse(new URL(issuer), await oauth.discoveryRequest(new URL(issuer), options));

  return {
    async begin() {
      const kept = {
        verifier: oauth.generateRandomCodeVerifier(),
        state: oauth.generateRandomState(),
        nonce: oauth.generateRandomNonce(),
      };
      const address = new URL((await server()).authorization_endpoint as string);
      address.search = new URLSearchParams({
        client_id: clientId,
        response_type: 'code',
        redirect_uri: redirect,
        scope,
        // Whoever used this browser before is not asked about.
        prompt: 'login',
        state: kept.state,
        nonce: kept.nonce,
        code_challenge: await oauth.calculatePKCECodeChallenge(kept.verifier),
        code_challenge_method: 'S256',
      }).toString();
      return { address: address.href, kept };
    },

    async end(address, { verifier, state, nonce }) {
      const at = await server();
      const back = oauth.validateAuthResponse(at, client, address, state);
      const none = oauth.None();
      const answer = await oauth.authorizationCodeGrantRequest(at, client, none, back, redirect, verifier, options);
      const checks = { expectedNonce: nonce, requireIdToken: true };
      const tokens = await oauth.processAuthorizationCodeResponse(at, client, answer, checks);
      return { ...tokensIn(tokens), claims: oauth.getValidatedIdTokenClaims(tokens) as oauth.IDToken };
    },

    async renew(refreshToken) {
      const at = await server();
      const answer = await oauth.refreshTokenGrantRequest(at, client, oauth.None(), refreshToken, options);
      const fresh = tokensIn(await oauth.processRefreshTokenResponse(at, client, answer));
      // A provider that does not rotate them sends none (RFC 6749 §6).
      return { ...fresh, refreshToken: fresh.refreshToken ?? refreshToken };
    },
  };
}

const tokensIn = (answer: oauth.TokenEndpointResponse): Tokens => ({
  accessToken: answer.access_token,
  refreshToken: answer.refresh_token ?? null,
  seconds: answer.expires_in ?? null,
});
