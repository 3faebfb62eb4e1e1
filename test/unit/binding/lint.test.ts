import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Binding } from '../../../core/binding/index.ts';
import { LINT_CODES, type LintCode, lintBindings, lintSentence } from '../../../core/binding/lint.ts';
import { indexCatalogue } from '../../../core/catalogue/index.ts';
import { hiringBinding } from '../../../demo/hiring/binding.ts';
import { ourCatalogue } from '../catalogue/our-catalogue.ts';

const catalogue = indexCatalogue(ourCatalogue());
const DEMO = hiringBinding('http://hiring.localhost:8080');
const [HIRE, REJECT] = DEMO.requests as [Binding['requests'][0], Binding['requests'][0]];
const [HIRES, REJECTS] = DEMO.controls as [Binding['controls'][0], Binding['controls'][0]];
const { matter: _, ...NO_MATTER } = DEMO;

const lint = (raw: unknown) => lintBindings(raw, { catalogue });
const told = (raw: unknown) => lint(raw).map(({ code, path }) => [code, path]);
const request = (more: object) => ({ requests: [{ ...HIRE, ...more }, REJECT] });
const RECORD = { page: '^/person/', container: { css: '.record' }, key: [{ label: '流水号' }] };
const container = (css: string) => ({ container: { ...DEMO.container, css } });
/** Another step on another page, with requests of its own. */
const OTHER: Binding = {
  ...DEMO,
  id: 'other',
  page: '^/#/other$',
  decisionPoint: 'civil-servant-merit-award',
  requests: [
    { ...HIRE, path: '^/api/other/([0-9]+)/yes$' },
    { ...REJECT, path: '^/api/other/([0-9]+)/no$' },
  ],
};

