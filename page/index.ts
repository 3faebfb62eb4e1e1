export * from './container.ts';
export { type Located, locate, locateEvery } from './locate.ts';
export * from './read.ts';
