export { caseAddress } from './case-address.ts';
export { bindingListJsonSchema } from './json-schema.ts';
export { patternFault, patternFaults } from './pattern-faults.ts';
export { firstGroup } from './patterns.ts';
export { drawStaged } from './staged.ts';
export * from './types.ts';
