/**
 * Everything that such a platform does wrong, one switch each (domain/FORMATS §6), and what a gateway has to make of it
 * where the person asked about has a record there. `answers`: the right records in spite of it. Nothing of it may ever
 * become "no record".
 */
export const FAULT_MODES = {
  none: { zh: '正常', expect: 'answers' },
  down: { zh: '连接被重置', expect: 'unreachable' },
  hang: { zh: '有连接，无应答', expect: 'deadline' },
  slow: { zh: '应答缓慢', expect: 'answers' },
  'error-500': { zh: 'HTTP 500', expect: 'fault' },
  'code-99': { zh: 'HTTP 200，代码 99（系统异常）', expect: 'fault' },
  html: { zh: 'HTTP 200，返回网页', expect: 'unreadable' },
  maintenance: { zh: '停机维护（代码 90）', expect: 'maintenance' },
  'rate-limited': { zh: '超过访问频率（代码 30）', expect: 'rate-limited' },
  'wrong-sign': { zh: '签名总是不通过（代码 22）', expect: 'refused' },
  mismatch: { zh: '姓名与证件号码不一致（代码 10）', expect: 'mismatch' },
  garbled: { zh: '正文有损坏的字节', expect: 'unreadable' },
  'wrong-charset': { zh: '正文与所称编码不符', expect: 'unreadable' },
  truncated: { zh: '正文被截断', expect: 'unreadable' },
  'ok-without-data': { zh: '代码 00 而没有数据', expect: 'unreadable' },
  'rows-missing': { zh: '条数与所称不符', expect: 'unreadable' },
  'masked-numbers': { zh: '证件号码脱敏', expect: 'answers' },
  'masked-other': { zh: '脱敏号码属于他人', expect: 'unreadable' },
  duplicates: { zh: '同一文号重复，写法不同', expect: 'answers' },
  'unreadable-row': { zh: '有一条日期无法识别', expect: 'unreadable' },
  'empty-string-null': { zh: '空值有时为空串，有时为 null', expect: 'answers' },
} as const satisfies Record<string, { zh: string; expect: string }>;

export type FaultMode = keyof typeof FAULT_MODES;

export const isFaultMode = (text: unknown): text is FaultMode =>
  typeof text === 'string' && Object.hasOwn(FAULT_MODES, text);
