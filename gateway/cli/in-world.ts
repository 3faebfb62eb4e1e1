import { openWorld } from '../open-world.ts';
import type { World } from '../world.ts';
import { readConfig, type Settings } from './config.ts';

/** Opens the house of these settings for one piece of work, and closes it whatever comes. @throws as `openWorld` and the work */
export async function inWorld(settings: Settings, work: (world: World) => Promise<void>): Promise<void> {
  const { config, release } = await readConfig(settings);
  try {
    const { world, close } = await openWorld(config);
    try {
      await work(world);
    } finally {
      await close();
    }
  } finally {
    await release();
  }
}
