import type { Binding } from '@duecheck/core/binding';
import type { DecisionPoint } from '@duecheck/core/catalogue';
import { answered, type Reply } from '@duecheck/core/check';
import type { SessionAnswer } from '@duecheck/core/contract';
import type * as z from 'zod/mini';
import { readList } from './lists.ts';
import { transport } from './transport.ts';

export interface Step {
  readonly binding: Binding;
  readonly row: DecisionPoint;
}

/**
 * Steps of bound systems that this account's posts cover. Which organ stands under which is the gateway's to know: a post
 * at an organ that is bound nowhere is taken for one above, and the gateway has the last word.
 */
export async function boundSteps(takes: (row: DecisionPoint) => boolean): Promise<Reply<readonly Step[]>> {
  const session = await transport.call({ route: 'session' });
  if (!session.ok) return session;
  const [catalogue, bindings] = [await readList('catalogue'), await readList('bindings')];
  const bound = bindings?.list.bindings.filter(({ disabled }) => !disabled) ?? [];
  const posts = session.answer.roles.filter(({ role }) => role === 'clerk' || role === 'reviewer');
  const named = new Set(bound.map(({ organisation }) => organisation));
  return answered(
    bound.flatMap((binding) => {
      const row = catalogue?.list.decisionPoints.find(({ id }) => id === binding.decisionPoint);
      return row && takes(row) && posts.some((post) => covers(post, binding, named)) ? [{ binding, row }] : [];
    }),
  );
}

type Post = z.infer<typeof SessionAnswer>['roles'][number];

const covers = (
  { organisation, decisionPoints }: Post,
  binding: { organisation: string; decisionPoint: string },
  named: ReadonlySet<string>,
): boolean =>
  (decisionPoints === null || decisionPoints.includes(binding.decisionPoint)) &&
  (organisation === binding.organisation || !named.has(organisation));
