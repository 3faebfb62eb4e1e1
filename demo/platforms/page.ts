/** The switch page: plain HTML and forms, so that it needs no script. */
import type { Call, Counts, Feedback } from './counts.ts';
import { FAULT_MODES, type FaultMode } from './faults.ts';

export interface PageModel {
  readonly title: string;
  readonly mode: FaultMode;
  readonly now: FaultMode;
  readonly maintenance: string | null;
  readonly records: number;
  readonly callers: readonly {
    readonly appKey: string;
    readonly application: string;
    readonly organisation: string;
    readonly perSecond: number;
    readonly callsToday: number;
    readonly perDay: number;
    readonly on: boolean;
  }[];
  readonly calls: ReturnType<Counts['report']>;
  readonly feedbacks: readonly Feedback[];
}

export const page = (model: PageModel): string => `<!doctype html>
<html lang="zh-CN">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${text(model.title)}</title>
<style>${STYLE}</style>
<main>
<h1>${text(model.title)}</h1>
<p>演示用模拟平台：人员与记录均为虚构。持有记录 ${model.records} 条。</p>
<p role="status">当前：<strong>${text(FAULT_MODES[model.now].zh)}</strong></p>
<form method="post" action="/admin/fault">
<fieldset><legend>故障开关</legend>
<div class="modes">
${Object.entries(FAULT_MODES)
  .map((entry) => mode(entry, model.mode))
  .join('\n')}
</div>
<button>切换</button>
</fieldset>
</form>
<form method="post" action="/admin/maintenance">
<fieldset><legend>夜间维护时段</legend>
<label>起止（如 23:00-05:00，留空为无）
<input name="window" value="${text(model.maintenance ?? '')}" pattern="\\d{2}:\\d{2}-\\d{2}:\\d{2}"></label>
<button>设定</button>
</fieldset>
</form>
<form method="post" action="/admin/secrets"><button>令全部请求密钥立即过期</button></form>
<h2>已登记的调用方</h2>
${table(
  ['应用', '单位', 'appKey', '每秒', '今日 / 每日', '状态', ''],
  model.callers.map((one) => [
    text(one.application),
    text(one.organisation),
    text(one.appKey),
    String(one.perSecond),
    `${one.callsToday} / ${one.perDay}`,
    one.on ? '启用' : '停用',
    `<form method="post" action="/admin/caller"><input type="hidden" name="appKey" value="${text(one.appKey)}"><button name="to" value="${one.on ? 'off' : 'on'}">${one.on ? '停用' : '启用'}</button></form>`,
  ]),
)}
<h2>调用 ${model.calls.checks} 次</h2>
${table(['时间', '接口', '事项', '办件编号', '代码'], model.calls.last.map(callCells))}
<h2>结果反馈 ${model.feedbacks.length} 条</h2>
${table(
  ['时间', '办件编号', '是否执行', '措施', '理由', '结果'],
  model.feedbacks.map((one) =>
    [one.at, one.caseNo, one.executed, one.measureCodes.join('、'), one.reason, one.result].map(text),
  ),
)}
</main>
</html>`;

const mode = ([id, { zh }]: readonly [string, { readonly zh: string }], chosen: string): string =>
  `<label><input type="radio" name="mode" value="${id}"${id === chosen ? ' checked' : ''}> ${text(zh)}</label>`;

const callCells = ({ at, path, matterCode, caseNo, code }: Call): string[] =>
  [at, path, matterCode, caseNo, code || '—'].map(text);

/** @param rows cells are HTML */
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  rows.length === 0
    ? '<p>暂无。</p>'
    : `<table><thead><tr>${head.map((cell) => `<th scope="col">${cell}</th>`).join('')}</tr></thead>
<tbody>${rows.map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join('')}</tr>`).join('\n')}</tbody></table>`;

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const text = (raw: string): string => raw.replace(/[&<>"']/g, (one) => ESCAPES[one] as string);

const STYLE = `
:root{color-scheme:light dark;font:16px/1.6 "PingFang SC","Microsoft YaHei","Noto Sans CJK SC",system-ui}
body{margin:0}main{max-width:960px;margin:0 auto;padding:24px}
h1{font-size:22px}h2{font-size:18px;margin-top:32px}
fieldset{border:1px solid color-mix(in srgb,currentColor 25%,transparent);border-radius:6px;margin:0 0 16px}
.modes{display:grid;grid-template-columns:repeat(auto-fill,minmax(260px,1fr));gap:4px 16px;margin-bottom:12px}
button,input{font:inherit;padding:4px 12px;border-radius:6px;border:1px solid color-mix(in srgb,currentColor 40%,transparent)}
:focus-visible{outline:2px solid #2b5fab;outline-offset:2px}
table{border-collapse:collapse;width:100%;font-size:14px;font-variant-numeric:tabular-nums}
th,td{text-align:left;padding:4px 8px;border-bottom:1px solid color-mix(in srgb,currentColor 20%,transparent);overflow-wrap:anywhere}
`;
