import { answered, type Reply } from '@duecheck/core/check';
import { inLanguage } from '@duecheck/core/text';
import type { BatchChoice } from '../messages/batch.ts';
import { boundSteps } from './bound-steps.ts';
import { caseSystem } from './case-system.ts';
import { readLanguage } from './settings.ts';

/** Steps that take a list. */
export async function batchChoices(): Promise<Reply<readonly BatchChoice[]>> {
  const language = await readLanguage();
  const steps = await boundSteps(({ queryModes }) => queryModes.includes('batch'));
  if (!steps.ok) return steps;
  return answered(
    steps.answer.map(({ binding, row }) => ({
      binding: binding.id,
      decisionPoint: row.id,
      origin: binding.origin,
      title: inLanguage(row.title, language),
      site: inLanguage(binding.title, language),
      system: caseSystem(binding),
      table: binding.table ? binding : null,
      needsAuthorisation: row.authority.kind === 'unconfirmed' || row.authority.kind === 'consent',
    })),
  );
}
