/** Words on screen, zh-CN first. Surfaces import their own table; a content script is sent its own. */
export { BATCH } from './batch.ts';
export { CARD } from './card.ts';
export { sayDate, sayTime } from './dates.ts';
export { FILL } from './fill.ts';
export { NEWS } from './news.ts';
export { OPTIONS, WELCOME } from './options.ts';
export { PAGE } from './page.ts';
export { PANEL } from './panel.ts';
export { PAPER_PAGE } from './paper-page.ts';
export { PAPER_PLACES } from './paper-places.ts';
export { NUMBER_KINDS, PAPER } from './paper-words.ts';
export { POPUP } from './popup.ts';
export { sayProblem } from './problems.ts';
export { RECORDER } from './recorder.ts';
export { sayRowCode } from './row-codes.ts';
export { MENU, SELECTED } from './selected.ts';
export { saySource, saySources } from './sources.ts';
export * from './translate.ts';
