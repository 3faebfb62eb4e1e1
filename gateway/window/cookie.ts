/**
 * What the window remembers between two pages: sealed, in the person's own browser, one for each enquiry, so that two that are open at
 * once do not end each other. `__Host-`: this origin alone, encrypted connections alone (draft-ietf-httpbis-rfc6265bis §4.1.3);
 * browsers take loopback for one.
 */
import { hkdfSync } from 'node:crypto';
import { Subject } from '@duecheck/core/contract';
import { EncryptJWT, jwtDecrypt } from 'jose';
import * as z from 'zod/mini';
import { KeptLogin } from '../identity/code-flow.ts';
import { SESSION_MS } from '../widget/sessions.ts';

const NAME = '__Host-duecheck-window';

/** Before the sign-in what it must come back with, afterwards who it was. */
export const Remembered = z.strictObject({
  /** null: at the person's own pages. */
  session: z.nullable(z.string()),
  login: z.nullable(KeptLogin),
  person: z.nullable(
    z.strictObject({
      account: z.strictObject({ iss: z.string(), sub: z.string(), assurance: z.string() }),
      subject: Subject,
    }),
  ),
  /** Comes back with each form: another site's page does not know it. */
  form: z.string(),
});
export type Remembered = z.infer<typeof Remembered>;

export interface CookieJar {
  write(value: Remembered): Promise<string>;
  /** Forgets who is at his or her own pages. */
  forget(): string;
  /**
   * @param session null: the person's own pages
   * @returns null where there is none, or not one of ours, or an old one
   */
  read(header: string | undefined, session: string | null): Promise<Remembered | null>;
  /** The one whose sign-in comes back with this `state` (RFC 6749 §10.12). */
  readByState(header: string | undefined, state: string): Promise<Remembered | null>;
}

/** @param secret of the gateway's own keys; the same in every gateway of a house */
export function createCookieJar(secret: Uint8Array, now: () => number): CookieJar {
  const key = new Uint8Array(hkdfSync('sha256', secret, '', 'duecheck/window-cookie/v1', 32));

  async function open(sealed: string): Promise<Remembered | null> {
    try {
      const { payload } = await jwtDecrypt(sealed, key, { currentDate: new Date(now()) });
      const value = Remembered.safeParse(payload.value);
      return value.success ? value.data : null;
    } catch {
      return null;
    }
  }

  return {
    async write(value) {
      const seconds = Math.floor(now() / 1000);
      const sealed = await new EncryptJWT({ value })
        .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
        .setExpirationTime(seconds + SESSION_MS / 1000)
        .encrypt(key);
      return `${nameOf(value.session)}=${sealed}; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=${SESSION_MS / 1000}`;
    },
    forget: () => `${nameOf(null)}=; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=0`,
    async read(header, session) {
      const sealed = cookiesIn(header).get(nameOf(session));
      const value = sealed === undefined ? null : await open(sealed);
      // The name is the browser's word; what is sealed is ours.
      return value?.session === session ? value : null;
    },
    async readByState(header, state) {
      for (const [name, sealed] of cookiesIn(header)) {
        const value = name.startsWith(NAME) ? await open(sealed) : null;
        if (value?.login?.state === state) return value;
      }
      return null;
    },
  };
}

/** Whatever an address holds, a cookie's name may not. */
const nameOf = (session: string | null): string =>
  `${NAME}-${session === null ? 'mine' : session.replace(/[^\w-]/g, '')}`;

const cookiesIn = (header = ''): Map<string, string> =>
  new Map(
    header.split('; ').flatMap((pair) => {
      const at = pair.indexOf('=');
      return at < 0 ? [] : [[pair.slice(0, at), pair.slice(at + 1)] as const];
    }),
  );
