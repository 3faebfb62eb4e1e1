import { html, type Markup } from '../host/html.ts';
import { maskedForList } from '../host/mask.ts';
import type { Application } from './applications.ts';
import { layout } from './layout.ts';

export interface ListView {
  readonly user: string;
  readonly message: string;
  readonly rows: readonly Application[];
  readonly total: number;
  /** From 1. */
  readonly page: number;
  readonly pages: number;
  readonly keyword: string;
}

const row = (one: Application, at: number): Markup => html`<tr>
<td>${at + 1}</td><td>${one.acceptanceNo}</td><td>${one.item}</td><td>${one.applicantKind}</td>
<td>${one.name}</td><td>${maskedForList(one.number)}</td><td>${one.submittedAt}</td><td>${one.status}</td>
<td><a href="/xk/${one.id}/edit.do">${one.status === '待受理' ? '受理' : '查看'}</a></td>
</tr>`;

export function listPage({ user, message, rows, total, page, pages, keyword }: ListView): string {
  const link = (to: number, words: string) =>
    html`<a href="/xk/list.do?pageNo=${Math.min(Math.max(to, 1), pages)}&amp;keyword=${encodeURIComponent(keyword)}">${words}</a>`;
  return layout({
    user,
    place: '受理管理 > 待办列表',
    content: html`<form class="query" method="get" action="/xk/list.do">申请人/受理编号：<input type="text" name="keyword" value="${keyword}"> <input type="submit" class="btn" value="查 询"></form>
<p class="msg">${message}</p>
<table class="list" width="100%">
<tr><th>序号</th><th>受理编号</th><th>事项名称</th><th>申请人类型</th><th>申请人</th><th>证照号码</th><th>申请时间</th><th>状态</th><th>操作</th></tr>
${rows.map(row)}
</table>
<div class="pager">共 ${total} 条　第 ${page}/${pages} 页　${link(1, '首页')} ${link(page - 1, '上一页')} ${link(page + 1, '下一页')} ${link(pages, '尾页')}</div>`,
  });
}
