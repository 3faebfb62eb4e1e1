export * from './container.ts';
export * from './drift.ts';
export { locateEvery } from './locate.ts';
export * from './read.ts';
