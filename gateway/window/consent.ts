/** What the person agrees to, word for word: its id, its version, and the digest of what was on screen (PIPL 14, 17, 23). */
import { createHash } from 'node:crypto';
import type { CatalogueIndex } from '@duecheck/core/catalogue';
import { inLanguage, type Language, translator, WINDOW, type Words } from '@duecheck/core/text';
import { rowOf } from '../lists/lists.ts';
import type { Consent } from '../widget/agree.ts';
import { handedCategories } from '../widget/handed-categories.ts';

/** A new version where any sentence of it changes. */
const TEXT = 'handover/2';

export interface ConsentText extends Consent {
  readonly lines: readonly { readonly label: string; readonly words: string }[];
}

export function consentFor(
  catalogue: CatalogueIndex,
  {
    decisionPoint,
    partner,
    language,
  }: { readonly decisionPoint: string; readonly partner: Words; readonly language: Language },
): ConsentText {
  const say = translator(WINDOW, language);
  const row = rowOf(catalogue, decisionPoint);
  const kinds = kindsOf({ catalogue, language }, handedCategories(row, catalogue));
  const lines = [
    { label: say('consent.who'), words: say('consent.whoYou') },
    { label: say('consent.for'), words: `${inLanguage(partner, language)} · ${inLanguage(row.title, language)}` },
    { label: say('consent.what'), words: kinds },
    { label: say('consent.often'), words: say('consent.oftenOnce') },
    { label: say('consent.partner'), words: say('consent.partnerKinds') },
    { label: say('consent.yours'), words: say('consent.rights') },
  ];
  const shown = JSON.stringify([TEXT, language, ...lines.map(({ label, words }) => [label, words])]);
  return { text: TEXT, digest: createHash('sha256').update(shown).digest('hex'), lines };
}

export const kindOf = (catalogue: CatalogueIndex, id: string, language: Language): string =>
  inLanguage(catalogue.categories.get(id)?.title ?? { zh: id, en: id }, language);

export const kindsOf = (
  { catalogue, language }: { readonly catalogue: CatalogueIndex; readonly language: Language },
  ids: readonly string[],
): string => ids.map((id) => kindOf(catalogue, id, language)).join(language === 'zh-CN' ? '、' : ', ');
