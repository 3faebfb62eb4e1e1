import type { CreditRecord } from '@duecheck/core/assess';
import type { SubjectType } from '@duecheck/core/catalogue';
import type { IdentityKind } from '@duecheck/core/subject';
import type { CivilDate } from '@duecheck/core/time';

/** One line of `registry.ndjson`: what the identity registry knows, so that name and number can be compared. */
export interface RegistryEntry {
  readonly kind: IdentityKind;
  readonly number: string;
  readonly name: string;
  readonly type: SubjectType;
  /** Bodies only. */
  readonly establishedOn?: CivilDate;
}

/** One line of `records.ndjson`. */
export interface SeedRecord extends CreditRecord {
  readonly subject: { readonly kind: IdentityKind; readonly number: string; readonly name: string };
}

/** The platforms of the demonstration. */
export const PLATFORM_IDS = ['city', 'province'] as const;
export type PlatformId = (typeof PLATFORM_IDS)[number];

/** Where a record lies: the gateway's own store, or a platform. */
export type Holder = 'own' | PlatformId;

/** A record with the platforms that have it. */
export interface PlatformRecord {
  readonly record: SeedRecord;
  readonly at: readonly PlatformId[];
}
