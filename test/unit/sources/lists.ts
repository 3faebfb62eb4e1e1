/** The catalogue in force, and a world that reads rows by it. */
import { loadCatalogue } from '@duecheck/catalogue';
import { indexCatalogue, parseCatalogue } from '@duecheck/core/catalogue';
import { parseIdentity, subjectTypeOf } from '@duecheck/core/subject';
import { parseCivilDate } from '@duecheck/core/time';
import { recordId } from '../../../gateway/intake/record-id.ts';
import { createKeyedIndex } from '../../../gateway/keyed-index.ts';
import { intl1 } from '../../../gateway/keys/suite-intl-1.ts';
import type { RowsContext } from '../../../gateway/sources/platform/rows.ts';
import type { UpstreamQuery } from '../../../gateway/sources/source.ts';

const parsed = parseCatalogue(loadCatalogue().value);
if (!parsed.ok) throw new Error('the catalogue has problems');
export const catalogue = indexCatalogue(parsed.catalogue);
export const index = createKeyedIndex(intl1, new Uint8Array(32).fill(1));
export const TODAY = parseCivilDate('2026-11-23');

/** A question about whoever has this number, named so. */
export function questionOn(number: string, name: string, more: Partial<UpstreamQuery> = {}): UpstreamQuery {
  const identity = parseIdentity(number);
  if (identity.status === 'invalid') throw new Error('no such number');
  return {
    subject: { kind: identity.kind, number: identity.canonical, name, type: subjectTypeOf(identity) },
    subjectKey: index.subject(identity.kind, identity.canonical),
    categories: ['exam-integrity'],
    organisation: 'qz-rsj',
    decisionPoint: 'civil-service-hiring',
    case: { key: '9412', label: 'RL-2026-0412', part: '1' },
    authorisation: null,
    today: TODAY,
    pace: 'single',
    ...more,
  };
}

export const contextOf = (query: Pick<UpstreamQuery, 'subject' | 'subjectKey'>): RowsContext => ({
  query,
  catalogue,
  today: TODAY,
  asOf: '2026-11-22T00:00:00+08:00',
  source: 'city',
  keyOf: ({ kind, number }) => index.subject(kind, number),
  idOf: (...parts) => recordId(intl1, ...parts),
});
