/**
 * The identity documents a check can be about, as they stand on the wire (`subject.kind`). Closed: a new document needs
 * a rule for its key before anybody may be looked up by it.
 */
export const IDENTITY_KINDS = [
  /** 公民身份号码, 18 characters, GB 11643-1999. */
  'resident-id',
  /** Its form before 1999, 15 digits, GB 11643-1989: only ever matches old records. */
  'resident-id-15',
  /** 港澳台居民居住证, 18 characters, regions 810000, 820000, 830000. */
  'residence-permit',
  /** 外国人永久居留身份证 issued from 2023-12-01, 18 characters. */
  'permanent-resident-id',
  /** 外国人永久居留身份证 issued before, 3 letters and 12 digits; still in use. */
  'permanent-resident-id-old',
  /** 统一社会信用代码, GB 32100-2015. */
  'uscc',
  /** 工商注册号, 15 digits, before the USCC: shown, never a key. */
  'business-registration',
  /** 港澳居民来往内地通行证. */
  'hong-kong-macao-permit',
  /** 台湾居民来往大陆通行证. */
  'taiwan-permit',
  /** Passport of the PRC. */
  'passport',
  /** Passport of another state; the number is written `UTO/L898902C3` (ISO 3166 alpha-3, slash, number). */
  'foreign-passport',
  /** 军官证, 士兵证. */
  'military-id',
  /** 出生医学证明. */
  'birth-certificate',
  /** 旅行证 and other travel documents that stand in for a passport. */
  'travel-document',
  /** 外国人工作许可证. */
  'work-permit',
] as const;

export type IdentityKind = (typeof IDENTITY_KINDS)[number];
