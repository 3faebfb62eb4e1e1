/**
 * Characters that nobody sees: zero-width ones, the word joiner, the byte order mark, and the direction marks that
 * spreadsheets put before a copied number.
 */
export const INVISIBLE = /[\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u2069\uFEFF]/g;

/** Full-width digits, Latin letters, brackets and slash to ASCII; nothing else, so no Chinese character ever changes. */
export const halfWidth = (text: string): string =>
  text.replace(/[\uFF08\uFF09\uFF0F\uFF10-\uFF19\uFF21-\uFF3A\uFF41-\uFF5A]/g, (wide) =>
    String.fromCharCode(wide.charCodeAt(0) - 0xfee0),
  );

export const upperAscii = (text: string): string => text.replace(/[a-z]+/g, (letters) => letters.toUpperCase());

/** A number as typed or copied → half-width, upper-case, without blanks, hyphens and invisible characters. */
export const cleanNumber = (raw: string): string =>
  upperAscii(halfWidth(raw.replace(INVISIBLE, '').replace(/[\s\-\u2010-\u2015\u2212\uFF0D]/g, '')));
