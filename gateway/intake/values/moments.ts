/** Instants as systems write them: with a zone, without one (then it is Shanghai's), as a day alone, or in seconds (nginx). */
import { readDate } from './dates.ts';

/** Milliseconds since 1970. A day alone is its beginning. */
export type Moment = number | 'empty' | 'invalid';

const SECONDS = /^\d{1,11}\.\d{3}$/;
const ZONED = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/;
const TIME = /[T ]?(\d{1,2})[:：](\d{2})(?:[:：](\d{2})(\.\d{1,3})?)?$/;

/** @example readMoment('2026年11月26日 9:05') // Date.parse('2026-11-26T09:05:00+08:00') */
export function readMoment(raw: string): Moment {
  const text = raw.trim();
  if (SECONDS.test(text)) return Math.round(Number(text) * 1000);
  if (ZONED.test(text)) return valid(Date.parse(text));
  const date = readDate(text);
  if (date === 'empty') return 'empty';
  if (typeof date === 'string') return 'invalid';
  const [said, hour = '0', minute = '00', second = '00', part = ''] = TIME.exec(text) ?? [];
  // What follows a day and is no time of day is not guessed at.
  if (said === undefined && /[:：]/.test(text)) return 'invalid';
  return valid(Date.parse(`${date.day}T${hour.padStart(2, '0')}:${minute}:${second}${part}+08:00`));
}

const valid = (ms: number): Moment => (Number.isNaN(ms) ? 'invalid' : ms);
