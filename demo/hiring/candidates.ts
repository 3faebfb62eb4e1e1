/** 拟录用人员: one row of the hiring system, as it keeps them. */
export interface Candidate {
  /** 业务流水号, what its addresses carry. */
  readonly id: number;
  /** 报名序号 such as RL-2026-0412, what people say on the phone. */
  readonly registrationNo: string;
  readonly name: string;
  readonly idType: string;
  readonly idNumber: string;
  readonly phone: string;
  readonly unit: string;
  readonly position: string;
  readonly positionCode: string;
  /** 笔试、面试、总成绩, of 100. */
  readonly written: number;
  readonly interview: number;
  readonly total: number;
  readonly rank: number;
  readonly medical: '合格' | '待复检';
  readonly inspection: '已考察' | '待考察';
  readonly status: CandidateStatus;
  readonly remark: string;
  readonly handledBy: string;
  /** Local time, `2026-11-23 09:42:05`; empty while undecided. */
  readonly handledAt: string;
}

export type CandidateStatus = '待审核' | '已录用' | '已驳回';
