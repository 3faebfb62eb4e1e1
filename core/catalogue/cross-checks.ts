import type { Problem } from './problem.ts';
import type { Catalogue } from './types.ts';
export function checkCatalogue(_catalogue: Catalogue): readonly Problem[] {
  return [];
}
