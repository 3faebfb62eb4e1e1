import { html, type Markup } from '../host/html.ts';
import type { Application, Material } from './applications.ts';
import { layout } from './layout.ts';

const STEPS = ['申请事项', '证照信息', '申请材料', '受理意见'];

const field = (label: string, value: string | Markup): Markup => html`<th>${label}：</th><td>${value}</td>`;
const needed = (label: string, name: string, value: string): Markup =>
  html`<th><span class="red">*</span>${label}：</th><td><input type="text" name="${name}" value="${value}" readonly></td>`;

const material = ({ title, key, received }: Material, at: number): Markup => html`<tr>
<td>${at + 1}</td><td>${title}</td><td>${key ? '是' : '否'}</td>
<td><select name="cl${at}" data-key="${key ? 1 : 0}"><option value="1"${received ? html` selected` : html``}>已收取</option><option value="0"${received ? html`` : html` selected`}>未提交</option>${key ? html`` : html`<option value="2">容缺后补</option>`}</select></td>
</tr>`;

/** Four steps of one form: all of them are in the page, and one is shown. */
export function formPage(user: string, one: Application): string {
  const body = one.applicantKind !== '个人';
  const open = one.status === '待受理';
  const opinion = open
    ? html`<tr><th><span class="red">*</span>受理结果：</th><td colspan="3"><select name="sljg" id="sljg"><option value="">请选择</option><option value="accept">予以受理</option><option value="refuse">不予受理</option><option value="supplement">补正告知</option></select></td></tr>
<tr>${field('容缺补交期限', html`<input type="text" name="bjqx" placeholder="yyyy-MM-dd">`)}${field('经办人', user)}</tr>
<tr><th>受理意见：</th><td colspan="3"><textarea name="slyj" rows="3" cols="60"></textarea></td></tr>
<tr><td colspan="4" class="buttons"><input type="submit" class="btn main" value="提 交"> <input type="button" class="btn" id="save" value="暂 存"></td></tr>`
    : html`<tr>${field('受理结果', one.status)}${field('容缺补交期限', one.deferredUntil || '—')}</tr>
<tr>${field('经办人', one.handledBy)}${field('办理时间', one.handledAt)}</tr>
<tr><th>受理意见：</th><td colspan="3">${one.opinion}</td></tr>`;
  return layout({
    user,
    place: '受理管理 > 申请受理',
    content: html`<form name="slForm" method="post" action="/xk/${one.id}/save.do">
<div class="title">行政许可申请受理</div>
<ul class="steps">${STEPS.map((step, at) => html`<li><a href="#step${at + 1}">${at + 1}. ${step}</a></li>`)}</ul>
<div class="step" id="step1"><table class="form">
<tr>${field('业务流水号', one.id)}${field('受理编号', one.acceptanceNo)}</tr>
<tr>${field('事项编码', one.itemCode)}${field('事项名称', one.item)}</tr>
<tr>${field('申请人类型', one.applicantKind)}${field('申请时间', one.submittedAt)}</tr>
<tr>${needed(body ? '单位名称' : '申请人姓名', 'sqrmc', one.name)}${field('联系电话', one.phone)}</tr>
</table></div>
<div class="step" id="step2" style="display:none"><table class="form">
<tr>${field('证照类型', body ? '营业执照' : '居民身份证')}${needed(body ? '统一社会信用代码' : '身份证号码', 'zzhm', one.number)}</tr>
<tr>${field('法定代表人（负责人）', one.representative || '—')}${field('经营场所', one.premises)}</tr>
</table></div>
<div class="step" id="step3" style="display:none"><table class="list">
<tr><th>序号</th><th>材料名称</th><th>关键材料</th><th>收取情况</th></tr>
${one.materials.map(material)}
</table></div>
<div class="step" id="step4" style="display:none"><table class="form">
${opinion}
</table></div>
<div class="turn"><input type="button" class="btn" id="previous" value="上一步"> <input type="button" class="btn" id="next" value="下一步"> <a href="/xk/list.do">返回列表</a></div>
</form>`,
  });
}
