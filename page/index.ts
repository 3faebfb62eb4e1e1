export * from './container.ts';
export { locateEvery } from './locate.ts';
export * from './read.ts';
