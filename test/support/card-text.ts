/** What the card shows of an answer, as text: its own component, drawn without a browser. */
import type { CatalogueIndex } from '@duecheck/core/catalogue';
import type { CheckAnswer } from '@duecheck/core/contract';
import { CARD, translator } from '@duecheck/core/text';
import { signal } from '@preact/signals';
import { h } from 'preact';
import { renderToString } from 'preact-render-to-string';
import type { Model } from '../../extension/card/model.ts';

// The module that guards presses asks for these when it is loaded; nothing of them is needed to draw.
Object.assign(globalThis, { IntersectionObserverEntry: class {}, addEventListener: () => undefined });
const { OutcomeStage } = await import('../../extension/card/stages/outcome.tsx');

/** @returns the card's text at the outcome, nothing pressed yet */
export function cardText(answer: CheckAnswer, { catalogue }: CatalogueIndex): string {
  const titles = (items: readonly { id: string; title: { zh: string } }[]) =>
    Object.fromEntries(items.map(({ id, title }) => [id, title.zh]));
  const view = {
    language: 'zh-CN',
    controls: [],
    words: {
      title: '',
      purpose: '',
      queryBases: [],
      documents: {},
      kinds: { ...titles(catalogue.categories), ...titles(catalogue.recordTypes), ...titles(catalogue.behaviours) },
      measures: Object.fromEntries(catalogue.measures.map(({ id, title, kind }) => [id, { title: title.zh, kind }])),
      bases: {},
    },
  };
  const model = { say: translator(CARD, 'zh-CN'), view, control: signal(null), reason: signal('') };
  const html = renderToString(h(OutcomeStage, { model: model as unknown as Model, answer, recheck: null }));
  return html.replaceAll(/<[^>]+>/g, '\n').replaceAll('&nbsp;', ' ');
}