const BROKEN: readonly (readonly [LintCode, path: string, broken: object])[] = [
  ['unknown-key', '', { remark: 'x' }],
  ['missing-key', '/organisation', { organisation: undefined }],
  ['wrong-shape', '/version', { version: '1' }],
  ['wrong-shape', '/subject/number/0', { subject: { ...DEMO.subject, number: [{ lable: '证件号码' }] } }],
  ['wrong-shape', '/case/key', { case: { key: [] } }],
  ['too-long', '/title/zh', { title: { zh: '考'.repeat(201), en: 'x' } }],
  ['hidden-characters', '/title/en', { title: { zh: '考察', en: 'Inspection \u202Elavorppa' } }],
  [
    'hidden-characters',
    '/controls/0/locate/0/button',
    { controls: [{ ...HIRES, locate: [{ button: '录\u200B用' }] }, REJECTS] },
  ],
  ['pattern-broken', '/page', { page: '^/(' }],
  ['pattern-not-ascii', '/page', { page: '^/#/考察' }],
  ['pattern-not-re2', '/requests/0/path', request({ path: '^/hire/(?!0)([0-9]+)$' })],
  ['pattern-explodes', '/page', { page: '^/(a+)+$' }],
  ['pattern-slow', '/page', { page: '^/\\d*\\d*x' }],
  ['request-not-whole', '/requests/0/path', request({ path: '^/api/candidates/([0-9]+)/hire' })],
  ['page-not-anchored', '/page', { page: '/#/inspection' }],
  ['case-group-count', '/requests/0/path', request({ path: '^/api/hire$' })],
  ['case-group-count', '/case/key/url', { case: { key: { url: '^/case/[0-9]+$' } } }],
  ['case-group-optional', '/requests/0/path', request({ path: '^/api/hire(?:/([0-9]+))?$' })],
  ['origin-not-https', '/origin', { origin: 'http://hiring.example' }],
  ['hold-without-request', '/requests', { requests: [] }],
  ['control-without-request', '/controls/0', { requests: [REJECT] }],
  ['request-without-control', '/requests/1', { controls: [HIRES, { ...REJECTS, acts: 'opens' }] }],
  ['request-ambiguous', '/requests/1', request({ path: REJECT.path.replace('[0-9]+', '[^/]+') })],
  ['duplicate-control', '/controls/1/id', { controls: [HIRES, { ...REJECTS, id: 'hire' }] }],
  [
    'confirm-of-sender',
    '/controls/0/confirm',
    { controls: [{ ...HIRES, confirm: { container: { css: '.box' }, locate: [{ button: '确定' }] } }, REJECTS] },
  ],
  ['effect-pair-missing', '/controls', { controls: [HIRES], requests: [HIRE] }],
  [
    'control-shadowed',
    '/controls/1',
    { controls: [HIRES, { ...REJECTS, locate: HIRES.locate, when: { field: [{ label: '结论' }], is: ['驳回'] } }] },
  ],
  [
    'control-shadowed',
    '/controls/1',
    {
      controls: [
        { ...HIRES, when: { field: [{ label: '结论' }], is: ['录用', '驳回'] } },
        { ...REJECTS, locate: HIRES.locate, when: { field: [{ label: '结论' }], is: ['驳回'] } },
      ],
    },
  ],
  ['choice-of-one', '/requests/0/effect', { controls: [HIRES], ...request({ effect: 'chosen' }) }],
  [
    'css-alone',
    '/subject/name/parts/1',
    { subject: { ...DEMO.subject, name: { parts: [[{ label: '姓' }], [{ css: '#x' }]] } } },
  ],
  [
    'css-generated',
    '/controls/0/when/field/0/css',
    { controls: [{ ...HIRES, when: { field: [{ css: '#el-id-4021-7' }], is: ['1'] } }, REJECTS] },
  ],
  ['request-by-get', '/requests/0/method', request({ method: 'GET' })],
  ['control-without-request', '/controls/0', request({ path: '^/api/hire\\?ids=([0-9,]+)$', case: 'several' })],
  ['case-in-body', '/requests/0/case', request({ path: '^/api/hire$', case: 'body' })],
  ['css-alone', '/subject/number', { subject: { ...DEMO.subject, number: [{ css: '#number' }] } }],
  ['css-alone', '/controls/0/locate', { controls: [{ ...HIRES, locate: [{ css: '.hire' }] }, REJECTS] }],
  ['css-generated', '/about/css', { about: { css: '^ #ext-gen1042' } }],
  ['css-generated', '/record/container/css', { record: { ...RECORD, container: { css: '#ext-gen1042' } } }],
  ['page-not-anchored', '/record/page', { record: { ...RECORD, page: '/person' } }],
  ['case-group-count', '/record/key/url', { record: { ...RECORD, key: { url: '^/person/[0-9]+$' } } }],
  ['wrong-shape', '/record/address', { record: { ...RECORD, address: 'https://elsewhere.example/{key}' } }],
  ['css-generated', '/container/css', container('#el-id-4021-7')],
  ['css-generated', '/container/css', container('.box [data-v-7ba5bd90]')],
  ['css-generated', '/container/css', container('.css-1q2w3e')],
  ['css-positional', '/container/css', container('tr:nth-child(2) > td:nth-child(3)')],
  ['decision-point-unknown', '/decisionPoint', { decisionPoint: 'no-such-step' }],
  ['decision-point-closed', '/decisionPoint', { decisionPoint: 'responsible-person-linkage' }],
  ['subject-not-covered', '/subject/kind', { subject: { ...DEMO.subject, kind: 'uscc' } }],
  ['bulk-not-offered', '/bulk', { decisionPoint: 'self-enquiry', bulk: true }],
  [
    'table-without-batch',
    '/table',
    {
      decisionPoint: 'self-enquiry',
      table: {
        rows: 'tbody > tr',
        number: [{ column: '证件号码' }],
        name: [{ column: '姓名' }],
        case: [{ column: '流水号' }],
      },
    },
  ],
  ['matter-missing', '', { ...NO_MATTER, matter: undefined, decisionPoint: 'title-review' }],
  ['matter-unknown', '/matter/fixed', { matter: { fixed: 'no-such-item' } }],
];

