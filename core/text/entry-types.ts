/** What stands in the register, as auditors read it. */
import type { EntryType } from '../register/entry-types.ts';
import type { Words } from './translate.ts';

export const ENTRY_WORDS: Readonly<Record<EntryType, Words>> = {
  'check.intent': { zh: '查验 · 开始', en: 'Check · begun' },
  'check.result': { zh: '查验 · 结果', en: 'Check · result' },
  'check.refused': { zh: '查验 · 未进行', en: 'Check · not made' },
  'record.read': { zh: '查看记录', en: 'Records read' },
  'paper.made': { zh: '制作文书', en: 'Paper made' },
  'decision.proposed': { zh: '决定 · 提议', en: 'Decision · proposed' },
  'decision.effective': { zh: '决定 · 生效', en: 'Decision · in effect' },
  'decision.withdrawn': { zh: '决定 · 撤回', en: 'Decision · withdrawn' },
  'measure.lifted': { zh: '措施解除', en: 'Measure lifted' },
  'notice.served': { zh: '告知 · 送达', en: 'Notice · served' },
  'notice.heard': { zh: '告知 · 听取意见', en: 'Notice · heard' },
  'review.opened': { zh: '决定复核', en: 'Decision to be reviewed' },
  'authorisation.given': { zh: '授权 · 给予', en: 'Authorisation · given' },
  'authorisation.withdrawn': { zh: '授权 · 撤回', en: 'Authorisation · withdrawn' },
  'handover.given': { zh: '本人出示', en: 'Shown by the person' },
  'handover.tested': { zh: '合作平台测试', en: 'Tried by a partner' },
  'release.asked': { zh: '放行 · 请求', en: 'Release · asked' },
  'release.given': { zh: '放行 · 同意', en: 'Release · given' },
  'release.refused': { zh: '放行 · 不同意', en: 'Release · refused' },
  'limit.changed': { zh: '次数上限变更', en: 'Limit changed' },
  'case-pattern.changed': { zh: '案号规则变更', en: 'Case pattern changed' },
  'batch.started': { zh: '批量 · 开始', en: 'Batch · begun' },
  'batch.ended': { zh: '批量 · 结束', en: 'Batch · ended' },
  'batch.decided': { zh: '批量 · 决定', en: 'Batch · decided' },
  'objection.filed': { zh: '异议 · 提出', en: 'Objection · filed' },
  'objection.decided': { zh: '异议 · 答复', en: 'Objection · decided' },
  'repair.filed': { zh: '修复 · 申请', en: 'Repair · filed' },
  'repair.decided': { zh: '修复 · 答复', en: 'Repair · decided' },
  correction: { zh: '更正', en: 'Correction' },
  seal: { zh: '封存', en: 'Sealed' },
  erasure: { zh: '删除', en: 'Erased' },
  import: { zh: '导入', en: 'Import' },
  export: { zh: '导出', en: 'Export' },
  'audit.query': { zh: '审查查询', en: 'Audit query' },
  'catalogue.published': { zh: '清单发布', en: 'Catalogue published' },
  'binding.approved': { zh: '页面绑定 · 复核', en: 'Binding · approved' },
  'binding.published': { zh: '页面绑定 · 发布', en: 'Binding · published' },
  'template.changed': { zh: '文书模板变更', en: 'Template changed' },
  'role.changed': { zh: '岗位变更', en: 'Role changed' },
  'partner.changed': { zh: '合作平台变更', en: 'Partner changed' },
  'key.rotated': { zh: '密钥更换', en: 'Key rotated' },
  'clock.moved': { zh: '演示日期调整', en: 'Demonstration date moved' },
  'case.rebound': { zh: '案件换人更正', en: 'Case corrected' },
  'deferral.imported': { zh: '离线放行导入', en: 'Deferral imported' },
  'receipt.voided': { zh: '回执作废', en: 'Receipt voided' },
};

/** The classes of an outcome, and that one is told no more. */
export const OUTCOME_WORDS: Readonly<Record<'clear' | 'findings' | 'unknown' | 'refused' | 'withheld', Words>> = {
  clear: { zh: '未发现需处理的记录', en: 'nothing that matters' },
  findings: { zh: '有相关记录', en: 'findings' },
  unknown: { zh: '尚未查到', en: 'not answered' },
  refused: { zh: '未进行', en: 'not made' },
  withheld: { zh: '不再提供', en: 'withheld' },
};

export const ROLE_WORDS: Readonly<Record<string, Words>> = {
  person: { zh: '本人', en: 'person concerned' },
  clerk: { zh: '经办', en: 'clerk' },
  reviewer: { zh: '复核', en: 'reviewer' },
  manager: { zh: '处室负责人', en: 'manager' },
  auditor: { zh: '查询审查员', en: 'auditor' },
  office: { zh: '信用办', en: 'credit office' },
  operator: { zh: '系统运维', en: 'operator' },
  system: { zh: '系统', en: 'system' },
  'enforcement-point': { zh: '办理系统', en: 'enforcement point' },
};

/** Flags that entries carry; one without words is shown as it stands. */
export const FLAG_WORDS: Readonly<Record<string, Words>> = {
  batch: { zh: '批量', en: 'batch' },
  download: { zh: '下载', en: 'download' },
  automatic: { zh: '自动', en: 'automatic' },
  owed: { zh: '补查', en: 'owed' },
  history: { zh: '查看经过', en: 'history' },
  outbox: { zh: '离线补交', en: 'from an outbox' },
  spool: { zh: '代理补交', en: 'from a spool' },
  unchecked: { zh: '未查验', en: 'unchecked' },
  'while-served': { zh: '可查时声称故障', en: 'outage claimed while others were served' },
  'break-glass': { zh: '紧急放行', en: 'break-glass' },
  replay: { zh: '重放', en: 'replay' },
  'not-due': { zh: '不须查验', en: 'not due' },
  overridden: { zh: '越过查验', en: 'overridden' },
};
