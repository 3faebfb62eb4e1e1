/** The lists as data: their shape, their cross-checks, and what is due at a step. */
export * from './bases.ts';
export * from './lookup.ts';
export * from './types.ts';
