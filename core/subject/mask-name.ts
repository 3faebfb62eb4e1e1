import type { SubjectType } from '../catalogue/types.ts';
import { nameCharacters } from './name-characters.ts';

/**
 * The first character, the rest `*` (IDS §0.5): `张*`, `欧**`. A name of one character is hidden whole. Names of bodies
 * are public and stay as they are.
 */
export function maskName(name: string, type: SubjectType): string {
  if (type !== 'individual' && type !== 'civil-servant') return name;
  const characters = nameCharacters(name.trim());
  return characters.map((character, i) => (i === 0 && characters.length > 1 ? character : '*')).join('');
}
