/** Closed sets of words, as offices and their systems write them. What is in none of them is refused. */
import type { RecordState } from '@duecheck/core/assess';
import type { IdentityKind } from '@duecheck/core/subject';

type Severity = 'minor' | 'general' | 'serious';

const YES = new Set(['是', '有', 'true', '1', 'y', 'yes', '已确定']);
const NO = new Set(['否', '无', 'false', '0', 'n', 'no', '未确定']);
const SEVERITIES = new Map<string, Severity>([
  ['minor', 'minor'],
  ['轻微', 'minor'],
  ['轻微失信', 'minor'],
  ['general', 'general'],
  ['一般', 'general'],
  ['一般失信', 'general'],
  ['serious', 'serious'],
  ['严重', 'serious'],
  ['严重失信', 'serious'],
]);
/** 当前状态 of both layouts, by number and by word. 3 (其他) says nothing and is in none. */
const STATES = new Map<string, RecordState>([
  ['0', 'effective'],
  ['正常', 'effective'],
  ['effective', 'effective'],
  ['1', 'withdrawn'],
  ['撤销', 'withdrawn'],
  ['withdrawn', 'withdrawn'],
  ['2', 'disputed'],
  ['异议', 'disputed'],
  ['disputed', 'disputed'],
  ['已修复', 'repaired'],
  ['repaired', 'repaired'],
  ['已修正', 'corrected'],
  ['corrected', 'corrected'],
  ['sealed', 'sealed'],
  ['封存', 'sealed'],
]);
const PROCEDURES = new Map<string, 'simplified' | 'ordinary'>([
  ['ordinary', 'ordinary'],
  ['普通', 'ordinary'],
  ['普通程序', 'ordinary'],
  ['一般程序', 'ordinary'],
  ['simplified', 'simplified'],
  ['简易', 'simplified'],
  ['简易程序', 'simplified'],
]);
/** The longer words first: 外国人永久居留身份证 and 港澳居民居住证 both hold words of others. */
const KINDS: readonly (readonly [RegExp, IdentityKind])[] = [
  [/永久居留/, 'permanent-resident-id'],
  [/居住证/, 'residence-permit'],
  [/身份证|公民身份号码|^resident-id$/, 'resident-id'],
  [/港澳|来往内地/, 'hong-kong-macao-permit'],
  [/台湾|台胞|来往大陆/, 'taiwan-permit'],
  [/外国.*护照|护照.*外国/, 'foreign-passport'],
  [/护照/, 'passport'],
  [/军官|士兵/, 'military-id'],
  [/统一社会信用代码|^uscc$/, 'uscc'],
];

const word = (raw: string): string => raw.trim().toLowerCase();

export const readBoolean = (raw: string): boolean | undefined =>
  YES.has(word(raw)) ? true : NO.has(word(raw)) ? false : undefined;
export const readSeverity = (raw: string): Severity | undefined => SEVERITIES.get(word(raw));
export const readState = (raw: string): RecordState | undefined => STATES.get(word(raw));
export const readProcedure = (raw: string): 'simplified' | 'ordinary' | undefined => PROCEDURES.get(word(raw));

export const readIdentityKind = (raw: string): IdentityKind | undefined =>
  KINDS.find(([pattern]) => pattern.test(word(raw)))?.[1];
