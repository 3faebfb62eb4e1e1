/** Lists signed by two keys made for this run. */

import type { Binding } from '@duecheck/core/binding';
import { type Catalogue, parseCatalogue } from '@duecheck/core/catalogue';
import type { Feed, ListName } from '@duecheck/core/contract';
import { listText } from '@duecheck/core/lists';
import { formatVkey, NOTE_ED25519, type NoteSigner, noteKeyId, portableSuite, signNote } from '@duecheck/core/register';
import { ed25519 } from '@noble/curves/ed25519.js';
import { loadCatalogue } from '../../../../catalogue/load.ts';

const suite = portableSuite();

export interface Signer extends NoteSigner {
  readonly vkey: string;
}

export function makeSigner(name: string): Signer {
  const seed = ed25519.utils.randomSecretKey();
  const publicKey = ed25519.getPublicKey(seed);
  const id = noteKeyId(name, NOTE_ED25519, publicKey, suite);
  return {
    name,
    id,
    vkey: formatVkey({ name, id, type: NOTE_ED25519, publicKey }),
    sign: (message) => suite.sign(seed, message),
  };
}

export async function signList(
  list: ListName,
  version: string,
  value: unknown,
  signers: readonly Signer[],
): Promise<Feed> {
  const body = JSON.stringify(value);
  return { note: await signNote(listText(list, version, body, suite), signers), body };
}

export function realCatalogue(): Catalogue {
  const parsed = parseCatalogue(loadCatalogue().value);
  if (!parsed.ok) throw new Error('the catalogue has problems');
  return parsed.catalogue;
}

export const hiringBinding = (origin: string, more: Partial<Binding> = {}): Binding => ({
  id: 'hiring-inspection',
  version: 1,
  title: { zh: '考察录用审核', en: 'Inspection and approval' },
  organisation: 'qz-rsj',
  origin,
  page: '^/',
  decisionPoint: 'civil-service-hiring',
  container: { css: '.el-dialog', title: '考察录用审核' },
  subject: { kind: 'detect', number: [{ label: '证件号码' }], name: [{ label: '姓名' }], visible: 'required' },
  case: { key: [{ label: '业务流水号' }], label: [{ label: '报名序号' }] },
  controls: [
    { id: 'hire', locate: [{ button: '录用' }], effect: 'favourable', acts: 'sends' },
    { id: 'reject', locate: [{ button: '驳回' }], effect: 'adverse', acts: 'sends' },
  ],
  requests: [
    { method: 'POST', path: '^/api/candidates/([0-9]+)/hire$', effect: 'favourable', case: 'path' },
    { method: 'POST', path: '^/api/candidates/([0-9]+)/reject$', effect: 'adverse', case: 'path' },
  ],
  enforcement: 'hold',
  ...more,
});
