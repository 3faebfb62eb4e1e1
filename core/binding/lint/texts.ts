/** What people read of a binding must be what it says: nothing in it that nobody sees. */
import type { Rule } from './finding.ts';
import { pointer } from './shape.ts';
import { hiddenCharacter } from './tame.ts';

export const texts: Rule = function* (binding) {
  for (const [path, text] of textsIn(binding, [])) {
    const character = hiddenCharacter(text);
    if (character) yield ['hidden-characters', pointer(path), { character }];
  }
};

type Path = readonly PropertyKey[];

function* textsIn(value: unknown, path: Path): Generator<readonly [Path, string]> {
  if (typeof value === 'string') yield [path, value];
  else if (Array.isArray(value)) for (const [at, one] of value.entries()) yield* textsIn(one, [...path, at]);
  else if (typeof value === 'object' && value !== null)
    for (const [key, one] of Object.entries(value)) yield* textsIn(one, [...path, key]);
}
