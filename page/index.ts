export * from './choice.ts';
export { aboutOf, containersOf, isOnPage, pathOf } from './container.ts';
export { entered, queryAll } from './css.ts';
export * from './drift.ts';
export { type Located, locate, locateEvery, locateName } from './locate.ts';
export { readNumber } from './number.ts';
export * from './read.ts';
export { isVisible } from './visible.ts';
