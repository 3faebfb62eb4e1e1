export * from './container.ts';
export { locate, locateEvery } from './locate.ts';
export * from './read.ts';
