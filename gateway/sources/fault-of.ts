import { SourceFault } from './source.ts';

/**
 * What any failure of a source becomes. The error itself is not carried along: a parser quotes the text that it stumbled
 * over, and that text may name somebody.
 */
export const faultOf = (error: unknown): SourceFault =>
  error instanceof SourceFault
    ? error
    : new SourceFault('fault', `${error instanceof Error ? error.name : 'something'} while a source was asked`);
