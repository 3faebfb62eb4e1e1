import type { Binding } from '@duecheck/core/binding';

/**
 * What the form of the permit system is, as data: a wizard whose steps are all in the page, with the applicant's name on one
 * and the number on another.
 *
 * @param origin where browsers see the system, such as `http://permits.localhost:8080`.
 */
export const permitsBinding = (origin: string): Binding => ({
  id: 'qz-xzfw-permit-acceptance',
  version: 1,
  title: { zh: '行政许可受理系统 · 申请受理', en: 'Permit system · acceptance' },
  organisation: 'qz-xzfw',
  origin,
  page: '^/xk/[0-9]+/edit\\.do(?:#.*)?$',
  decisionPoint: 'administrative-licence',
  container: { css: 'form[name=slForm]', title: '行政许可申请受理' },
  subject: {
    kind: 'detect',
    number: [{ label: '统一社会信用代码' }, { label: '身份证号码' }],
    name: [{ label: '单位名称' }, { label: '申请人姓名' }],
    visible: 'any',
  },
  case: { key: [{ label: '业务流水号' }], label: [{ label: '受理编号' }], address: '/xk/{key}/edit.do' },
  matter: [{ label: '事项编码' }],
  controls: [
    {
      id: 'accept',
      locate: [{ css: 'form[action$="/accept.do"] input[type=submit]' }],
      effect: 'favourable',
      acts: 'sends',
    },
    {
      id: 'refuse',
      locate: [{ css: 'form[action$="/refuse.do"] input[type=submit]' }],
      effect: 'adverse',
      acts: 'sends',
    },
  ],
  requests: [
    { method: 'POST', path: '^/xk/([0-9]+)/accept\\.do$', effect: 'favourable', case: 'path' },
    { method: 'POST', path: '^/xk/([0-9]+)/refuse\\.do$', effect: 'adverse', case: 'path' },
  ],
  enforcement: 'hold',
});
