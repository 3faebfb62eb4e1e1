/** How many components an ideographic description character takes; everything else takes none. */
const componentsOf = (character: string): number => {
  if (/[\u2FF2\u2FF3]/.test(character)) return 3;
  if (/[\u2FFE\u2FFF]/.test(character)) return 1;
  return /[\u2FF0-\u2FFD\u31EF]/.test(character) ? 2 : 0;
};

/**
 * A name as the characters people see: code points, never UTF-16 units (䶮 is one unit, 𬱖 two), and a description of a
 * character that no font has (⿰王莹) counts as the one character it describes.
 */
export function nameCharacters(name: string): string[] {
  const characters: string[] = [];
  let open = 0;
  for (const point of name) {
    if (open === 0) characters.push(point);
    else characters.push(characters.pop() + point);
    open = Math.max(open - 1, 0) + componentsOf(point);
  }
  return characters;
}

export const isDescribed = (character: string): boolean => componentsOf(character) > 0;

/** Whether nothing is known about what stands here: private use (old police and bank fonts), or a lost character. */
export const isUnreadable = (character: string): boolean => /^[\p{Co}\uFFFD?？□■〓]/u.test(character);

/** Characters that hide one on purpose: 张**, 张××, 张○○. Not the dots that stand between the parts of a name. */
export const isHidden = (character: string): boolean => /^[*＊×✕✱∗●○▇█]$/.test(character);

/** Whether a page shows a part of this name only. One X alone may be a letter of the name's own. */
export const isMaskedName = (name: string): boolean =>
  [...name].some(isHidden) || /\p{Script=Han}[XxＸ]{2,}$/u.test(name);
