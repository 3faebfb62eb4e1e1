/** One line on a terminal: a bar, the rate and the time that remains. Nothing where nobody watches. */
import type { Progress } from './import-file.ts';

const WIDTH = 24;
const EVERY_MS = 200;

/**
 * @param elapsedMs since the start
 * @example progressText({ rows: 5000, bytes: 50, totalBytes: 100 }, 1000) // '[############------------]  50%  5000 rows  5000/s  1 s left'
 */
export function progressText({ rows, bytes, totalBytes }: Progress, elapsedMs: number): string {
  const share = totalBytes === 0 ? 1 : Math.min(1, bytes / totalBytes);
  const full = Math.round(share * WIDTH);
  const seconds = elapsedMs / 1000;
  const rate = seconds === 0 ? 0 : Math.round(rows / seconds);
  const left = share === 0 ? '' : `  ${duration((seconds / share) * (1 - share))} left`;
  const percent = `${Math.floor(share * 100)}`.padStart(3);
  return `[${'#'.repeat(full)}${'-'.repeat(WIDTH - full)}] ${percent}%  ${rows} rows  ${rate}/s${left}`;
}

export const duration = (seconds: number): string => {
  const whole = Math.ceil(seconds);
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
};

export interface ProgressLine {
  readonly show: (progress: Progress) => void;
  readonly end: () => void;
}

/** @param out where people look: standard error, so that the result on standard output stays clean */
export function createProgressLine(out: NodeJS.WriteStream, now: () => number): ProgressLine {
  if (!out.isTTY) return { show: () => undefined, end: () => undefined };
  const started = now();
  let shown = 0;
  return {
    show(progress) {
      if (now() - shown < EVERY_MS) return;
      shown = now();
      out.write(`\r\u001B[K${progressText(progress, shown - started)}`);
    },
    end: () => void out.write('\r\u001B[K'),
  };
}
