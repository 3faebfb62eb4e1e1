/** What a binding could say of a page that somebody points at: the recorder's half of this room, never in a content script. */

export { fieldIn, wordsOf } from '../value.ts';
export { plain } from '../words.ts';
export * from './address.ts';
export * from './container.ts';
export * from './locators.ts';
