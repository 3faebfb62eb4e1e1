/** The client: due → check → outcome → decision; what is owed when the gateway does not answer. */
export { DEADLINE_MS } from './attempt.ts';
export * from './client.ts';
export * from './deferral.ts';
export { type Intent, rememberIntent } from './intent.ts';
export { isFresh } from './is-fresh.ts';
export * from './outbox.ts';
export * from './reply.ts';
export * from './world.ts';
