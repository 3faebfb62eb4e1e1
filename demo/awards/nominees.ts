/** 推荐对象: one row of the awards system, as it keeps them. People and bodies stand in one list. */
export interface Nominee {
  /** What its addresses carry. */
  readonly id: number;
  /** 推荐编号 such as PX-2026-0301, what people say on the phone. */
  readonly number: string;
  readonly name: string;
  readonly kind: '个人' | '单位';
  /** 公民身份号码 or 统一社会信用代码. */
  readonly idNumber: string;
  readonly nominatedBy: string;
  readonly award: string;
  readonly awardCode: string;
  readonly deeds: string;
  readonly status: NomineeStatus;
  readonly opinion: string;
  readonly handledBy: string;
  /** Local time; empty while undecided. */
  readonly handledAt: string;
}

export type NomineeStatus = '待审核' | '审核通过' | '审核不通过';
