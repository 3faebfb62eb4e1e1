/** What is wrong with a cell's text itself, whatever it means. */
import type { IntakeCode } from '../codes.ts';

/** Longest text that a field takes: a penalty's facts run to pages, never to this. */
const MAX_CELL = 20_000;
/** C0 and C1 but tab and line ends: no office means them, and PostgreSQL takes no NUL. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the point
const CONTROL = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F]/;
/** Directions that make a text look like another one (CVE-2021-42574). */
const BIDI = /[\u202A-\u202E\u2066-\u2069\u200E\u200F\u061C]/;

/** What a decoder could not read, or half of a pair: PostgreSQL's UTF-8 has no such thing. */
const LOST = /\uFFFD|\p{Surrogate}/u;

/** All of the above and every pair's halves: one scan clears nearly every cell. */
const ANY = new RegExp(`${CONTROL.source}|${BIDI.source}|[\\uD800-\\uDFFF\\uFFFD]`);

export function flawOf(text: string): IntakeCode | null {
  if (text.length > MAX_CELL) return 'cell-too-long';
  if (ANY.test(text)) {
    if (CONTROL.test(text) || BIDI.test(text)) return 'control-characters';
    if (LOST.test(text)) return 'characters-lost';
  }
  return text.startsWith('=') ? 'formula' : null;
}

const EQUALS = 0x3d;
const APOSTROPHE = 0x27;

/** `="330899…"` and a leading apostrophe are how people keep Excel from rounding a number: they mean the text. */
export function cellText(raw: string): string {
  const text = raw.trim();
  const first = text.charCodeAt(0);
  if (first !== EQUALS && first !== APOSTROPHE) return text;
  const quoted = /^="([^"]*)"$/.exec(text);
  return quoted === null ? text.replace(/^'(?=\S)/, '') : (quoted[1] as string).trim();
}
