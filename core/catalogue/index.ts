/** The lists as data: their shape, their cross-checks, and what is due at a step. */
export * from './bases.ts';
export { checkCatalogue } from './cross-checks.ts';
export * from './lookup.ts';
export * from './parse.ts';
export * from './problem.ts';
export * from './types.ts';
