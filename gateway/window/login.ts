/** OpenID Connect with PKCE, for a person: real name and number come from the provider, and from nowhere else. */
import { Subject } from '@duecheck/core/contract';
import * as oauth from 'oauth4webapi';
import { loopbackFetch } from '../loopback-fetch.ts';
import type { Person } from '../widget/person.ts';
import type { Remembered } from './cookie.ts';

export interface LoginOptions {
  readonly issuer: string;
  readonly clientId: string;
  /** Public address of the window. */
  readonly url: string;
}

/** The claim that holds kind and number, as the provider verified them. */
export const SUBJECT_CLAIM = 'urn:duecheck:subject';

export type LoginFault = 'login.failed' | 'login.noSubject';

export interface Login {
  begin(): Promise<{ readonly address: string; readonly kept: NonNullable<Remembered['login']> }>;
  /** @param address with which the provider sent the person back */
  end(address: URL, kept: NonNullable<Remembered['login']>): Promise<Person | LoginFault>;
}

export function createLogin({ issuer, clientId, url }: LoginOptions): Login {
  const client: oauth.Client = { client_id: clientId };
  const redirect = `${url}/callback`;
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
        scope: 'openid profile identity',
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
      try {
        const at = await server();
        const back = oauth.validateAuthResponse(at, client, address, state);
        const answer = await oauth.authorizationCodeGrantRequest(
          at,
          client,
          oauth.None(),
          back,
          redirect,
          verifier,
          options,
        );
        const tokens = await oauth.processAuthorizationCodeResponse(at, client, answer, {
          expectedNonce: nonce,
          requireIdToken: true,
        });
        const claims = oauth.getValidatedIdTokenClaims(tokens);
        const held = claims?.[SUBJECT_CLAIM] as object | undefined;
        const subject = Subject.safeParse({ ...held, name: claims?.name });
        if (claims === undefined || !subject.success) return 'login.noSubject';
        const assurance = typeof claims.acr === 'string' ? claims.acr : 'real-name';
        return { account: { iss: claims.iss, sub: claims.sub, assurance }, subject: subject.data };
      } catch {
        // Cancelled, tampered with, or a provider that does not answer: the person begins anew.
        return 'login.failed';
      }
    },
  };
}
