import { answered, type Reply } from '@duecheck/core/check';
import type { SessionAnswer } from '@duecheck/core/contract';
import { inLanguage } from '@duecheck/core/text';
import type * as z from 'zod/mini';
import type { BatchChoice } from '../messages/batch.ts';
import { caseSystem } from './case-system.ts';
import { readList } from './lists.ts';
import { readLanguage } from './settings.ts';
import { transport } from './transport.ts';

/**
 * Steps of bound systems that take a list and that this account's posts cover. Which organ stands under which is the
 * gateway's to know: a post at an organ that is bound nowhere is taken for one above, and the gateway has the last word.
 */
export async function batchChoices(): Promise<Reply<readonly BatchChoice[]>> {
  const session = await transport.call({ route: 'session' });
  if (!session.ok) return session;
  const [language, catalogue, bindings] = [
    await readLanguage(),
    await readList('catalogue'),
    await readList('bindings'),
  ];
  const bound = bindings?.list.bindings.filter(({ disabled }) => !disabled) ?? [];
  const posts = session.answer.roles.filter(({ role }) => role === 'clerk' || role === 'reviewer');
  const named = new Set(bound.map(({ organisation }) => organisation));
  return answered(
    bound.flatMap((binding) => {
      const row = catalogue?.list.decisionPoints.find(({ id }) => id === binding.decisionPoint);
      if (!row?.queryModes.includes('batch')) return [];
      if (!posts.some((post) => covers(post, binding, named))) return [];
      return [
        {
          binding: binding.id,
          decisionPoint: row.id,
          origin: binding.origin,
          title: inLanguage(row.title, language),
          site: inLanguage(binding.title, language),
          system: caseSystem(binding),
          needsAuthorisation: row.authority.kind === 'unconfirmed' || row.authority.kind === 'consent',
        },
      ];
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
