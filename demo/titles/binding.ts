import type { Binding } from '@duecheck/core/binding';

/**
 * What the drawer of the title-review system is, as data: the detail that shows the number whole.
 *
 * @param origin where browsers see the system, such as `http://titles.localhost:8080`.
 */
export const titlesBinding = (origin: string): Binding => ({
  id: 'qz-rsj-title-review',
  version: 1,
  title: { zh: '职称评审系统 · 资格审核', en: 'Title review · eligibility' },
  organisation: 'qz-rsj',
  origin,
  page: '^/reviews(?:/[0-9]+)?$',
  decisionPoint: 'title-review',
  container: { css: '.review-drawer .ant-drawer-section', title: '申报详情' },
  subject: {
    kind: 'detect',
    number: [{ label: '身份证号' }],
    name: [{ label: '姓名' }],
    visible: 'required',
  },
  case: { key: [{ label: '流水号' }], label: [{ label: '申报编号' }], address: '/reviews/{key}' },
  matter: [{ label: '系列代码' }],
  controls: [
    { id: 'pass', locate: [{ button: '通过' }], effect: 'favourable', acts: 'sends' },
    { id: 'fail', locate: [{ button: '不通过' }], effect: 'adverse', acts: 'sends' },
  ],
  requests: [
    { method: 'PUT', path: '^/api/reviews/([0-9]+)/pass$', effect: 'favourable', case: 'path' },
    { method: 'PUT', path: '^/api/reviews/([0-9]+)/fail$', effect: 'adverse', case: 'path' },
  ],
  enforcement: 'hold',
});
