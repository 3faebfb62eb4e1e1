/** What PostgreSQL costs beside us: its CPU is on the same two cores. */
import { readdirSync, readFileSync } from 'node:fs';

/** Linux counts in hundredths of a second for everybody (USER_HZ), whatever its own tick is. */
const MICROS_PER_TICK = 10_000;

/**
 * @param {number} pid of a process, its living children and those that it has buried
 * @returns {number | null} microseconds, user and system; null where there is no /proc
 */
export function cpuMicrosOf(pid) {
  if (process.platform !== 'linux') return null;
  let ticks = 0;
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const stat = statOf(name);
    if (stat !== null && (stat.pid === pid || stat.parent === pid)) ticks += stat.ticks;
  }
  return ticks * MICROS_PER_TICK;
}

/** @param {string} pid */
function statOf(pid) {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name stands in brackets and may hold blanks (proc_pid_stat(5)); fields are counted behind it, from 3.
    const fields = text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    const [utime = 0, stime = 0, cutime = 0, cstime = 0] = fields.slice(11, 15);
    return { pid: Number(pid), parent: fields[1], ticks: utime + stime + cutime + cstime };
  } catch {
    return null;
  }
}
