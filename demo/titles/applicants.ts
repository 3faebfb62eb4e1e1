/** 参评人员: one row of the title-review system, as it keeps them. */
export interface Applicant {
  /** 流水号, what its addresses carry. */
  readonly id: number;
  /** 申报编号 such as ZC-2026-0127, what people say on the phone. */
  readonly applicationNo: string;
  readonly name: string;
  readonly idNumber: string;
  readonly unit: string;
  /** 评审系列 and its code. */
  readonly series: string;
  readonly seriesCode: string;
  /** 申报职称. */
  readonly title: string;
  readonly degree: string;
  /** 专业工作年限. */
  readonly years: number;
  /** 论文、业绩, how many of each. */
  readonly papers: number;
  readonly achievements: number;
  readonly submittedAt: string;
  readonly status: ReviewStatus;
  readonly opinion: string;
  readonly handledBy: string;
  /** Local time; empty while undecided. */
  readonly handledAt: string;
}

export type ReviewStatus = '待审核' | '通过' | '不通过';
