/** 落户申请: one row of the household registration system, as it keeps them. */
export interface Application {
  /** What its addresses carry. */
  readonly id: number;
  /** 受理编号 such as LH-2026-0101, what people say on the phone. */
  readonly number: string;
  readonly name: string;
  readonly sex: '男' | '女';
  readonly idNumber: string;
  readonly phone: string;
  readonly kind: ApplicationKind;
  /** 原户口所在地. */
  readonly from: string;
  /** 拟落户地址. */
  readonly to: string;
  readonly station: string;
  readonly appliedOn: string;
  readonly status: ApplicationStatus;
  readonly opinion: string;
  readonly handledBy: string;
  /** Local time; empty while undecided. */
  readonly handledAt: string;
}

export type ApplicationStatus = '待受理' | '已受理' | '不予受理';

/** 申请类别, with the code of the matter that the service catalogue gives it. */
export const APPLICATION_KINDS = { 人才落户: 'LH-TALENT', 投靠落户: 'LH-FAMILY' } as const;
export type ApplicationKind = keyof typeof APPLICATION_KINDS;
