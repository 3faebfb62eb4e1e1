import { cleanRun } from './clean-run.ts';
import { incentives } from './incentives.ts';
import { newestFirst } from './order.ts';
import { others } from './others.ts';
import { restrictions } from './restrictions.ts';
import { show } from './show.ts';
import type { AssessInput, Assessment } from './types.ts';
import { isUsable } from './usable.ts';
import { visibleCategories } from './visible.ts';

/**
 * What these records mean for this case today: what the clerk may see, which restrictions the law allows on them, which
 * conveniences stand open. Pure and the same for every row; it lists and never picks (DESIGN §1.9).
 *
 * Trusts its input: records were parsed at intake (a catalogue item, a known type), the decision point is of `catalogue`.
 */
export function assess(input: AssessInput): Assessment {
  const inForce = input.records.filter((record) => isUsable(record, input.today)).sort(newestFirst);
  const visible = visibleCategories(input);
  const shown = inForce.filter((record) => visible.has(record.category));
  const run = cleanRun(input, inForce);
  return {
    records: shown.map((record) => show(record, input.catalogue)),
    restrictions: restrictions(input, shown),
    ...incentives(input, shown, run),
    others: others(input),
    ...(run && { cleanRun: run }),
  };
}
