import type { FastifyReply } from 'fastify';
import { html, type Markup } from '../host/html.ts';
import type { Loader } from './start.ts';

export interface PageParts {
  readonly title: string;
  readonly loader: Loader;
  readonly body: Markup;
  /** Of this site's own, beside the loader. */
  readonly script?: string;
}

export const page = (reply: FastifyReply, { title, loader, body, script }: PageParts): FastifyReply =>
  reply
    .type('text/html; charset=utf-8')
    .header('cache-control', 'no-store')
    .send(
      html`<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${title} · 示例银行</title>
<link rel="stylesheet" href="/static/bank.css">
<script type="module" src="${loader.url}" integrity="${loader.integrity}" crossorigin></script>
${script === undefined ? [] : html`<script type="module" src="${script}"></script>`}
</head>
<body>
<header><a href="/">示例银行</a> <nav><a href="/">贷款</a> <a href="/playground">组件演练场</a></nav></header>
<main>${body}</main>
</body>
</html>
`.markup,
    );
