/** One import in a process of its own, told by whoever measures: { config, file } in, what it took out. */
import { once } from 'node:events';
import { importInThread } from '../../gateway/intake/import-thread.ts';

const [{ config, file }] = await once(process, 'message');
const cpuBefore = process.cpuUsage();
const started = performance.now();
const report = await importInThread(config, { file, type: 'penalty', organisation: 'qz' });
const seconds = (performance.now() - started) / 1000;
const { user, system } = process.cpuUsage(cpuBefore);
process.send?.({
  report,
  seconds,
  cpuMicros: user + system,
  peakMiB: Math.round(process.resourceUsage().maxRSS / 1024),
});
