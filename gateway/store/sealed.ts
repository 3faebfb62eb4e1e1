/**
 * What business rows must keep and the database must not read: a case's key and label under the organisation's key of the
 * month, a subject under its own register key of the year. An erased key takes them along.
 */
import { concat, fromUtf8, utf8 } from '@duecheck/core/bytes';
import type { Case } from '@duecheck/core/contract';
import { DuecheckError } from '@duecheck/core/errors';
import { NONCE_BYTES } from '@duecheck/core/register';
import type { IdentityKind } from '@duecheck/core/subject';
import { legalDateOf } from '@duecheck/core/time';
import { iso } from '../clock.ts';
import type { KeyRef } from '../keys/subject-keys.ts';
import type { World } from '../world.ts';
import type { Trx } from './database.ts';

type Sealer = Pick<World, 'suite' | 'random' | 'subjectKeys'>;

export async function seal(trx: Trx, world: Sealer, ref: KeyRef, aad: string, value: unknown): Promise<Uint8Array> {
  const [key] = await world.subjectKeys.take(trx, [ref]);
  return sealUnder(key as Uint8Array, world, aad, value);
}

/** @param key of the row's own subject or office, taken in this transaction */
export const sealUnder = (
  key: Uint8Array,
  world: Pick<World, 'suite' | 'random'>,
  aad: string,
  value: unknown,
): Promise<Uint8Array> => sealJson(key, world, aad, JSON.stringify(value));

/** @param json as it is read again */
export async function sealJson(
  key: Uint8Array,
  world: Pick<World, 'suite' | 'random'>,
  aad: string,
  json: string,
): Promise<Uint8Array> {
  const nonce = world.random(NONCE_BYTES);
  // `Buffer.from` takes a quarter of what TextEncoder does.
  const plaintext = Buffer.from(json);
  return concat(nonce, await world.suite.seal({ key, nonce, plaintext, aad: Buffer.from(aad) }));
}

/** @throws DuecheckError `sealed-gone` where the key was erased */
export async function unseal<T>(trx: Trx, world: Sealer, ref: KeyRef, aad: string, sealed: Uint8Array): Promise<T> {
  const [key] = await world.subjectKeys.find(trx, [ref]);
  return openUnder<T>(key, world, aad, sealed);
}

/** @param key as `subjectKeys.find` gave it. @throws DuecheckError `sealed-gone` where there is none any more */
export async function openUnder<T>(
  key: Uint8Array | undefined,
  world: Pick<World, 'suite'>,
  aad: string,
  sealed: Uint8Array,
): Promise<T> {
  if (key === undefined || sealed.length === 0) throw new DuecheckError('sealed-gone', 'what this row kept was erased');
  const nonce = sealed.subarray(0, NONCE_BYTES);
  const ciphertext = sealed.subarray(NONCE_BYTES);
  return JSON.parse(fromUtf8(await world.suite.open({ key, nonce, ciphertext, aad: utf8(aad) }))) as T;
}

export interface SealedCase {
  readonly organisation: string;
  readonly sealed_case: Uint8Array;
  readonly key_month: string;
}

const officeRef = (organisation: string, month: string): KeyRef => ({ kind: 'office', organisation, month });

/** @param id of the row that keeps it */
export async function sealCase(
  trx: Trx,
  world: Sealer & Pick<World, 'clock'>,
  organisation: string,
  id: string,
  value: Case,
): Promise<Pick<SealedCase, 'sealed_case' | 'key_month'>> {
  const key_month = legalDateOf(iso(world.clock.now())).slice(0, 7);
  return { sealed_case: await seal(trx, world, officeRef(organisation, key_month), `case/${id}`, value), key_month };
}

export const openCase = (trx: Trx, world: Sealer, id: string, row: SealedCase): Promise<Case> =>
  unseal<Case>(trx, world, officeRef(row.organisation, row.key_month), `case/${id}`, row.sealed_case);

export interface SubjectInFull {
  readonly kind: IdentityKind;
  readonly number: string;
  readonly name: string;
}

const subjectRef = (subjectKey: Uint8Array, year: number): KeyRef => ({
  kind: 'subject',
  subjectKey,
  use: 'register',
  year,
});

export async function sealSubject(
  trx: Trx,
  world: Sealer & Pick<World, 'clock'>,
  subjectKey: Uint8Array,
  id: string,
  { kind, number, name }: SubjectInFull,
): Promise<{ sealed_subject: Uint8Array; key_year: number }> {
  const key_year = Number(legalDateOf(iso(world.clock.now())).slice(0, 4));
  const sealed_subject = await seal(trx, world, subjectRef(subjectKey, key_year), `subject/${id}`, {
    kind,
    number,
    name,
  });
  return { sealed_subject, key_year };
}

export const openSubject = (
  trx: Trx,
  world: Sealer,
  row: { id: string; subject_key: Uint8Array; key_year: number; sealed_subject: Uint8Array },
): Promise<SubjectInFull> =>
  unseal<SubjectInFull>(trx, world, subjectRef(row.subject_key, row.key_year), `subject/${row.id}`, row.sealed_subject);

/** Words of an office about one of its own acts (a reason), under its key of the month. @param id of the row that keeps them */
export const sealWords = (
  trx: Trx,
  world: Sealer,
  at: { readonly organisation: string; readonly key_month: string },
  id: string,
  words: string,
): Promise<Uint8Array> => seal(trx, world, officeRef(at.organisation, at.key_month), `words/${id}`, words);

export const openWords = (
  trx: Trx,
  world: Sealer,
  at: { readonly organisation: string; readonly key_month: string },
  id: string,
  sealed: Uint8Array,
): Promise<string> => unseal<string>(trx, world, officeRef(at.organisation, at.key_month), `words/${id}`, sealed);
