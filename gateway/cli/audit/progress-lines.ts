/** How far an audit is: one line that rewrites itself on a terminal, a plain line now and then elsewhere. */
import { duration } from '../../intake/progress-line.ts';

const REWRITTEN_EVERY_MS = 200;
const SAID_EVERY_MS = 10_000;

export interface AuditProgressLines {
  readonly show: (entries: bigint, size: bigint) => void;
  readonly end: () => void;
}

/** @param elapsedMs since the first entry of this run. @param here entries of this run; what an earlier one read took none of its time */
export function progressText(entries: bigint, size: bigint, here: bigint, elapsedMs: number): string {
  const seconds = elapsedMs / 1000;
  const rate = seconds === 0 ? 0 : Number(here) / seconds;
  const percent = size === 0n ? 100 : Number((entries * 100n) / size);
  const left = rate === 0 ? '' : `, ${duration(Number(size - entries) / rate)} left`;
  return `${entries} of ${size} entries (${percent}%), ${Math.round(rate)}/s${left}`;
}

/** @param out standard error, so that the report on standard output stays clean */
export function createAuditProgressLines(
  out: Pick<NodeJS.WriteStream, 'isTTY' | 'write'>,
  now: () => number,
): AuditProgressLines {
  const every = out.isTTY ? REWRITTEN_EVERY_MS : SAID_EVERY_MS;
  let began: { readonly at: number; readonly entries: bigint } | undefined;
  let shown = now();
  return {
    show(entries, size) {
      const at = now();
      began ??= { at, entries };
      if (at - shown < every) return;
      shown = at;
      const text = progressText(entries, size, entries - began.entries, at - began.at);
      out.write(out.isTTY ? `\r\u001B[K${text}` : `${text}\n`);
    },
    end: () => void (out.isTTY && out.write('\r\u001B[K')),
  };
}
