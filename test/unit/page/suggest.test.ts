/** What the recorder proposes: found again by the reader of live pages, in made-up pages and in those of the sample systems. */
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { JSDOM } from 'jsdom';
import { describe, expect, it } from 'vitest';
import type { Binding, Locator } from '../../../core/binding/index.ts';
import { lintBindings } from '../../../core/binding/lint.ts';
import { SYSTEMS, type SystemId } from '../../../demo/systems.ts';
import { openPage } from '../../../gateway/saved-page/dom/open-page.ts';
import { standInForLayout } from '../../../gateway/saved-page/dom/stand-in-for-layout.ts';
import { containersOf, locate, locateEvery, locateName } from '../../../page/index.ts';
import {
  keysIn,
  suggestContainer,
  suggestControl,
  suggestField,
  suggestPage,
  suggestRequest,
} from '../../../page/suggest/index.ts';
import { fieldIn, wordsOf } from '../../../page/value.ts';

const DEMO = fileURLToPath(new URL('../../../demo/', import.meta.url));
const FORMS = fileURLToPath(new URL('../../e2e/extension/pages/forms.html', import.meta.url));

/** A page, with what stands in `x-box` put into an open shadow root as its own script would. */
function pageOf(html: string): Document {
  const { window } = new JSDOM(`<!doctype html><body>${html}</body>`, { url: 'http://sixth.localhost/' });
  for (const box of window.document.querySelectorAll('x-box')) {
    const root = box.attachShadow({ mode: 'open' });
    root.append(...box.childNodes);
  }
  standInForLayout(window, null);
  return window.document;
}

/** Everything that somebody could point at, also inside of shadow roots. */
const within = (root: ParentNode): Element[] =>
  [...root.querySelectorAll('*')].flatMap((element) => [
    element,
    ...(element.shadowRoot ? within(element.shadowRoot) : []),
  ]);

const WORDS = ['姓名', '证件号码', '业务流水号', '复审结论', '备注'];
const word = fc.constantFrom(...WORDS);
const value = fc.constantFrom('张清和', '330899189001010010', '412', '', '录用');
const id = fc.integer({ min: 1000, max: 9999 });
const piece = fc.oneof(
  fc
    .tuple(word, value, id)
    .map(
      ([w, v, n]) =>
        `<div><label for="el-id-${n}-7">${w}：</label><span><input id="el-id-${n}-9" value="${v}"></span></div>`,
    ),
  fc.tuple(word, value).map(([w, v]) => `<p>* ${w}：${v}</p>`),
  fc.tuple(word, value).map(([w, v]) => `<p><span>${w}</span>：${v}</p>`),
  fc.tuple(word, value).map(([w, v]) => `<label>${w} <input name="${w}" value="${v}"></label>`),
  fc.tuple(word, value).map(([w, v]) => `<dl><dt>${w}</dt><dd>${v}</dd></dl>`),
  fc.tuple(word, value).map(([w, v]) => `<table><tr><th>${w}</th><td>${v}</td></tr></table>`),
  fc
    .tuple(word, value, id)
    .map(
      ([w, v, n]) =>
        `<div class="css-${n}a"><b>${w}</b><select class="field"><option>x</option><option selected>${v}</option></select></div>`,
    ),
  fc
    .tuple(word, value)
    .map(([w, v]) => `<x-box class="box"><label>${w} <input class="inner" value="${v}"></label></x-box>`),
  fc.constantFrom(
    '<button>提 交</button>',
    '<a href="#">通过</a>',
    '<input type="submit" value="提交">',
    '<span class="btn">驳 回</span>',
  ),
  fc.constant('<div style="display: none"><label>姓名 <input value="李四"></label></div>'),
);
const page = fc.array(piece, { minLength: 1, maxLength: 8 }).map((pieces) => `<section>${pieces.join('')}</section>`);

const finds = (container: Element, locators: readonly Locator[], target: Element): boolean => {
  const located = locate(container, locators, 'any');
  const field = fieldIn(target);
  return (
    located.ok &&
    (located.found.element === field ||
      (located.found.element.contains(field) && located.found.text === wordsOf(field)))
  );
};

