/** The lists as data: their shape, their cross-checks, and what is due at a step. */
export { authorisableCategories } from './authorisable.ts';
export { type CannotGround, canGround, type Grounding } from './bases.ts';
export { checkCatalogue } from './cross-checks.ts';
export { type Authority, type Due, type DueAnswer, type DueQuestion, whatIsDue } from './due.ts';
export type { DueReason } from './due-reason.ts';
export { covers } from './forbidden.ts';
export { catalogueJsonSchema } from './json-schema.ts';
export { type CatalogueIndex, indexCatalogue, serviceItemKey } from './lookup.ts';
export { type ParsedCatalogue, parseCatalogue } from './parse.ts';
export { PROBLEM_CODES, type Problem, type ProblemCode } from './problem.ts';
export * from './types.ts';
