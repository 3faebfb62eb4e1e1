import type { SourceFault, SourceFaultCode } from './source.ts';

/** For who keeps the gateway running: a clerk learns only that a source is missing, and not why. */
export interface ToldFault {
  readonly source: string;
  readonly fault: SourceFaultCode;
  /** Names a list, a column or a code, and never what the platform sent. */
  readonly why: string;
}

export type OnFault = (fault: ToldFault) => void;

/** Of what was asked. A question that the breaker kept back is no news about the platform. */
export function tellFault(source: string, { code, message }: SourceFault, onFault: OnFault): void {
  if (code !== 'open-circuit') onFault({ source, fault: code, why: message });
}
