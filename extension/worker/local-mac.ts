/** HMACs under a key that cannot leave this device: what is owed can be recognised after a restart, and not read. */
import { toBase64Url, utf8 } from '@duecheck/core/bytes';
import type { CaseRead, SubjectRead } from '../messages/index.ts';
import { database } from './database.ts';

const ALGORITHM = { name: 'HMAC', hash: 'SHA-256' } as const;

async function key(): Promise<CryptoKey> {
  const db = await database();
  const known = await db.get('localKeys', 'mac');
  if (known) return known;
  const made = (await crypto.subtle.generateKey(ALGORITHM, false, ['sign'])) as CryptoKey;
  // `add` lets the first of two workers win; both then use its key.
  await db.add('localKeys', made, 'mac').catch(() => undefined);
  return (await db.get('localKeys', 'mac')) ?? made;
}

const mac = async (value: unknown): Promise<string> =>
  toBase64Url(new Uint8Array(await crypto.subtle.sign('HMAC', await key(), utf8(JSON.stringify(value)))));

export const caseMac = (organisation: string, decisionPoint: string, at: CaseRead): Promise<string> =>
  mac(['case', organisation, decisionPoint, at.key, at.part]);
export const subjectMac = (subject: SubjectRead): Promise<string> =>
  mac(['subject', subject.kind, subject.number, subject.name]);
