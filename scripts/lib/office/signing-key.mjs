/** The office's own key. It is the extension's identity: whoever holds it can update the extension in every browser. */
import { createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { Failure } from '../failure.mjs';

/**
 * @typedef {{ pem: string, publicKey: string, made: 'now' | 'before', open: 'owner' | 'others' }} SigningKey
 * `publicKey`: SPKI in base64, as a manifest's `key`; `open`: who can read the file
 */

/**
 * Reads the key, or makes one where there is none.
 * @param {string} file
 * @returns {SigningKey}
 * @throws {Failure} `key-unreadable`, `key-not-rsa`
 */
export function openSigningKey(file) {
  if (existsSync(file)) return { ...parse(file, readFileSync(file, 'utf8')), made: 'before', open: readers(file) };
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 3072 });
  const pem = String(privateKey.export({ type: 'pkcs8', format: 'pem' }));
  // `wx`: two runs at once must not leave two offices with one name.
  writeFileSync(file, pem, { mode: 0o600, flag: 'wx' });
  return { ...parse(file, pem), made: 'now', open: 'owner' };
}

/** @param {string} file @param {string} pem */
function parse(file, pem) {
  let key;
  try {
    key = createPrivateKey(pem);
  } catch {
    throw new Failure('key-unreadable', `${file} holds no private key in PEM, or one with a passphrase.`);
  }
  if (key.asymmetricKeyType !== 'rsa')
    throw new Failure('key-not-rsa', `${file} holds a key of type ${key.asymmetricKeyType}; browsers want RSA.`);
  const publicKey = createPublicKey(key).export({ type: 'spki', format: 'der' }).toString('base64');
  return { pem, publicKey };
}

/** Windows has no such bits; there the folder's rights count. @param {string} file @returns {'owner' | 'others'} */
const readers = (file) => (process.platform !== 'win32' && statSync(file).mode & 0o077 ? 'others' : 'owner');
