/** What may be printed of a page: its words, and no whole number of anybody. */
import { tame } from '@duecheck/core/binding/lint';
import { maskNumber } from '@duecheck/core/subject';

/** As long numbers are written, with the blanks and strokes that occur in them: identity cards, credit codes, accounts. */
const LONG = /(?<![0-9A-Za-z])[0-9A-Za-z](?:[ -]?[0-9A-Za-z]){13,30}(?![0-9A-Za-z])/g;
/** A credit code has ten digits at least; a case number of a date and a count has fewer. */
const DIGITS = 10;

/** @param known numbers that were read in this page, whatever they look like */
export function hush(text: string, known: readonly string[] = []): string {
  const ascii = text
    .replace(/\u3000/g, ' ')
    .replace(/[０-９Ａ-Ｚａ-ｚ]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0));
  const without = known.reduce((rest, number) => (number === '' ? rest : rest.replaceAll(number, maskNumber)), ascii);
  const masked = without.replace(LONG, (run) => {
    const bare = run.replace(/[ -]/g, '');
    return (bare.match(/\d/g) ?? []).length < DIGITS ? run : maskNumber(bare);
  });
  return tame(masked.replace(/\s+/g, ' ').trim(), 120);
}
