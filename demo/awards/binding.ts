import type { Binding } from '@duecheck/core/binding';

/**
 * What the dialog 推荐对象审核 of the awards system is. It names every request that decides, also those of the row's
 * link, of the button over the list and of the opinion's window: what no control here sends is held all the same.
 *
 * @param origin where browsers see the system, such as `http://awards.localhost:8080`.
 */
export const awardsBinding = (origin: string): Binding => ({
  id: 'qz-xcb-awards-nominee',
  version: 1,
  title: { zh: '评选表彰管理系统 · 推荐对象审核', en: 'Awards system · nominees' },
  organisation: 'qz-xcb',
  origin,
  page: '^/award/index\\.html',
  decisionPoint: 'commendation-award',
  container: { css: '.layui-layer-page', title: '推荐对象审核' },
  subject: {
    kind: 'detect',
    number: [{ label: '证件号码' }],
    name: [{ label: '推荐对象' }],
    visible: 'required',
  },
  case: { key: [{ css: 'input[name=id]' }], label: [{ label: '推荐编号' }] },
  matter: [{ label: '奖项代码' }],
  controls: [
    { id: 'pass', locate: [{ button: '审核通过' }], effect: 'favourable', acts: 'sends' },
    { id: 'reject', locate: [{ button: '审核不通过' }], effect: 'adverse', acts: 'sends' },
  ],
  requests: [
    { method: 'POST', path: '^/award/nominee/([0-9]+)/pass$', effect: 'favourable', case: 'path' },
    { method: 'POST', path: '^/award/nominee/([0-9]+)/reject$', effect: 'adverse', case: 'path' },
    { method: 'GET', path: '^/award/pass\\?id=([0-9]+)$', effect: 'favourable', case: 'path' },
    { method: 'POST', path: '^/award/passAll\\?ids=([0-9]+)$', effect: 'favourable', case: 'path' },
    { method: 'POST', path: '^/award/passAll\\?ids=([0-9]+,[0-9,]+)$', effect: 'favourable', case: 'several' },
    { method: 'POST', path: '^/award/opinion\\?id=([0-9]+)&status=1$', effect: 'favourable', case: 'path' },
    { method: 'POST', path: '^/award/opinion\\?id=([0-9]+)&status=0$', effect: 'adverse', case: 'path' },
  ],
  enforcement: 'hold',
});
