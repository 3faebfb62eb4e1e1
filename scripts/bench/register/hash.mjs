/** What `duecheck audit` reckons for each leaf: hashed, compared with its tile, rolled up to the signed root. The network is not in it. */
import { auditLog, noteVerifier, treeHash } from '../../../core/register/index.ts';
import { intl1 } from '../../../gateway/keys/suite-intl-1.ts';
import { memoryLog } from './memory-log.mjs';

/** @param {import('../../bench-register.mjs').Options} options */
export async function hashFigures({ full, say }) {
  const size = full ? 1_000_000 : 300_000;
  const { files, checkpoint, vkey } = await memoryLog(size);
  const once = async () => {
    const began = performance.now();
    const cpu = process.cpuUsage();
    const { status } = await auditLog({
      checkpoint: Buffer.from(checkpoint),
      log: noteVerifier(vkey, intl1),
      fetchTile: async (path) => files.get(path),
      tree: treeHash(intl1.hash),
    });
    if (status !== 'verified') throw new Error('the log of the bench does not verify');
    const { user, system } = process.cpuUsage(cpu);
    return { perSecond: size / ((performance.now() - began) / 1000), perCpu: size / ((user + system) / 1_000_000) };
  };
  await once();
  const runs = [await once(), await once(), await once()];
  const best = (/** @type {'perSecond' | 'perCpu'} */ of) => Math.round(Math.max(...runs.map((run) => run[of])));
  say({ name: 'audit.leavesPerSecond', value: best('perSecond'), unit: 'leaves/s', budget: { least: 200_000 } });
  say({ name: 'audit.leavesPerCpuSecond', value: best('perCpu'), unit: 'leaves/s of CPU' });
}
