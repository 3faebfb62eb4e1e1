/** What auditors ask in a test city: `zhaoping` audits all of it, `kecheng` one district, `bureau` one office. */
import type { AuditSearchAnswer } from '@duecheck/core/contract';
import { expect } from 'vitest';
import { type Answer, type City, ISSUER } from '../gateway/city.ts';

export type Auditors = Awaited<ReturnType<typeof auditorsIn>>;

export async function auditorsIn(city: City) {
  const { db } = city.gateway.world;
  const give = (sub: string, organisation: string, role = 'auditor') => ({
    ...{ iss: ISSUER, sub, organisation, role, decision_points: null },
    ...{ valid_from: '2026-01-01', valid_until: null },
  });
  await db
    .insertInto('role_assignment')
    .values([give('kecheng', 'qz-kcq'), give('bureau', 'qz-rsj'), give('torn', 'qz'), give('torn', 'qz', 'clerk')])
    .execute();
  const ask = (filters: object, more: object = {}, user = 'zhaoping'): Promise<Answer> =>
    city.call(user, 'POST', '/v1/audit/entries', { filters, ...more });
  return {
    ask,
    async found(filters: object, more: object = {}, user = 'zhaoping'): Promise<AuditSearchAnswer['entries']> {
      const { status, body } = await ask(filters, more, user);
      expect([status, body.code]).toEqual([200, undefined]);
      return body.entries;
    },
    /** All entries of a type, from the table itself. */
    stored: (type: string) =>
      db
        .selectFrom('register_entry')
        .selectAll()
        .where('type', '=', type as never)
        .orderBy('id')
        .execute(),
  };
}
