/** `--witness URL=VKEY` and `--witness-quorum N`, or the environment. */
import { DuecheckError } from '@duecheck/core/errors';
import { witnessVerifiers } from '@duecheck/core/register';
import { intl1 } from '../keys/suite-intl-1.ts';
import { NO_WITNESSES, type WitnessSettings } from '../witnesses/known-witnesses.ts';
import type { ConfigCode } from './config-code.ts';

interface WitnessFlags {
  readonly witness?: readonly string[];
  readonly witnessQuorum?: string;
}

/** @throws DuecheckError `setting-wrong`; as `witnessVerifiers` for what is no key of a witness */
export function readWitnesses(flags: WitnessFlags): WitnessSettings {
  const texts = flags.witness ?? (process.env.DUECHECK_WITNESSES ?? '').split(/\s+/).filter((text) => text !== '');
  const quorum = flags.witnessQuorum ?? (process.env.DUECHECK_WITNESS_QUORUM || undefined);
  if (texts.length === 0 && quorum === undefined) return NO_WITNESSES;
  const asked = texts.map(parseWitness);
  witnessVerifiers(
    asked.map(({ vkey }) => vkey),
    intl1,
  );
  return { asked, quorum: parseQuorum(quorum ?? String(asked.length), asked.length) };
}

function parseWitness(text: string): WitnessSettings['asked'][number] {
  // A verifier key of 33 bytes has no padding, so the last equals sign is ours.
  const [, url = '', vkey = ''] = /^(https?:\/\/.+)=([^=]+)$/.exec(text) ?? [];
  if (!URL.canParse(url))
    throw new DuecheckError<ConfigCode>('setting-wrong', 'a witness reads "https://witness.example=vkey"');
  return { url, vkey };
}

/** @param most how many witnesses there are: more can never cosign, and nothing would ever count as cosigned. */
export function parseQuorum(text: string, most: number): number {
  const quorum = /^\d{1,3}$/.test(text) ? Number(text) : Number.NaN;
  if (!(quorum >= 1 && quorum <= most))
    throw new DuecheckError<ConfigCode>(
      'setting-wrong',
      `a quorum is a number from 1 to ${most}, of the witnesses named`,
    );
  return quorum;
}
