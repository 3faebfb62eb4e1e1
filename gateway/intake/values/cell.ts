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

export function flawOf(text: string): IntakeCode | null {
  if (text.length > MAX_CELL) return 'cell-too-long';
  if (CONTROL.test(text) || BIDI.test(text)) return 'control-characters';
  if (LOST.test(text)) return 'characters-lost';
  return text.startsWith('=') ? 'formula' : null;
}

/** `="330899…"` and a leading apostrophe are how people keep Excel from rounding a number: they mean the text. */
export function cellText(raw: string): string {
  const text = raw.trim();
  const quoted = /^="([^"]*)"$/.exec(text);
  return quoted === null ? text.replace(/^'(?=\S)/, '') : (quoted[1] as string).trim();
}
