import { DuecheckError } from '@duecheck/core/errors';
import { isCivilDate } from '@duecheck/core/time';
import type { ConfigCode } from '../config-code.ts';

/** @returns midnight in Shanghai, in milliseconds. @throws DuecheckError `setting-wrong` */
export function sinceInstant(day: string): number {
  if (!isCivilDate(day))
    throw new DuecheckError<ConfigCode>('setting-wrong', '--since takes a day, such as 2026-11-01');
  return Date.parse(`${day}T00:00:00+08:00`);
}
