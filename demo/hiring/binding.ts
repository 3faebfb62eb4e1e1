import type { Binding } from '@duecheck/core/binding';

/**
 * What the dialog 考察录用审核 of the hiring system is, as data. The system itself knows nothing of it: names and
 * numbers are found by the words beside them, since its element ids are drawn anew at each load.
 *
 * @param origin where browsers see the system, such as `http://hiring.localhost:8080`.
 */
export const hiringBinding = (origin: string): Binding => ({
  id: 'qz-rsj-hiring-inspection',
  version: 1,
  title: { zh: '公务员招录系统 · 考察录用审核', en: 'Hiring system · inspection and approval' },
  organisation: 'qz-rsj',
  origin,
  page: '^/#/inspection',
  decisionPoint: 'civil-service-hiring',
  container: { css: '.el-dialog', title: '考察录用审核' },
  subject: {
    kind: 'detect',
    number: [{ label: '证件号码' }],
    name: [{ label: '姓名' }],
    visible: 'required',
  },
  case: { key: [{ label: '业务流水号' }], label: [{ label: '报名序号' }] },
  matter: [{ label: '职位代码' }],
  controls: [
    {
      id: 'hire',
      locate: [{ button: '录用' }, { css: '.el-dialog__footer .el-button--primary' }],
      effect: 'favourable',
      acts: 'sends',
    },
    {
      id: 'reject',
      locate: [{ button: '驳回' }, { css: '.el-dialog__footer .el-button--danger' }],
      effect: 'adverse',
      acts: 'sends',
    },
  ],
  requests: [
    { method: 'POST', path: '^/api/candidates/([0-9]+)/hire$', effect: 'favourable', case: 'path' },
    { method: 'POST', path: '^/api/candidates/([0-9]+)/reject$', effect: 'adverse', case: 'path' },
  ],
  enforcement: 'hold',
});
