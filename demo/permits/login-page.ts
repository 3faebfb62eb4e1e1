import { html } from '../host/html.ts';
import { layout } from './layout.ts';

export const loginPage = (error: string): string =>
  layout({
    user: '',
    place: '系统登录',
    content: html`<form class="login" method="post" action="/xk/login.do">
<p class="msg">${error}</p>
<table class="form">
<tr><th>用户名：</th><td><input type="text" name="username" value="linna"></td></tr>
<tr><th>密码：</th><td><input type="password" name="password" value="12345678"></td></tr>
<tr><td colspan="2" class="buttons"><input type="submit" class="btn" value="登 录"></td></tr>
</table>
</form>`,
  });
