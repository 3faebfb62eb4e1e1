/** Signed lists: what two persons sign and every client opens. */
export * from './list-version.ts';
export * from './signed-list.ts';
export * from './unsigned-list.ts';
