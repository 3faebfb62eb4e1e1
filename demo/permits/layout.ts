import { html, type Markup } from '../host/html.ts';

/** The frame of every page: header, menu, place. */
export const layout = ({ user, place, content }: { user: string; place: string; content: Markup }): string =>
  html`<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta http-equiv="Content-Type" content="text/html; charset=UTF-8">
<title>行政许可受理系统</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/static/permits.css">
<script src="/static/jquery.min.js"></script>
<script src="/static/permits.js"></script>
</head>
<body>
<div id="header"><span class="logo">行政许可受理系统</span>${user === '' ? html`` : html`<span class="user">${user}　市行政服务中心综合窗口　<a href="/xk/logout.do">退出</a></span>`}</div>
<div id="nav"><a href="/xk/list.do">受理管理</a><a href="#">审查管理</a><a href="#">决定管理</a><a href="#">制证发证</a><a href="#">统计查询</a></div>
<div id="place">当前位置：${place}</div>
<div id="main">
${content}
</div>
<div id="footer">演示数据，均为虚构单位和人员</div>
</body>
</html>
`.markup;
