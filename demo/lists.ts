/**
 * The demonstration's signed lists. In an office two persons sign, each in a client of their own, offline (PROTOCOL,
 * Signing lists and bindings); here one program holds both keys, in an ignored folder, and builds of the extension for
 * the demonstration pin them. A release pins none of them.
 */
import { createHash, createPrivateKey, createPublicKey, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Binding, BindingList } from '@duecheck/core/binding';
import type { Catalogue } from '@duecheck/core/catalogue';
import type { Feed, ListName } from '@duecheck/core/contract';
import { type ListRoot, listText, signerOf } from '@duecheck/core/lists';
import {
  formatSkey,
  formatVkey,
  NOTE_ED25519,
  type NoteSigner,
  noteKeyId,
  parseSkey,
  portableSuite,
  signNote,
} from '@duecheck/core/register';
import { readJson, writeJson } from './json-file.ts';

const SIGNERS = ['demo.duecheck.invalid/list-signer-1', 'demo.duecheck.invalid/list-signer-2'] as const;
const suite = portableSuite();

interface ListSigner extends NoteSigner {
  readonly vkey: string;
}

export interface SignedList {
  readonly version: string;
  readonly feed: Feed;
}

export interface DemoLists {
  /** What clients pin: two keys, both needed. */
  readonly root: ListRoot;
  readonly catalogue: SignedList;
  readonly bindings: SignedList;
}

export interface DemoListOptions {
  /** Where the two keys are kept; made at the first start. */
  readonly folder: string;
  readonly catalogue: Catalogue;
  readonly bindings: readonly Binding[];
}

/** Signs the lists as they are now. The same content gives the same version and the same bytes. */
export async function signDemoLists({ folder, catalogue, bindings }: DemoListOptions): Promise<DemoLists> {
  const signers = await loadSigners(folder);
  const version = `demo-${createHash('sha256').update(JSON.stringify(bindings)).digest('hex').slice(0, 12)}`;
  const list: BindingList = { format: 'duecheck/bindings/1', version, bindings: [...bindings] };
  return {
    root: { vkeys: signers.map(({ vkey }) => vkey), threshold: SIGNERS.length },
    catalogue: await sign('catalogue', catalogue.version, catalogue, signers),
    bindings: await sign('bindings', version, list, signers),
  };
}

async function sign(
  list: ListName,
  version: string,
  value: unknown,
  signers: readonly ListSigner[],
): Promise<SignedList> {
  const body = JSON.stringify(value);
  return { version, feed: { note: await signNote(listText(list, version, body, suite), signers), body } };
}

/** The root alone, for building an extension before anything is signed. */
export const demoListRoot = async (folder: string): Promise<ListRoot> => ({
  vkeys: (await loadSigners(folder)).map(({ vkey }) => vkey),
  threshold: SIGNERS.length,
});

async function loadSigners(folder: string): Promise<ListSigner[]> {
  const path = join(folder, 'list-keys.json');
  const kept = await readJson<string[]>(path);
  const secrets = kept ?? SIGNERS.map(makeSecret);
  if (!kept) await writeJson(path, secrets, 0o600);
  return secrets.map(listSignerOf);
}

function makeSecret(name: string): string {
  const seed = new Uint8Array(randomBytes(32));
  return formatSkey({ name, id: noteKeyId(name, NOTE_ED25519, publicKeyOf(seed), suite), seed });
}

function listSignerOf(skey: string): ListSigner {
  const { name, id, seed } = parseSkey(skey);
  return { ...signerOf(skey), vkey: formatVkey({ name, id, type: NOTE_ED25519, publicKey: publicKeyOf(seed) }) };
}

/** PKCS #8 around an Ed25519 seed (RFC 8410 §7). */
const PKCS8_HEAD = Buffer.from('302e020100300506032b657004220420', 'hex');

function publicKeyOf(seed: Uint8Array): Uint8Array {
  const key = createPrivateKey({ key: Buffer.concat([PKCS8_HEAD, seed]), format: 'der', type: 'pkcs8' });
  return new Uint8Array(createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(-32));
}
