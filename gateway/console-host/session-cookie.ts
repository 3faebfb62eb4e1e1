/**
 * Who is signed in at the console: sealed, in that browser alone, so that any gateway of a house answers and none keeps sessions. The
 * access token never reaches a script of the page. `__Host-`: this origin alone, encrypted connections alone
 * (draft-ietf-httpbis-rfc6265bis §4.1.3); browsers take loopback for one.
 */
import { hkdfSync } from 'node:crypto';
import { EncryptJWT, jwtDecrypt } from 'jose';
import * as z from 'zod/mini';
import { KeptLogin } from '../identity/code-flow.ts';

export const ConsoleSession = z.strictObject({
  /** As the provider names the account; shown, and nothing rests on it. */
  name: z.string(),
  accessToken: z.string(),
  refreshToken: z.nullable(z.string()),
  /** Milliseconds since 1970: when the access token ends. */
  endsAt: z.int(),
  /** When this sign-in ends, renewed or not. */
  over: z.int(),
});
export type ConsoleSession = z.infer<typeof ConsoleSession>;

/** Between leaving for the provider and coming back. */
export const Leaving = z.strictObject({ kept: KeptLogin, to: z.string() });
export type Leaving = z.infer<typeof Leaving>;

/** A working day: signed in once, asked again the next morning. */
export const SESSION_MS = 10 * 3_600_000;
const LEAVING_MS = 10 * 60_000;

interface Kind<T> {
  readonly name: string;
  readonly schema: z.ZodMiniType<T>;
  readonly lastsMs: number;
  /** `Lax` where the browser comes back from the provider's site. */
  readonly sameSite: 'Strict' | 'Lax';
}
const SESSION: Kind<ConsoleSession> = {
  ...{ name: '__Host-duecheck-console', schema: ConsoleSession },
  ...{ lastsMs: SESSION_MS, sameSite: 'Strict' },
};
const LEAVING: Kind<Leaving> = {
  ...{ name: '__Host-duecheck-console-login', schema: Leaving },
  ...{ lastsMs: LEAVING_MS, sameSite: 'Lax' },
};

export interface Sealed<T> {
  /** @returns a `Set-Cookie` */
  write(value: T): Promise<string>;
  forget(): string;
  /** @returns null where there is none, or not one of ours, or an old one */
  read(header: string | undefined): Promise<T | null>;
}

export interface ConsoleCookies {
  readonly session: Sealed<ConsoleSession>;
  readonly leaving: Sealed<Leaving>;
}

/** @param secret of the gateway's own keys; the same in every gateway of a house */
export function createConsoleCookies(secret: Uint8Array, now: () => number): ConsoleCookies {
  const sealedAs = <T>({ name, schema, lastsMs, sameSite }: Kind<T>): Sealed<T> => {
    const key = new Uint8Array(hkdfSync('sha256', secret, '', `duecheck/console-cookie/v1/${name}`, 32));
    const cookie = (value: string, seconds: number) =>
      `${name}=${value}; Path=/; Secure; HttpOnly; SameSite=${sameSite}; Max-Age=${seconds}`;
    return {
      async write(value) {
        const seconds = lastsMs / 1000;
        const jwt = new EncryptJWT({ value }).setProtectedHeader({ alg: 'dir', enc: 'A256GCM' });
        return cookie(await jwt.setExpirationTime(Math.floor(now() / 1000) + seconds).encrypt(key), seconds);
      },
      forget: () => cookie('', 0),
      async read(header) {
        const sealed = cookieIn(header, name);
        if (sealed === undefined) return null;
        try {
          const { payload } = await jwtDecrypt(sealed, key, { currentDate: new Date(now()) });
          return schema.parse(payload.value);
        } catch {
          return null;
        }
      },
    };
  };
  return { session: sealedAs(SESSION), leaving: sealedAs(LEAVING) };
}

const cookieIn = (header = '', name: string): string | undefined =>
  header
    .split('; ')
    .find((pair) => pair.startsWith(`${name}=`))
    ?.slice(name.length + 1);
