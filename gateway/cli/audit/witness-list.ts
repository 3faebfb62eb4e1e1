/** Which witnesses an auditor counts, and how many of them must have cosigned. */
import { equalBytes } from '@duecheck/core/bytes';
import { DuecheckError } from '@duecheck/core/errors';
import type { NoteVerifier } from '@duecheck/core/register';
import { witnessVerifiers } from '../../witnesses/known-witnesses.ts';
import type { AuditCode } from './gateway-log.ts';

export interface CountedWitnesses {
  readonly vkeys: readonly string[];
  readonly quorum: number;
}

/** What a gateway says of its own witnesses: worth as much as its word, until it is pinned. @throws DuecheckError `gateway-answer` */
export function parseWitnessList(text: string): CountedWitnesses {
  const [first = '', ...vkeys] = text.trimEnd().split('\n');
  const [, quorum] = /^quorum (\d{1,3})$/.exec(first) ?? [];
  if (quorum === undefined || Number(quorum) > vkeys.length || (Number(quorum) === 0 && vkeys.length > 0))
    throw new DuecheckError<AuditCode>('gateway-answer', 'the list of witnesses is not in its form');
  return { vkeys, quorum: Number(quorum) };
}

/**
 * A log that cosigns itself is no witness, whatever its key is called.
 * @throws DuecheckError as `witnessVerifiers`, and `ambiguous-key` for the log's own key
 */
export function countedVerifiers({ vkeys }: CountedWitnesses, log: NoteVerifier): NoteVerifier[] {
  const verifiers = witnessVerifiers(vkeys);
  if (verifiers.some(({ publicKey }) => equalBytes(publicKey, log.publicKey)))
    throw new DuecheckError('ambiguous-key', 'the log names its own key as a witness');
  return verifiers;
}
