/** Signed lists: what two persons sign and every client opens. */
export * from './signed-list.ts';
