/**
 * One key, one file: `<kid>.json`, readable by its owner only. Keys live outside the database (DESIGN §4), so that a
 * copy of the database opens nothing and signs nothing.
 */
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { DuecheckError } from '@duecheck/core/errors';
import { SUITE_IDS, type SuiteId } from '@duecheck/core/register';
import * as z from 'zod/mini';

/**
 * log: signs checkpoints. receipt: signs receipts. kek: wraps the keys of persons and offices. pepper: keys the columns
 * that are searched by a person, a name or a case. outbox: what clients seal their outbox bodies to.
 */
export const KEY_USES = ['log', 'receipt', 'kek', 'pepper', 'outbox'] as const;
export type KeyUse = (typeof KEY_USES)[number];

const common = {
  v: z.literal(1),
  kid: z.string().check(z.regex(/^[a-z0-9-]{8,64}$/)),
  suite: z.enum(SUITE_IDS),
  createdAt: z.iso.datetime({ precision: 3 }),
};
const b64u = (bytes: number) => z.string().check(z.length(Math.ceil((bytes * 4) / 3)), z.regex(/^[A-Za-z0-9_-]*$/));

/** Without `d` it signs no more, and what it signed still verifies. */
const signingJwk = z.strictObject({
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  x: b64u(32),
  d: z.optional(b64u(32)),
});
const secretJwk = z.strictObject({ kty: z.literal('oct'), k: b64u(32) });

/** RFC 8037 (OKP) and RFC 7518 (EC, oct) JWKs, private parts included. */
const KeyFile = z.discriminatedUnion('use', [
  z.strictObject({ ...common, use: z.literal('log'), jwk: signingJwk }),
  z.strictObject({ ...common, use: z.literal('receipt'), jwk: signingJwk }),
  z.strictObject({ ...common, use: z.literal('kek'), jwk: secretJwk }),
  // Stored beside every keyed column, so that a search knows under which pepper to look.
  z.strictObject({ ...common, use: z.literal('pepper'), version: z.int().check(z.positive()), jwk: secretJwk }),
  z.strictObject({
    ...common,
    use: z.literal('outbox'),
    jwk: z.strictObject({ kty: z.literal('EC'), crv: z.literal('P-256'), x: b64u(32), y: b64u(32), d: b64u(32) }),
  }),
]);
export type KeyFile = z.infer<typeof KeyFile>;

export type KeyCode =
  | 'key-ring-missing'
  | 'key-file-open-to-others'
  | 'key-file-malformed'
  | 'key-missing'
  | 'key-ended';

export interface NewKey {
  readonly use: KeyUse;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** Of a pepper: one more than the last. */
  readonly version?: number;
}

/** A fresh key of the international suite. */
export function newKey({ use, now, version = 1 }: NewKey): KeyFile {
  const createdAt = new Date(now).toISOString();
  // The date is for operators who look at the folder; the random part keeps kids apart when a ring is made anew.
  const kid = `${use}-${createdAt.slice(0, 10).replaceAll('-', '')}-${randomBytes(4).toString('hex')}`;
  const suite: SuiteId = 'intl-1';
  return KeyFile.parse({ v: 1, kid, suite, use, createdAt, jwk: newJwk(use), ...(use === 'pepper' && { version }) });
}

function newJwk(use: KeyUse): unknown {
  if (use === 'kek' || use === 'pepper') return { kty: 'oct', k: randomBytes(32).toString('base64url') };
  if (use === 'outbox') {
    const { kty, crv, x, y, d } = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({
      format: 'jwk',
    });
    return { kty, crv, x, y, d };
  }
  const { kty, crv, x, d } = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });
  return { kty, crv, x, d };
}

export const keyPath = (dir: string, kid: string): string => join(dir, `${kid}.json`);

/** Written beside its place, flushed, then renamed: a crash leaves the whole file or none. */
export function writeKeyFile(dir: string, key: KeyFile): void {
  const path = keyPath(dir, key.kid);
  const draft = `${path}.${randomBytes(4).toString('hex')}.new`;
  const file = openSync(draft, 'wx', 0o600);
  try {
    writeSync(file, `${JSON.stringify(key, null, 2)}\n`);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(draft, path);
}

/** @throws DuecheckError `key-file-open-to-others`, `key-file-malformed`; neither message repeats what is in the file */
export function readKeyFile(path: string): KeyFile {
  // Windows has no such bits; there the folder's access list is the operator's to set.
  if (process.platform !== 'win32' && (statSync(path).mode & 0o077) !== 0)
    throw new DuecheckError<KeyCode>('key-file-open-to-others', `${path}: others may read it; chmod 600`);
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    throw new DuecheckError<KeyCode>('key-file-malformed', `${path}: not JSON`);
  }
  const parsed = KeyFile.safeParse(json);
  if (!parsed.success) throw new DuecheckError<KeyCode>('key-file-malformed', `${path}: not a key file of version 1`);
  return parsed.data;
}
