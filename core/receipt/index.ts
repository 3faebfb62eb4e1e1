export * from './case-hash.ts';
export * from './claims.ts';
export * from './deferral.ts';
export { MAX_TOKEN_BYTES } from './jws.ts';
export * from './set.ts';
export * from './sign.ts';
export * from './verify.ts';
