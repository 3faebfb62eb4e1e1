export { caseAddress } from './case-address.ts';
export * from './types.ts';
