import { DuecheckError } from '@duecheck/core/errors';
import { WITNESS_FAULTS, type WitnessFaultCode } from '../register/errors.ts';

/** @param detail for an operator; never what the witness wrote, which may be anything. */
export const witnessFault = (code: WitnessFaultCode, detail: string, cause?: unknown) =>
  new DuecheckError<WitnessFaultCode>(code, detail, { cause });

export const isWitnessFault = (error: unknown): error is DuecheckError<WitnessFaultCode> =>
  error instanceof DuecheckError && (WITNESS_FAULTS as readonly string[]).includes(error.code);
