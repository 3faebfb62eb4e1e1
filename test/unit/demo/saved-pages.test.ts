/** Each sample system's binding on its saved page, by the content script's own reader; the e2e keep the pages true. */
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { permitsBinding } from '../../../demo/permits/binding.ts';
import { titlesBinding } from '../../../demo/titles/binding.ts';
import { lookAtPage } from '../../../gateway/saved-page/dom/look-at-page.ts';

const PAGES = {
  'titles/saved/detail.html': {
    binding: titlesBinding('http://titles.localhost:7412'),
    finds: { 'case key': '200102', 'case label': 'ZC-2026-0102', number: '330*************68', matter: 'ZC-ENG' },
  },
  'permits/saved/acceptance.html': {
    binding: permitsBinding('http://permits.localhost:7414'),
    finds: { 'case key': '330***********41', number: '913*************60', matter: 'XK-FOOD-BUSINESS' },
  },
};

describe.each(Object.entries(PAGES))('%s', (name, { binding, finds }) => {
  const file = fileURLToPath(new URL(`../../../demo/${name}`, import.meta.url));
  const [report] = lookAtPage({ file, url: null, bindings: [binding] }).bindings;
  const parts = report?.containers.at(-1)?.parts ?? [];

  it('is the binding’s page', () => expect(report?.place).toBe('its-page'));

  it('says who and which case', () => {
    const texts = Object.fromEntries(parts.map(({ part, text }) => [part, text]));
    expect(texts).toMatchObject(finds);
    expect(parts.filter(({ state }) => state !== 'found').map(({ part }) => part)).toEqual(
      // The wizard's one button decides what is chosen at that moment.
      binding.id.includes('permit') ? ['control refuse'] : [],
    );
  });
});
