/** Signing in as the person concerned: real name and number come from the provider, and from nowhere else. */
import { Subject } from '@duecheck/core/contract';
import { createCodeFlow, type KeptLogin } from '../identity/code-flow.ts';
import type { Person } from '../widget/person.ts';

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
  begin(): Promise<{ readonly address: string; readonly kept: KeptLogin }>;
  /** @param address with which the provider sent the person back */
  end(address: URL, kept: KeptLogin): Promise<Person | LoginFault>;
}

export function createLogin({ issuer, clientId, url }: LoginOptions): Login {
  const flow = createCodeFlow({ issuer, clientId, redirect: `${url}/callback`, scope: 'openid profile identity' });
  return {
    begin: flow.begin,
    async end(address, kept) {
      // Cancelled, tampered with, or a provider that does not answer: the person begins anew.
      const claims = await flow.end(address, kept).then(
        (ended) => ended.claims,
        () => null,
      );
      if (claims === null) return 'login.failed';
      const subject = Subject.safeParse({ ...(claims[SUBJECT_CLAIM] as object | undefined), name: claims.name });
      if (!subject.success) return 'login.noSubject';
      const assurance = typeof claims.acr === 'string' ? claims.acr : 'real-name';
      return { account: { iss: claims.iss, sub: claims.sub, assurance }, subject: subject.data };
    },
  };
}
