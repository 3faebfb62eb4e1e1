/** A person looks at what is on record of him or herself: all of it, free of charge, and registered as any lookup is (本人查询). */
import { type CheckAnswer, newId } from '@duecheck/core/contract';
import { runCheck } from '../checks/run-check.ts';
import { subjectOf } from '../checks/subject-of.ts';
import { rootOf } from '../identity/organisations.ts';
import type { World } from '../world.ts';
import { oneself, type Person, subjectIn } from './person.ts';

const ROW = 'self-enquiry';

/** @param origin of the window */
export async function enquireOfOneself(world: World, person: Person, origin: string): Promise<CheckAnswer> {
  const subject = subjectOf(person.subject);
  const catalogue = await world.lists.catalogue();
  return runCheck(world, {
    begin: async (trx) => {
      const organisation = await rootOf(trx);
      const checkId = newId('chk', { now: world.clock.now(), random: world.random(16) });
      return {
        run: {
          checkId,
          by: 'person' as const,
          flags: [],
          account: person.account,
          held: [oneself(organisation)],
          superiors: [],
          request: {
            decisionPoint: ROW,
            origin,
            // Each look is a case of its own: there is nothing to decide.
            case: { key: checkId, label: '本人查询', part: '1' },
            subject: subjectIn(subject),
          },
          subject,
          binding: { organisation, decisionPoint: ROW, version: 0 },
          catalogue,
          legal: await world.legal(trx),
          pace: 'single' as const,
        },
      };
    },
    end: async (_trx, check) => check,
  });
}
