export * from './choice.ts';
export * from './container.ts';
export * from './drift.ts';
export { type Located, locate, locateEvery, locateName } from './locate.ts';
export * from './read.ts';
export { isVisible } from './visible.ts';
