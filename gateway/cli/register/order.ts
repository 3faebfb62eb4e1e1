/** The flags of what two administrators of the credit office do together, and whom it is about. */
import { readFileSync } from 'node:fs';
import { DuecheckError } from '@duecheck/core/errors';
import type { Command } from 'commander';
import * as z from 'zod/mini';
import type { Ordered } from '../../erasure/administrators.ts';
import type { PersonNamed } from '../../erasure/person.ts';
import type { Settings } from '../config.ts';
import { withSettings } from '../settings.ts';

export interface OrderFlags extends Settings {
  readonly by: string;
  readonly second: string;
  readonly reason: string;
}

export const withOrder = (command: Command): Command =>
  withSettings(command)
    .requiredOption('--by <sub>', 'administrator of the credit office who does it, as the OpenID issuer names them')
    .requiredOption('--second <sub>', 'another one, who looked at it and agrees')
    .requiredOption('--reason <words>', 'why; sealed in the entry');

/** @throws DuecheckError `setting-missing` */
export function orderOf({ by, second, reason, issuer = process.env.DUECHECK_ISSUER }: OrderFlags): Ordered {
  if (issuer === undefined)
    throw new DuecheckError('setting-missing', 'name the OpenID issuer of both: --issuer or DUECHECK_ISSUER');
  return { by: { iss: issuer, sub: by }, second: { iss: issuer, sub: second }, reason };
}

const Named = z.strictObject({ kind: z.string(), number: z.string() });

/**
 * From a file or standard input: a number on the command line would stand in the shell's history and in every process list.
 * @throws DuecheckError `subject-unreadable`
 */
export function readPerson(file: string): PersonNamed {
  try {
    return Named.parse(JSON.parse(readFileSync(file === '-' ? 0 : file, 'utf8')));
  } catch {
    throw new DuecheckError('subject-unreadable', `${file}: write {"kind": "resident-id", "number": "…"} there`);
  }
}
