import type { Binding } from '@duecheck/core/binding';

/**
 * What the dialog 落户申请受理 is: its buttons are in the shell's own document, its fields in the iframe inside. The
 * iframe's name counts up with each dialog; that it is the dialog's only one stays.
 *
 * @param origin where browsers see the system, such as `http://household.localhost:8080`.
 */
export const householdBinding = (origin: string): Binding => ({
  id: 'qz-gaj-household-settlement',
  version: 1,
  title: { zh: '人口信息管理系统 · 落户申请受理', en: 'Household registration · settlement' },
  organisation: 'qz-gaj',
  origin,
  page: '^/hj/index\\.do',
  decisionPoint: 'household-settlement',
  container: { css: '.layui-layer-iframe', title: '落户申请受理' },
  subject: {
    kind: 'detect',
    number: [{ css: 'iframe >>> input[name=gmsfhm]' }],
    name: [{ css: 'iframe >>> input[name=xm]' }],
    visible: 'required',
  },
  case: {
    key: [{ css: 'iframe >>> input[name=id]' }],
    label: [{ css: 'iframe >>> #slbh' }],
  },
  matter: [{ css: 'iframe >>> #sxbm' }],
  controls: [
    { id: 'accept', locate: [{ button: '受理' }], effect: 'favourable', acts: 'sends' },
    { id: 'refuse', locate: [{ button: '不予受理' }], effect: 'adverse', acts: 'sends' },
  ],
  requests: [
    { method: 'POST', path: '^/hj/lh/accept\\.do\\?id=([0-9]+)$', effect: 'favourable', case: 'path' },
    { method: 'POST', path: '^/hj/lh/refuse\\.do\\?id=([0-9]+)$', effect: 'adverse', case: 'path' },
  ],
  enforcement: 'hold',
});
