/** Everything that leaves for a platform, and nothing beside it: never the clerk's name, never our keys of the person. */
import type { IdentityKind } from '@duecheck/core/subject';
import { SourceFault, type UpstreamQuery } from '../source.ts';
import type { PlatformConfig } from './config.ts';

export interface Question {
  readonly subjectType: 'P' | 'L';
  readonly name: string;
  readonly idType: string;
  readonly idNumber: string;
  readonly matterCode: string;
  readonly caseNo: string;
  readonly authNo?: string;
  readonly operator: { readonly organisation: string };
  /** The platform's own names of the lists that this step may see. */
  readonly categories: readonly string[];
}

/** As documents are called in the forms of such systems; the names carry more than any code list that is not everybody's. */
const ID_TYPES: Readonly<Record<IdentityKind, string>> = {
  'resident-id': '居民身份证',
  'resident-id-15': '居民身份证',
  'residence-permit': '港澳台居民居住证',
  'permanent-resident-id': '外国人永久居留身份证',
  'permanent-resident-id-old': '外国人永久居留身份证',
  uscc: '统一社会信用代码',
  'business-registration': '工商注册号',
  'hong-kong-macao-permit': '港澳居民来往内地通行证',
  'taiwan-permit': '台湾居民来往大陆通行证',
  passport: '普通护照',
  'foreign-passport': '外国护照',
  'military-id': '军官证',
  'birth-certificate': '出生医学证明',
  'travel-document': '旅行证',
  'work-permit': '外国人工作许可证',
};

/** Lists of this platform that hold one of these categories. */
export const listsFor = ({ lists }: Pick<PlatformConfig, 'lists'>, categories: readonly string[]): readonly string[] =>
  Object.entries(lists).flatMap(([name, { category }]) => (categories.includes(category) ? [name] : []));

/** @throws SourceFault `refused`: we are not registered there for this step, so it is not asked */
export function questionOf(
  { matterCodes }: Pick<PlatformConfig, 'matterCodes'>,
  { subject, decisionPoint, case: { label }, authorisation, organisation }: UpstreamQuery,
  lists: readonly string[],
): Question {
  const matterCode = matterCodes === undefined ? decisionPoint : matterCodes[decisionPoint];
  if (matterCode === undefined) throw new SourceFault('refused', 'no matter of the platform for this decision point');
  return {
    subjectType: subject.type === 'individual' || subject.type === 'civil-servant' ? 'P' : 'L',
    name: subject.name,
    idType: ID_TYPES[subject.kind],
    idNumber: subject.number,
    matterCode,
    caseNo: label,
    ...(authorisation === null ? {} : { authNo: authorisation }),
    operator: { organisation },
    categories: lists,
  };
}
