/** One import in a process of its own, told by whoever measures: { config, file } in, what it took out. */
import { once } from 'node:events';
import { importFile } from '../../gateway/intake/import-file.ts';
import { openWorld } from '../../gateway/open-world.ts';

const [{ config, file }] = await once(process, 'message');
const { world, close } = await openWorld(config);
const cpuBefore = process.cpuUsage();
const started = performance.now();
const report = await importFile(world, { file, type: 'penalty', organisation: 'qz' });
const seconds = (performance.now() - started) / 1000;
const { user, system } = process.cpuUsage(cpuBefore);
await close();
process.send?.({
  report,
  seconds,
  cpuMicros: user + system,
  peakMiB: Math.round(process.resourceUsage().maxRSS / 1024),
});
