import { html, type Markup } from '../host/html.ts';
import { maskedForList } from '../host/mask.ts';
import { APPLICATION_KINDS, type Application } from './applications.ts';

const head = (
  title: string,
) => html`<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<title>${title}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/static/household.css">
<script src="/static/jquery.js"></script>`;

export const loginPage = (failed: boolean): Markup => html`${head('人口信息管理系统')}
</head>
<body class="login">
<form method="post" action="/hj/login.do">
<h1>人口信息管理系统</h1>
<p>衢州市公安局 · 户籍业务</p>
<table class="form">
<tr><td class="l">用户名：</td><td><input name="username" value="wugang"></td></tr>
<tr><td class="l">密码：</td><td><input name="password" type="password" value="12345678" autocomplete="off"></td></tr>
</table>
<p class="red">${failed ? '用户名或密码错误' : ''}</p>
<input type="submit" class="btn main" value="登 录">
<p class="foot">演示数据，均为虚构人员 · 建议使用 1366×768 以上分辨率</p>
</form>
</body>
</html>`;

/** The frame around all: menu in one iframe, each tab in another, dialogs of all of them here. */
export const shellPage = (user: string): Markup => html`${head('人口信息管理系统')}
<link rel="stylesheet" href="/static/css/layui.css">
<script src="/static/layui.js"></script>
<script src="/static/shell.js"></script>
</head>
<body class="shell">
<div class="top"><b>人口信息管理系统</b><span>户籍业务</span><span class="right">市公安局 · 户籍窗口　${user}　<a href="/hj/logout.do">退出</a></span></div>
<iframe class="menu" name="menuFrame" title="菜单" src="/hj/menu.do"></iframe>
<div class="main">
<div id="tabs"></div>
<div id="frames"></div>
</div>
</body>
</html>`;

const MENU = ['户口登记', '户口迁移', '户口注销', '居民身份证', '居住证管理'];

export const menuPage = (): Markup => html`${head('菜单')}
</head>
<body class="menubody">
<h3>业务办理</h3>
<ul>
<li><a href="javascript:top.openTab('首页', '/hj/home.do')">首页</a></li>
<li><a href="javascript:top.openTab('落户申请受理', '/hj/lh/list.do')">落户申请受理</a></li>
${MENU.map((name) => html`<li class="off">${name}</li>\n`)}</ul>
</body>
</html>`;

export const homePage = (waiting: number): Markup => html`${head('首页')}
</head>
<body class="inner">
<h3>待办事项</h3>
<p>落户申请待受理 <b>${waiting}</b> 件。<a href="javascript:top.openTab('落户申请受理', '/hj/lh/list.do')">去办理</a></p>
</body>
</html>`;

const row = (one: Application) => html`<tr>
<td>${one.number}</td><td>${one.name}</td><td>${one.sex}</td><td>${maskedForList(one.idNumber)}</td>
<td>${one.kind}</td><td>${one.to}</td><td>${one.appliedOn}</td><td>${one.status}</td>
<td><a href="javascript:top.openCase(${one.id})">${one.status === '待受理' ? '受理' : '查看'}</a></td>
</tr>
`;

export const listPage = (
  rows: readonly Application[],
  query: { readonly number: string; readonly name: string },
): Markup => html`${head('落户申请受理')}
</head>
<body class="inner">
<form method="get" action="/hj/lh/list.do" class="query">
受理编号：<input name="number" value="${query.number}" size="14">
姓名：<input name="name" value="${query.name}" size="8">
<input type="submit" class="btn" value="查 询">
</form>
<table class="list">
<tr><th>受理编号</th><th>姓名</th><th>性别</th><th>公民身份号码</th><th>申请类别</th><th>拟落户地址</th><th>申请日期</th><th>状态</th><th>操作</th></tr>
${rows.map(row)}</table>
<p class="count">共 ${rows.length} 条</p>
</body>
</html>`;

/** What a dialog of the shell shows: the fields. The buttons are the dialog's own, outside. */
export const formPage = (one: Application): Markup => html`${head('落户申请')}
<script src="/static/form.js"></script>
</head>
<body class="inner">
<form id="form" method="post" target="resultFrame">
<input type="hidden" name="id" value="${one.id}">
<table class="form">
<tr><td class="l">受理编号：</td><td id="slbh">${one.number}</td><td class="l">申请日期：</td><td>${one.appliedOn}</td></tr>
<tr><td class="l"><font color="red">*</font>姓　　名：</td><td><input name="xm" value="${one.name}" readonly></td><td class="l">性　　别：</td><td>${one.sex}</td></tr>
<tr><td class="l"><font color="red">*</font>公民身份号码：</td><td><input name="gmsfhm" value="${one.idNumber}" size="22" readonly></td><td class="l">联系电话：</td><td>${one.phone}</td></tr>
<tr><td class="l">申请类别：</td><td>${one.kind}</td><td class="l">事项编码：</td><td id="sxbm">${APPLICATION_KINDS[one.kind]}</td></tr>
<tr><td class="l">原户口所在地：</td><td>${one.from}</td><td class="l">拟落户地址：</td><td>${one.to}</td></tr>
<tr><td class="l">所属派出所：</td><td>${one.station}</td><td class="l">状　　态：</td><td>${one.status}</td></tr>
<tr><td class="l">受理意见：</td><td colspan="3"><textarea name="yj" rows="3" cols="60">${one.opinion}</textarea></td></tr>
</table>
</form>
<iframe name="resultFrame" title="结果" style="display: none"></iframe>
</body>
</html>`;

/** The answer to a form that was sent into a hidden iframe: a script that tells the page around it. */
export const resultPage = (saved: boolean, words: string): Markup => html`<!DOCTYPE html>
<meta charset="utf-8">
<script>parent.finished(${saved ? 1 : 0}, '${words}');</script>`;
