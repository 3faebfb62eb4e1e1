/** Texts of a binding as they may be shown: a hostile one must not move the cursor, turn the line or fill the screen. */

/** Controls, what turns the direction, and what has no width (Unicode 17, Bidi_Control and Default_Ignorable). */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029\u3164\uFFA0\u115F\u1160]/u;

/** @returns the first such character as `U+202E`, or null */
export function hiddenCharacter(text: string): string | null {
  const [found] = HIDDEN.exec(text) ?? [];
  return found === undefined ? null : named(found);
}

export function tame(text: string, most = 80): string {
  // Cut first: a megabyte need not be read to show a line of it.
  const start = Array.from(text.slice(0, most * 2))
    .slice(0, most)
    .join('');
  const shown = start.replace(new RegExp(HIDDEN, 'gu'), (character) => `<${named(character)}>`);
  return start.length < text.length ? `${shown}…` : shown;
}

const named = (character: string): string =>
  `U+${(character.codePointAt(0) as number).toString(16).toUpperCase().padStart(4, '0')}`;
