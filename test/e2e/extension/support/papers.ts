/** Papers as the gateway makes them, of its own made-up person. */
import type { PaperAnswer, PaperKind, PaperModels } from '@duecheck/core/contract';
import type { Language } from '@duecheck/core/text';
import { checkTemplate, fillTemplate } from '../../../../gateway/papers/fill-template.ts';
import { samples } from '../../../../gateway/papers/samples.ts';
import { shippedTemplate } from '../../../../gateway/papers/shipped.ts';

export function paperFrom<K extends PaperKind>(
  kind: K,
  language: Language,
  more: Partial<PaperModels[K]>,
): Omit<PaperAnswer, 'entry'> {
  const checked = checkTemplate(kind, language, shippedTemplate(kind, language));
  const [sample] = samples(kind, language);
  if (!checked.ok || sample === undefined) throw new Error('the shipped template has a fault');
  const { blocks } = fillTemplate(kind, checked.templates, { ...sample, ...more });
  return { paper: kind, language, blocks: [...blocks], template: { organisation: null, version: 0 } };
}
