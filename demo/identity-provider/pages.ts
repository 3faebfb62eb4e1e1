import { type DemoUser, USERS } from './users.ts';

const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.codePointAt(0)};`);

/** Every page of this provider says what it is. */
const page = (title: string, body: string): string => `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escapeHtml(title)}</title><style>
:root { color-scheme: light dark; --line: #d5dae1; --ink: #1d4a86; --quiet: #5b6675; --band: #fff4d6; --band-ink: #5c4300 }
@media (prefers-color-scheme: dark) { :root { --line: #3b4450; --ink: #9cc3f5; --quiet: #a5b0be; --band: #3d3210; --band-ink: #f3dfa6 } }
body { margin: 0; font: 14px/1.6 "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", system-ui, sans-serif }
header { background: var(--band); color: var(--band-ink); padding: 8px 24px }
main { max-width: 560px; margin: 0 auto; padding: 24px }
h1 { font-size: 20px; margin: 0 0 4px } p { margin: 0 0 16px; color: var(--quiet) }
ul { list-style: none; margin: 0; padding: 0; border: 1px solid var(--line); border-radius: 6px }
li + li { border-top: 1px solid var(--line) }
button { all: unset; box-sizing: border-box; display: flex; gap: 12px; align-items: baseline; width: 100%; padding: 10px 16px; cursor: pointer }
button:hover { background: color-mix(in srgb, var(--ink) 8%, transparent) }
button:focus-visible { outline: 2px solid var(--ink); outline-offset: -2px }
b { min-width: 4em; color: var(--ink) } small { color: var(--quiet); font-size: 12px }
</style></head><body>
<header><strong>演示用身份服务</strong>：没有口令，谁都可以扮演列表中的任何人 · <span lang="en">Demonstration identity provider: no passwords, anyone can be anyone</span></header>
<main>${body}</main></body></html>`;

/** A plain form: works without scripts, by keyboard, and for tests that only send forms. */
export const signInPage = (uid: string, client: string): string =>
  page(
    '选择身份登录',
    `<h1>选择身份登录</h1><p>${escapeHtml(client)} 请求登录 · <span lang="en">Sign in as …</span></p>
<form method="post" action="/interaction/${escapeHtml(uid)}"><ul>${USERS.map(userRow).join('')}</ul></form>`,
  );

export const messagePage = (title: string, detail: string): string =>
  page(title, `<h1>${escapeHtml(title)}</h1><p>${escapeHtml(detail)}</p>`);

const userRow = ({ id, name, post }: DemoUser): string =>
  `<li><button type="submit" name="user" value="${id}"><b>${escapeHtml(name)}</b><span>${escapeHtml(post.zh)}<br><small lang="en">${escapeHtml(post.en)}</small></span></button></li>`;