describe('what is proposed for a field', () => {
  it('finds that field each by itself and all together, or is not proposed', () => {
    let proposed = 0;
    fc.assert(
      fc.property(page, (html) => {
        const container = pageOf(html).querySelector('section') as Element;
        for (const target of within(container)) {
          const locators = suggestField(container, target);
          proposed += locators.length;
          for (const locator of locators)
            if (!finds(container, [locator], target))
              throw new Error(`${JSON.stringify(locator)} in ${target.outerHTML}`);
          if (locators.length > 0) expect(finds(container, locators, target)).toBe(true);
        }
      }),
      { numRuns: 80 },
    );
    expect(proposed).toBeGreaterThan(200);
  });

  it('finds the same field at the next load, when programs have made their ids anew', () => {
    const renumbered = (html: string) =>
      html.replace(/el-id-\d+|css-\d+a/g, (made) => made.replace(/\d/g, (d) => String(9 - Number(d))));
    fc.assert(
      fc.property(page, (html) => {
        const [now, later] = [pageOf(html), pageOf(renumbered(html))].map(
          (at) => at.querySelector('section') as Element,
        ) as [Element, Element];
        const next = within(later);
        for (const [at, target] of within(now).entries()) {
          const locators = suggestField(now, target);
          if (locators.length > 0) expect(finds(later, locators, next[at] as Element)).toBe(true);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('names what people read before what they do not', () => {
    const at = pageOf('<section><div><label>证件号码</label><input name="idcard"></div></section>').querySelector(
      'section',
    ) as Element;
    expect(suggestField(at, at.querySelector('input') as Element)).toEqual([
      { label: '证件号码' },
      { css: 'input[name="idcard"]' },
    ]);
  });

  it('is nothing where only the person’s own data tells two fields apart', () => {
    const at = pageOf('<section><p>330899189001010010</p><p>330899189001010029</p></section>').querySelector(
      'section',
    ) as Element;
    expect(suggestField(at, at.querySelector('p') as Element)).toEqual([]);
  });
});

describe('a person’s own name', () => {
  it.each([
    ['in the cell before', '<table><tr><td>张清和</td><td id="x">330899189001010010</td></tr></table>'],
    ['in the text before', '<p>张清和</p><p id="x">330899189001010010</p>'],
    ['in the same text', '<p>张清和 <span id="x">330899189001010010</span></p>'],
    [
      'in a mark of the element',
      '<p data-name="张清和"><input aria-label="张清和" id="x" value="330899189001010010"></p>',
    ],
  ])('%s is no way to find the number', (_, html) => {
    const at = pageOf(`<section>${html}</section>`).querySelector('section') as Element;
    const locators = suggestField(at, at.querySelector('#x') as Element);
    expect(JSON.stringify(locators)).not.toContain('张清和');
    // It is found all the same where something lasting says so.
    expect(locators[0]).toEqual({ css: '#x' });
  });
});

describe('what is proposed for a button', () => {
  it('is that button alone', () => {
    fc.assert(
      fc.property(page, (html) => {
        const container = pageOf(html).querySelector('section') as Element;
        for (const target of within(container))
          for (const locator of suggestControl(container, target))
            expect(locateEvery(container, [locator])).toEqual([target]);
      }),
      { numRuns: 80 },
    );
  });
});

describe('in the pages of the sample systems', () => {
  // Frames that were saved with a page are documents of their own in jsdom: those are pointed at in real browsers alone.
  it.each(['awards', 'permits', 'titles'] as const satisfies readonly SystemId[])('%s', (id) => {
    const binding: Binding = SYSTEMS[id].binding(`http://${id}.localhost:8080`);
    const { document, address } = openPage(`${DEMO}${id}/saved/dialog.html`, null);
    const container = containersOf(binding, document).at(-1) as Element;
    const number = locate(container, binding.subject.number, 'any');
    const name = locateName(container, binding.subject.name, 'any');
    const controls = binding.controls.flatMap(({ locate: by }) => locateEvery(container, by));
    expect([number.ok, name.ok, controls.length > 0]).toEqual([true, true, true]);
    if (!number.ok || !name.ok) return;
    const picked = [number.found.element, name.found.element, ...controls];
    const suggested = suggestContainer(picked);
    expect(suggested && containersOf({ ...binding, container: suggested.container }, document)).toContain(
      suggested?.element,
    );
    const around = suggested?.element as Element;
    for (const { found } of [number, name]) {
      const locators = suggestField(around, found.element);
      expect(locators.length).toBeGreaterThan(0);
      expect(finds(around, locators, found.element)).toBe(true);
    }
    for (const control of controls)
      expect(suggestControl(around, control).length, control.outerHTML).toBeGreaterThan(0);
    const made = {
      ...binding,
      container: suggested?.container,
      page: suggestPage(new URL(address as string).pathname),
    };
    expect(new RegExp(made.page).test(new URL(address as string).pathname)).toBe(true);
    expect(lintBindings(made).filter(({ severity }) => severity === 'error')).toEqual([]);
  });
});

describe('forms of every kind', () => {
  it('by columns, in a row whose head is another table', () => {
    const { document } = openPage(FORMS, 'http://sixth.localhost/');
    const row = document.querySelector('#tables .row') as Element;
    expect(suggestField(row, row.querySelector('input:not([type])') as Element)[0]).toEqual({ column: '证件号码' });
  });
});

describe('addresses', () => {
  it.each([
    ['/#/inspection/412', '^/#/inspection/[0-9]+(?:[?#&]|$)'],
    ['/#/inspection?tab=2', '^/#/inspection(?:[?#&]|$)'],
    ['/hj/index.do?id=412&_=1', '^/hj/index\\.do(?:[?#&]|$)'],
    ['/reviews/018f4d0e-aaaa-7bbb-8ccc-1234567890ab', '^/reviews/[0-9A-Za-z_-]+(?:[?#&]|$)'],
    ['/', '^/(?:[?#&]|$)'],
  ])('%s is bound by %s', (address, pattern) => {
    expect(suggestPage(address)).toBe(pattern);
    expect(new RegExp(pattern).test(address)).toBe(true);
  });

  it('of a request name its case once, and nobody else’s', () => {
    expect(suggestRequest('/api/reviews/412/pass', '412')).toEqual({
      path: '^/api/reviews/([0-9]+)/pass$',
      case: 'path',
    });
    expect(suggestRequest('/audit.do?id=412&pass=1', '412')).toEqual({
      path: '^/audit\\.do\\?id=([0-9]+)&pass=[0-9]+$',
      case: 'path',
    });
    expect(suggestRequest('/api/review', '412')).toEqual({ path: '^/api/review$', case: 'body' });
    expect(suggestRequest('/x/%E5%BD%95-1/y', '录-1')).toEqual({ path: '^/x/([^/?&#=;]+)/y$', case: 'path' });
  });

  it('give every key with a pattern that finds it again', () => {
    const segment = fc.stringMatching(/^[a-z0-9-]{1,12}$/);
    fc.assert(
      fc.property(fc.array(segment, { minLength: 1, maxLength: 5 }), (segments) => {
        const address = `/${segments.join('/')}?id=4711`;
        for (const { key, url } of keysIn(address)) expect(new RegExp(url).exec(address)?.[1]).toBe(key);
        expect(keysIn(address).map(({ key }) => key)).toContain('4711');
      }),
    );
  });
});
