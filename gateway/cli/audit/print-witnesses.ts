import type { WitnessFailure, WitnessWarning } from './check-witnesses.ts';
import type { CosignatureFault } from './cosigned-note.ts';

export function witnessFailureLine(failure: WitnessFailure, size: bigint): string {
  switch (failure.code) {
    case 'quorum-missing':
      return `quorum missing: ${failure.valid} of the ${failure.needed} witnesses needed cosigned; ${size} entries could be rewritten`;
    case 'quorum-behind':
      return `quorum missing for entries ${failure.first} to ${failure.last}${since(failure.since)}: no cosigned head is as new`;
    case 'cosignature-bad':
      return cosignatureLine(failure);
    case 'cosigned-fork':
      return `the cosigned head of size ${failure.size} and this head are of two histories`;
  }
}

export function witnessWarningLine(warning: WitnessWarning): string {
  switch (warning.code) {
    case 'witness-silent':
      return `witness ${warning.witness} has not cosigned the newest cosigned head`;
    case 'quorum-behind':
      return `entries ${warning.first} to ${warning.last}${since(warning.since)} wait for their witnesses: until then they could be rewritten`;
    case 'cosignature-time':
      return cosignatureLine(warning);
  }
}

export function cosignatureLine(fault: CosignatureFault): string {
  const { code, witness } = fault;
  if (code === 'cosignature-bad')
    return `the line of witness ${witness} is not its cosignature of the head that is served with it`;
  const why = fault.why === 'ahead' ? 'a time that lies ahead' : 'a time before entries that it covers were made';
  return `the cosignature of witness ${witness} names ${why} (${fault.at}); it is not counted`;
}

const since = (at: string | null): string => (at === null ? '' : ` since ${at}`);
