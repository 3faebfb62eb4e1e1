export * from './batch.ts';
export * from './from-card.ts';
export * from './from-page.ts';
export * from './paper.ts';
export * from './popup.ts';
export * from './sign-in.ts';
export * from './to-card.ts';
export * from './to-page.ts';
