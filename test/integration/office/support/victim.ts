/** A gateway's import runner in a process of its own, to be killed: its configuration as JSON is the only argument. */
import { createImportRunner } from '../../../../gateway/imports/runner.ts';
import { openWorld } from '../../../../gateway/open-world.ts';

const config = JSON.parse(process.argv[2] ?? '');
const { world } = await openWorld(config);
createImportRunner(world, config, (job, fault) => console.error(job, fault)).start();
