/** Which template an organisation's papers are made from: its own, the nearest superior's, or the shipped one. */
import type { PaperKind, TemplateRef } from '@duecheck/core/contract';
import type { Language } from '@duecheck/core/text';
import { superiorsOf } from '../identity/organisations.ts';
import type { Trx } from '../store/database.ts';
import { shippedTemplate } from './shipped.ts';

export interface TemplateAt {
  readonly organisation: string;
  readonly kind: PaperKind;
  readonly language: Language;
}

export interface TemplateInForce extends TemplateRef {
  readonly text: string;
}

/** In the order in which they hold; the shipped one is the last, and there is always one. */
export async function templatesFor(
  trx: Trx,
  { organisation, kind, language }: TemplateAt,
): Promise<[TemplateInForce, ...TemplateInForce[]]> {
  const chain = [organisation, ...(await superiorsOf(trx, organisation))];
  const rows = await trx
    .selectFrom('paper_template')
    .select(['organisation', 'version', 'body'])
    .where('organisation', 'in', chain)
    .where('kind', '=', kind)
    .where('language', '=', language)
    .orderBy('version', 'desc')
    .execute();
  const own = chain.flatMap((node): TemplateInForce[] => {
    const newest = rows.find((row) => row.organisation === node);
    if (newest === undefined || newest.body === null) return [];
    return [{ organisation: node, version: newest.version, text: newest.body }];
  });
  const shipped: TemplateInForce = { organisation: null, version: 0, text: shippedTemplate(kind, language) };
  const [nearest, ...above] = own;
  return nearest === undefined ? [shipped] : [nearest, ...above, shipped];
}
