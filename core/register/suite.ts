/**
 * The one place where algorithms enter. Everything in `core/register` and `core/receipt` takes a `Suite`, so that a
 * deployment under the national algorithms (SM2, SM3, SM4) is another file, not another register (DESIGN §4).
 */

/** `intl-1`: SHA-256, HMAC-SHA-256, AES-256-GCM, Ed25519. */
export const SUITE_IDS = ['intl-1'] as const;
export type SuiteId = (typeof SUITE_IDS)[number];

/** Every suite's digest, and so every tree hash, is this long (SHA-256 and SM3 both are). */
export const HASH_BYTES = 32;
/** The nonce of every suite's AEAD (AES-GCM and SM4-GCM both take 96 bits). */
export const NONCE_BYTES = 12;

export type Hash = (bytes: Uint8Array) => Uint8Array;

export interface Suite {
  readonly id: SuiteId;
  /** The JOSE `alg` of receipts under this suite (RFC 8037: EdDSA). */
  readonly jwsAlgorithm: string;
  /** Synchronous: leaves are hashed by the hundred thousand, and a promise each costs ten times the hash. */
  readonly hash: Hash;
  hmac(key: Uint8Array, bytes: Uint8Array): Uint8Array;
  /** @returns ciphertext ‖ tag, without the nonce. */
  seal(input: SealInput): Promise<Uint8Array>;
  /** @returns the plaintext. @throws whatever the platform throws if key, nonce, aad or a single bit differ. */
  open(input: OpenInput): Promise<Uint8Array>;
  /** @param secretKey the private key as the suite stores it; for keys that cannot be exported use a `Signer`. */
  sign(secretKey: Uint8Array, message: Uint8Array): Promise<Uint8Array>;
  /** Strict: malleable or non-canonical signatures are false (RFC 8032 §5.1.7). Never throws. */
  verify(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean;
}

export interface SealInput {
  readonly key: Uint8Array;
  readonly nonce: Uint8Array;
  readonly plaintext: Uint8Array;
  readonly aad: Uint8Array;
}

export interface OpenInput {
  readonly key: Uint8Array;
  readonly nonce: Uint8Array;
  readonly ciphertext: Uint8Array;
  readonly aad: Uint8Array;
}

/** A signing key whose bytes nobody needs to see: a file, a hardware module, a browser's non-extractable key. */
export interface Signer {
  readonly suite: SuiteId;
  readonly kid: string;
  sign(message: Uint8Array): Promise<Uint8Array>;
}

/** @returns that many unpredictable bytes. */
export type Random = (length: number) => Uint8Array;
