import { halfWidth, INVISIBLE } from './clean-number.ts';
import { isDescribed, isMaskedName, isUnreadable, nameCharacters } from './name-characters.ts';

declare const normalisedName: unique symbol;

/** A name as it is compared; never shown. */
export type NormalisedName = string & { readonly [normalisedName]: true };

export type NameFlag =
  | 'empty'
  /** More than 100 characters: not a name. */
  | 'too-long'
  /** Private-use characters: what they look like depends on the font of the system they come from. */
  | 'private-use'
  /** A character written by its components, ⿰王莹. */
  | 'described'
  /** ? or □, where a system lost a character. */
  | 'unreadable'
  /** The page hides part of the name. */
  | 'masked';

export interface Name {
  /** As in the document, without invisible characters around and inside. */
  readonly shown: string;
  readonly compared: NormalisedName;
  readonly flags: readonly NameFlag[];
}

/** GB 18030-2022 allows 25 Chinese characters at least; names of bodies are longer. */
export const NAME_LIMIT = 100;

/**
 * Planes 2 and 3 whole, not by script: an engine's Unicode tables may be older than the character. Private use and
 * descriptions stand for Chinese characters.
 */
const HAN = '[\\p{Script=Han}\\p{Co}\\u{20000}-\\u{3FFFF}\\u2FF0-\\u2FFF\\u31EF]';
/** What people and systems type for U+00B7, the only dot that 民委发〔2016〕33号 allows. */
const DOTS = '[\\u00B7\\u2022\\u2027\\u22C5\\u30FB\\uFF65\\uFF0E.\\u2219\\u0387\\u16EB]';
const DOT_IN_CHINESE = new RegExp(`(?<=${HAN}) ?${DOTS} ?(?=${HAN})`, 'gu');
const SPACE_IN_CHINESE = new RegExp(`(?<=${HAN}) | (?=${HAN})`, 'gu');
/** Letters that have cases, with the accents that follow them. NFC never touches a Chinese character here. */
const CASED = /[\p{Lu}\p{Ll}\p{Lt}][\p{Lu}\p{Ll}\p{Lt}\p{M}]*/gu;

/**
 * Only what carries no identity is levelled: width of Latin letters, case, spaces, the dot of 买买提·艾力, the brackets
 * of a body's name. No character is folded into another: 龑 and 䶮 stay two (IDS §9.5), and NFC and NFKC would both
 * change some names.
 *
 * @example normaliseName(' 买买提•艾力 ').compared // '买买提·艾力'
 */
export function normaliseName(raw: string): Name {
  const shown = raw.replace(INVISIBLE, '').trim();
  const compared = halfWidth(shown)
    // Variation selectors choose a drawing, not a character.
    .replace(/[\uFE00-\uFE0F\u{E0100}-\u{E01EF}]/gu, '')
    .replace(/\s+/g, ' ')
    .replace(DOT_IN_CHINESE, '·')
    .replace(SPACE_IN_CHINESE, '')
    .trim()
    .replace(CASED, (letters) => letters.toUpperCase().normalize('NFC'));
  return { shown, compared: compared as NormalisedName, flags: flagsOf(compared) };
}

function flagsOf(compared: string): NameFlag[] {
  const characters = nameCharacters(compared);
  const flags: NameFlag[] = [];
  if (characters.length === 0) flags.push('empty');
  if (characters.length > NAME_LIMIT) flags.push('too-long');
  if (/\p{Co}/u.test(compared)) flags.push('private-use');
  if (characters.some(isDescribed)) flags.push('described');
  if (characters.some((c) => isUnreadable(c) && !/^\p{Co}/u.test(c))) flags.push('unreadable');
  if (isMaskedName(compared)) flags.push('masked');
  return flags;
}
