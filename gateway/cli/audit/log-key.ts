/** Under which key a log is audited: one that is known from elsewhere, or was trusted before, or, at a first use, its own. */
import { utf8 } from '@duecheck/core/bytes';
import {
  vkeyFor as keyFor,
  vkeyOfRegister as keyOfRegister,
  noteVerifier,
  openCheckpoint,
  parseVkey,
} from '@duecheck/core/register';
import { intl1 } from '../../keys/suite-intl-1.ts';
import type { AuditOptions } from './audit-options.ts';
import type { KeySource } from './audit-report.ts';
import type { GatewayLog } from './gateway-log.ts';
import type { AuditState } from './state-file.ts';

export interface LogKey {
  readonly vkey: string;
  readonly source: KeySource;
}

/** @param note the head under audit: of several keys that are trusted the newest that signed it counts. */
export async function logKey(
  { vkey, trusted }: Pick<AuditOptions, 'vkey' | 'trusted'>,
  state: Pick<AuditState, 'vkey'> | undefined,
  log: Pick<GatewayLog, 'text'>,
  note: string,
): Promise<LogKey> {
  if (trusted !== undefined) {
    const signed = trusted.vkeys.find((one) => isSignedBy(note, one));
    return { vkey: signed ?? trusted.vkeys[0] ?? '', source: trusted.source };
  }
  if (vkey !== undefined) return { vkey, source: 'given' };
  if (state !== undefined) return { vkey: state.vkey, source: 'pinned' };
  return { vkey: (await log.text('vkey')).split('\n')[0] ?? '', source: 'first-use' };
}

export function isSignedBy(note: string, vkey: string): boolean {
  try {
    openCheckpoint(utf8(note), noteVerifier(vkey, intl1));
    return true;
  } catch {
    return false;
  }
}

export const publicKeyIn = (vkey: string): Uint8Array => parseVkey(vkey, intl1).publicKey;

export const vkeyFor = (origin: string, publicKey: Uint8Array): string => keyFor(origin, publicKey, intl1);

export const vkeyOfRegister = (vkey: string, origin: string): string => keyOfRegister(vkey, origin, intl1);
