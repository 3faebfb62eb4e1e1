/** What a platform says in `code`, with HTTP 200 whatever it is (domain/FORMATS §6). */
import type { SourceFaultCode } from '../source.ts';

type Meaning = 'ok' | 'no-record' | 'mismatch' | 'secret-over' | SourceFaultCode;

const MEANINGS: Readonly<Record<string, Meaning>> = {
  '00': 'ok',
  '01': 'no-record',
  '10': 'mismatch',
  '20': 'refused',
  /** The secret ended, or is not known any more: a new one is asked for, once. */
  '21': 'secret-over',
  '22': 'secret-over',
  '30': 'rate-limited',
  '90': 'maintenance',
  '99': 'fault',
};

/** A code that nobody told us about is a fault of the platform, never "no record". */
export const meaningOf = (code: string): Meaning => (Object.hasOwn(MEANINGS, code) && MEANINGS[code]) || 'fault';

/** Anything but 200 comes from something before the platform; no body of it is read. */
export const faultOfStatus = (status: number): SourceFaultCode => {
  if (status === 401 || status === 403) return 'refused';
  if (status === 429) return 'rate-limited';
  return status === 503 ? 'maintenance' : 'fault';
};
