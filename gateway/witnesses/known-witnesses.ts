/** The witnesses that a log is configured with: whom it asks, and whose cosignatures count. */

export interface WitnessSetting {
  /** Its submission prefix (C2SP tlog-witness). */
  readonly url: string;
  readonly vkey: string;
}

/** Plain data, which a thread can be handed. */
export interface WitnessSettings {
  readonly asked: readonly WitnessSetting[];
  /** How many of them must have cosigned a head before it counts as cosigned. */
  readonly quorum: number;
}

export const NO_WITNESSES: WitnessSettings = { asked: [], quorum: 0 };