describe('the linter', () => {
  it('has nothing to say about the demonstration’s binding', () => {
    expect(lint(DEMO)).toEqual([]);
    expect(lint([DEMO, OTHER])).toEqual([]);
    expect(lint({ format: 'duecheck/bindings/1', version: '1', bindings: [DEMO] })).toEqual([]);
  });

  it.each(BROKEN)('says %s at %j', (code, path, more) => {
    const broken = JSON.parse(JSON.stringify({ ...DEMO, ...more }));
    expect(told(broken)).toContainEqual([code, path]);
  });

  it.each<[LintCode, path: string, Partial<Binding>]>([
    ['duplicate-binding', '/id', { ...OTHER, id: DEMO.id }],
    ['container-shared', '/container', { ...OTHER, page: DEMO.page }],
    ['container-shared', '/container', { ...OTHER, page: '^/', container: { css: ' .el-dialog' } }],
    ['step-bound-twice', '/organisation', { ...OTHER, decisionPoint: DEMO.decisionPoint, organisation: 'qz-wjw' }],
    ['request-ambiguous', '/requests/0', { ...OTHER, requests: [HIRE, REJECT] }],
    [
      'request-ambiguous',
      '/requests/0',
      { ...OTHER, requests: [{ ...HIRE, path: '^/API/candidates/([^/?]+)/(?:hire|take)$' }, REJECT] },
    ],
  ])('says %s of two beside each other', (code, path, other) => {
    expect(told([DEMO, other])).toContainEqual([code, path]);
    expect(
      told([DEMO, { ...other, origin: 'https://other.example' }]).filter(([said]) => said !== 'duplicate-binding'),
    ).toEqual(code === 'duplicate-binding' ? [] : told([{ ...other, origin: 'https://other.example' }]));
  });

  it('takes one request for both decisions, and one button for both', () => {
    const when = (is: string) => ({ field: [{ label: '结论' }], is: [is] });
    const both = {
      controls: [
        { ...HIRES, when: when('录用') },
        { ...REJECTS, locate: HIRES.locate, when: when('驳回') },
      ],
      requests: [{ ...HIRE, effect: 'chosen' }],
    };
    expect(told({ ...DEMO, ...both })).toEqual([]);
  });

  it('takes a newer version for some browsers beside the one for all, and no other', () => {
    const staged = (more: Partial<Binding>) => ({ ...DEMO, version: 2, rollout: { share: 10 }, ...more });
    expect(told([DEMO, staged({})])).toEqual([]);
    expect(told([DEMO, staged({ page: '^/#/new$' })])).toEqual([]);
    expect(told([staged({})])).toEqual([['rollout-alone', '/rollout']]);
    expect(told([DEMO, staged({}), staged({ version: 3 })])).toContainEqual(['duplicate-binding', '/id']);
    for (const more of [{ version: 1 }, { organisation: 'qz-wjw' }, { disabled: true }] as Partial<Binding>[])
      expect(told([DEMO, staged(more)])).toContainEqual(['rollout-misfit', '/rollout']);
  });

  it('leaves alone what is switched off, titles that tell apart, and requests that never meet', () => {
    expect(told([DEMO, { ...OTHER, page: DEMO.page, requests: DEMO.requests, disabled: true }])).toEqual([]);
    expect(told([DEMO, { ...OTHER, page: DEMO.page, container: { css: '.el-dialog', title: '评奖' } }])).toEqual([]);
    expect(
      told([DEMO, { ...OTHER, requests: [{ ...HIRE, path: '^/api/candidates/([a-z]+)/hire$' }, REJECT] }]),
    ).toEqual([['request-ambiguous', '/requests/1']]);
  });

  it('counts what browsers would have to hold', () => {
    const requests = Array.from({ length: 501 }, (_, n) => ({ ...HIRE, path: `^/a${n}/([0-9]+)$` }));
    const many = { ...DEMO, requests: [...requests, REJECT] };
    expect(told([many, { ...OTHER, requests: [...requests, REJECT] }])).toContainEqual([
      'too-many-requests',
      '/requests',
    ]);
  });

  it('says what is wrong around the bindings, and goes on to them', () => {
    const list = { format: 'duecheck/bindings/2', bindings: [{ ...DEMO, page: '^/(' }], colour: 'red' };
    expect(lint(list).map(({ binding, code, path }) => [binding, code, path])).toEqual([
      ['list', 'wrong-shape', '/format'],
      ['list', 'missing-key', '/version'],
      ['list', 'unknown-key', ''],
      [DEMO.id, 'pattern-broken', '/page'],
    ]);
  });

  it('asks the lists only where it has them', () => {
    const foreign = { ...NO_MATTER, decisionPoint: 'no-such-step' };
    expect(lintBindings(foreign)).toEqual([]);
    expect(lint(foreign).map(({ code }) => code)).toEqual(['decision-point-unknown']);
  });

  it('takes loopback for safe, and only that', () => {
    const origin = (origin: string) => told({ ...DEMO, origin });
    for (const safe of ['http://localhost', 'http://a.b.localhost:1', 'http://127.0.0.1:80', 'https://hiring.example'])
      expect(origin(safe)).toEqual([]);
    for (const open of ['http://localhost.example', 'http://127.0.0.1.example', 'http://xlocalhost'])
      expect(origin(open)).toEqual([['origin-not-https', '/origin']]);
  });

  it.each([
    '#step-1',
    '.el-dialog__footer .el-button--primary',
    '.col-md-12',
    '.layui-layer-btn0',
    '#app2',
    '.ant-modal',
    '.css-grid',
    'input[name=idcard18]',
  ])('takes %s for written by hand', (css) => expect(told({ ...DEMO, ...container(css) })).toEqual([]));
});

