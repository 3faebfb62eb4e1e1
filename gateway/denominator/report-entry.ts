/** Who raised the denominator, and by how much: coverage can be bent from there as well. */
import { toHex } from '@duecheck/core/bytes';
import type { Trx } from '../store/database.ts';
import type { World } from '../world.ts';
import type { Reporter, Taken } from './take-reports.ts';

/** What told us nothing new leaves no entry: a proxy may send its lines every minute. */
export async function appendReport(
  trx: Trx,
  world: Pick<World, 'register' | 'index'>,
  { organisation, source, kind }: Reporter,
  { taken, repeated, refused }: Taken,
  lines: string,
): Promise<void> {
  if (taken === 0) return;
  // Keyed: a few lines with an identity number in them could be searched for by a plain hash (IDS §0.4).
  const digest = toHex(world.index.request(lines));
  await world.register.append(trx, [
    {
      type: 'import',
      organisation,
      decisionPoint: null,
      actor: null,
      subject: null,
      case: null,
      request: {
        kind,
        source,
        rows: taken + repeated + refused.length,
        taken,
        repeated,
        refused: refused.length,
        digest,
      },
      outcome: null,
      office: {},
    },
  ]);
}
