/** 申请件: one application in the permit system, as it keeps it. */
export interface Application {
  /** 业务流水号, what its addresses carry. */
  readonly id: string;
  /** 受理编号 such as XK-2026-0041, what people say on the phone. */
  readonly acceptanceNo: string;
  /** 事项 and its code. */
  readonly item: string;
  readonly itemCode: string;
  readonly applicantKind: ApplicantKind;
  readonly name: string;
  /** A body's unified social credit code, or a person's number. */
  readonly number: string;
  /** 法定代表人（负责人）; empty where a person applies. */
  readonly representative: string;
  readonly premises: string;
  readonly phone: string;
  readonly materials: readonly Material[];
  readonly submittedAt: string;
  readonly status: ApplicationStatus;
  readonly opinion: string;
  /** 容缺补交期限; empty where nothing is missing. */
  readonly deferredUntil: string;
  readonly handledBy: string;
  readonly handledAt: string;
}

export type ApplicantKind = '法人' | '个体工商户' | '个人';
export type ApplicationStatus = '待受理' | '已受理' | '不予受理' | '补正告知';

export interface Material {
  readonly title: string;
  /** 关键材料 may never follow later. */
  readonly key: boolean;
  readonly received: boolean;
}
