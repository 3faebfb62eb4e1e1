/** The demonstration's offices: who stands under whom, who holds which role where, and which proxies may ask. */
import type { Role } from '@duecheck/core/contract';
import type { UserId } from './identity-provider/users.ts';

export interface Organisation {
  readonly id: string;
  readonly parent: string | null;
  readonly title: { readonly zh: string; readonly en: string };
}

export const ORGANISATIONS = [
  { id: 'qz', parent: null, title: { zh: '衢州市（演示）', en: 'Quzhou (demonstration)' } },
  { id: 'qz-rsj', parent: 'qz', title: { zh: '市人力社保局', en: 'City HR and social security bureau' } },
  { id: 'qz-xzfw', parent: 'qz', title: { zh: '市行政服务中心', en: 'City administrative service centre' } },
  { id: 'qz-gaj', parent: 'qz', title: { zh: '市公安局', en: 'City public security bureau' } },
  { id: 'qz-xcb', parent: 'qz', title: { zh: '市委宣传部', en: 'City publicity department' } },
  { id: 'qz-kcq', parent: 'qz', title: { zh: '柯城区', en: 'Kecheng district' } },
  {
    id: 'qz-kcq-rsj',
    parent: 'qz-kcq',
    title: { zh: '柯城区人力社保局', en: 'Kecheng HR and social security bureau' },
  },
] as const satisfies readonly Organisation[];

export type OrganisationId = (typeof ORGANISATIONS)[number]['id'];

export interface RoleAssignment {
  readonly iss: string;
  readonly sub: UserId;
  readonly role: Role;
  readonly organisation: OrganisationId;
  /** null = every decision point of that node and below. */
  readonly decisionPoints: readonly string[] | null;
}

const HIRING = ['civil-service-hiring', 'civil-service-exam-registration', 'public-institution-recruitment'];

/** Roles as the credit office would have given them; no account both looks up and audits (domain/SYSTEMS §7). */
export const roleAssignments = (issuer: string): RoleAssignment[] => {
  const give = (
    sub: UserId,
    role: Role,
    organisation: OrganisationId,
    decisionPoints: readonly string[] | null = null,
  ): RoleAssignment => ({ iss: issuer, sub, role, organisation, decisionPoints });
  return [
    give('limin', 'clerk', 'qz-rsj', [...HIRING, 'title-review', 'personnel-exam']),
    give('wangjun', 'reviewer', 'qz-rsj', HIRING),
    give('chenfang', 'manager', 'qz-rsj'),
    give('linna', 'clerk', 'qz-xzfw', [
      'administrative-licence',
      'enterprise-responsible-person',
      'special-industry-entry',
    ]),
    give('wugang', 'clerk', 'qz-gaj', ['household-settlement', 'special-industry-entry']),
    give('xujing', 'clerk', 'qz-xcb', ['commendation-award']),
    give('zhengwei', 'clerk', 'qz-kcq-rsj', HIRING),
    give('zhaoping', 'auditor', 'qz'),
    give('sunhao', 'office', 'qz'),
    give('luyan', 'office', 'qz'),
    give('hetao', 'operator', 'qz'),
    give('person', 'person', 'qz'),
    give('sharer', 'person', 'qz'),
  ];
};

export interface EnforcementPoint {
  readonly id: string;
  readonly organisation: OrganisationId;
  readonly origin: string;
  /** Bearer key; the gateway keeps its hash only. */
  readonly key: string;
}

/** The proxy before a system. @param at.key made at the first start, never written into the repository. */
export const enforcementPoint = (
  system: string,
  organisation: OrganisationId,
  at: Pick<EnforcementPoint, 'origin' | 'key'>,
): EnforcementPoint => ({ id: `${organisation}-${system}-proxy`, organisation, ...at });