describe('what the linter says', () => {
  it('has every code in a table above', () => {
    const shown = new Set([
      ...BROKEN.map(([code]) => code),
      'duplicate-binding',
      'container-shared',
      'step-bound-twice',
      'too-many-requests',
      'rollout-alone',
      'rollout-misfit',
    ]);
    expect(Object.keys(LINT_CODES).filter((code) => !shown.has(code))).toEqual([]);
  });

  it('is a sentence in which nothing of the binding can move the cursor or fill the screen', () => {
    const hostile = { ...DEMO, ['\u001b[2J\u202Ex'.repeat(500)]: 1, decisionPoint: '\u0007'.repeat(3000) };
    for (const finding of lint(hostile)) {
      expect(lintSentence(finding)).toMatch(/^[^\p{Cc}\p{Cf}]{1,1000}$/u);
      expect(lintSentence(finding)).not.toMatch(/undefined|\[object/);
    }
    const [unknown] = lint({ ...DEMO, '\u001b[2J': 1 });
    expect(unknown && lintSentence(unknown)).toBe('the binding has a key that bindings do not have: “<U+001B>[2J”');
  });

  it('names a binding only by an id that can be said', () => {
    expect(lint([DEMO, { ...DEMO, id: '\u001b[31m' }]).map(({ binding }) => binding)).toEqual(['#2']);
  });
});

describe('whatever JSON there is', () => {
  const anything = fc.jsonValue({ maxDepth: 4 });
  const saying = (raw: unknown) => {
    for (const finding of lint(raw)) expect(lintSentence(finding)).toEqual(expect.any(String));
  };

  it('the linter never throws', () => fc.assert(fc.property(anything, saying), { numRuns: 500 }));

  it('nor where one part of a good binding is anything', () => {
    const places = Object.keys(DEMO) as (keyof Binding)[];
    fc.assert(
      fc.property(fc.constantFrom(...places), anything, fc.nat(6), (place, value, deep) => {
        const parts = DEMO[place];
        const mended =
          deep > 3 && typeof parts === 'object' ? { ...parts, [Object.keys(parts)[0] ?? 0]: value } : value;
        saying([DEMO, { ...DEMO, [place]: mended }]);
      }),
      { numRuns: 1000 },
    );
  });

  it('nor where a pattern is any text', () => {
    const pieces = fc.constantFrom(...'^$/()[]{}|*+?\\.-,:!<=0129azAZ_pudbx中\u202E'.split(''));
    const pattern = fc.array(pieces, { maxLength: 40 }).map((all) => `^/${all.join('')}$`);
    fc.assert(
      fc.property(pattern, (path) => saying([{ ...DEMO, page: path, ...request({ path }) }, OTHER])),
      { numRuns: 3000 },
    );
  });
});
