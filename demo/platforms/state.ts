/** The switches of one running platform. */
import type { FaultMode } from './faults.ts';
import { isWithin } from './maintenance.ts';

export interface State {
  mode: FaultMode;
  /** `23:00-05:00`; null: none. */
  maintenance: string | null;
}

/** What is wrong now: the switch, or else the hour. */
export const modeNow = ({ mode, maintenance }: State, instant: number): FaultMode =>
  mode === 'none' && maintenance !== null && isWithin(maintenance, instant) ? 'maintenance' : mode;
