/**
 * Runs the shared conformance vectors (RFC 6962, 8032, 8785 and the C2SP specifications) against our own code. The data
 * lives beside the repository and keeps its own licences, so it is never copied in; where it is missing, this says so.
 * Then random trees are compared with another implementation of the same log, where the machine has it.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compareWithGo } from '../test/conformance/tlog/differential.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const runner = join(root, '..', 'shared', 'vectors', 'run.mjs');

/** The sets that the runner knows, to name what did not run. */
const SETS = [
  'merkle inclusion probes',
  'merkle consistency probes',
  'rfc6962 golden',
  'sumdb tlog golden',
  'tile paths',
  'signed note',
  'checkpoint',
  'tessera log 15',
  'sunlight mirror 300',
  'tlog proof',
  'cosignature',
  'RFC 8785 JCS',
  'wycheproof ed25519',
  'tamper log 15',
  'witness protocol',
];

const agrees = await compareWithGo();
if (existsSync(runner)) {
  const { status } = spawnSync(process.execPath, [runner, join(root, 'test', 'conformance', 'adapter.mjs')], {
    stdio: 'inherit',
  });
  process.exit(status === 0 && !agrees ? 1 : (status ?? 1));
}
for (const set of SETS) console.log(`SKIP ${set}`);
console.log(`skipped: ${SETS.length} sets, because ../shared/vectors is not beside this checkout`);
process.exitCode = agrees ? 0 : 1;
