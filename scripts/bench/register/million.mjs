/** What is asked of a register of a million entries (ten with --full): proofs, and the first page of every search an auditor can make. */
import { openWorld } from '../../../gateway/open-world.ts';
import { openGateway } from '../house.mjs';
import { fill } from './fill.mjs';
import { proofFigures } from './proofs.mjs';
import { searchFigures } from './searches.mjs';

const AUDITOR = 'bench-auditor';

/**
 * @param {import('../house.mjs').House} seeded
 * @param {import('../../bench-register.mjs').Options} options
 */
export async function millionFigures(seeded, { full, say }) {
  const size = full ? 10_000_000 : 1_000_000;
  await settle(seeded);
  // A log of its own, which is empty: the house's already tells how it was set up.
  const house = { ...seeded, config: { ...seeded.config, url: 'http://million.test' } };
  const began = performance.now();
  await fill(house, size);
  say({ name: 'fill.seconds', value: Math.round((performance.now() - began) / 1000), unit: `s for ${size} entries` });
  const { running } = await openGateway(house, { jobs: 'idle' });
  try {
    await running.world.db
      .insertInto('role_assignment')
      .values({
        ...{ iss: house.config.issuer, sub: AUDITOR, organisation: 'qz', role: 'auditor', decision_points: null },
        ...{ valid_from: '2026-01-01', valid_until: null },
      })
      .execute();
    const url = `http://127.0.0.1:${running.port}`;
    await proofFigures({ running, url, size, say });
    await searchFigures({ running, url, size, auditor: AUDITOR, say });
  } finally {
    await running.close();
  }
}

/** What the house was set up with takes its places, so that nothing waits for the other log. @param {import('../house.mjs').House} house */
async function settle({ config }) {
  const { world, close } = await openWorld(config);
  await world.register.sequence();
  await close();
}
