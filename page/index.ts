export * from './container.ts';
export * from './drift.ts';
export { type Located, locate, locateEvery } from './locate.ts';
export * from './read.ts';
