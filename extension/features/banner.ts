/** One line at the top of the bound container: what this step asks for, and the way to it. Never moves the page. */
import type { PAGE } from '@duecheck/core/text';
import { entered } from '@duecheck/page';
import { element } from '../content/element.ts';
import { defineFeature } from '../content/feature.ts';
import { isGenuine, watch } from '../content/genuine.ts';
import type { Page } from '../content/page.ts';
import { follow } from '../content/place.ts';

const HEIGHT = 36;
/** As long as what it says. */
const WIDTH = 480;

export default defineFeature({
  id: 'banner',
  on: () => true,

  init(page, signal) {
    const { root, host } = page.surface;
    const words = element('span', { class: 'words' });
    const check = element('button', { type: 'button', class: 'act' });
    const close = element('button', { type: 'button', class: 'quiet', 'aria-label': page.say('banner.close') }, '×');
    const banner = element(
      'section',
      { class: 'banner', 'aria-label': page.say('product') },
      mark(),
      words,
      check,
      close,
    );
    let shownAt = Number.POSITIVE_INFINITY;

    /** What the clerk put away: it stays away until there is something new to say. */
    let dismissed: string | null = null;
    const saysNow = () => `${page.notice} ${page.stale} ${JSON.stringify(page.due)}`;

    const draw = () => {
      const due = page.due;
      if (due !== null && dismissed !== null && dismissed !== saysNow()) dismissed = null;
      const shows = dismissed === null && due !== null && !(due.kind === 'due' && due.due === 'forbidden');
      if (!shows) return banner.remove();
      banner.dataset.state = due.kind === 'due' ? due.standing : due.kind;
      words.replaceChildren(
        page.say(page.notice ?? (page.stale ? 'due.stale' : sentence(due))),
        ' · ',
        element('b', {}, page.step.title),
        short(page, due),
      );
      const not = due.kind === 'due' && due.standing === 'not-done';
      check.textContent = page.say(page.stale ? 'banner.fill' : not ? 'banner.check' : 'banner.open');
      // Nobody answers any more.
      check.hidden = page.notice === 'due.reload';
      if (banner.isConnected || signal.aborted) return;
      page.surface.raise();
      root.append(banner);
      shownAt = performance.now();
    };

    const open = () =>
      void page.openCard(page.due?.kind === 'due' && page.due.standing === 'not-done' ? 'check' : 'look', null);
    watch(check);
    check.addEventListener('click', (event) => isGenuine(event, check, host, root, shownAt) && open());
    close.addEventListener('click', (event) => {
      if (!event.isTrusted) return;
      dismissed = saysNow();
      draw();
    });
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'F8' || !event.isTrusted || !banner.isConnected || hasModifier(event)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      if (!event.repeat) open();
    };
    /** Also in the frames of this form, each of which is another window once it is loaded again. */
    const listen = () => {
      const inner = [...page.container.querySelectorAll('iframe')].flatMap(entered) as Document[];
      const views = inner.map(({ defaultView }) => defaultView);
      for (const view of [window, ...views]) view?.addEventListener('keydown', onKey, { capture: true, signal });
    };
    addEventListener('blur', listen, { signal });
    listen();

    page.onChange(draw, signal);
    follow(
      page.container,
      (box) => {
        // Above the container where there is room; beside a drawer as high as the window; else over the first line.
        const above = box.top >= HEIGHT;
        const beside = !above && box.left >= WIDTH;
        const top = Math.max(0, above ? box.top - HEIGHT : box.top);
        banner.style.cssText = `left:${beside ? box.left - WIDTH : box.left}px;top:${top}px;width:${beside ? WIDTH : box.width}px`;
      },
      signal,
    );
    signal.addEventListener('abort', () => banner.remove());
    draw();
  },
});

/** Ctrl+F8 and its like are the host's, or the browser's. */
const hasModifier = ({ ctrlKey, altKey, metaKey, shiftKey }: KeyboardEvent): boolean =>
  ctrlKey || altKey || metaKey || shiftKey;

type Due = NonNullable<Page['due']>;

function sentence(due: Due): keyof typeof PAGE {
  if (due.kind === 'signed-out') return 'due.signedOut';
  if (due.kind === 'outage') return 'due.outage';
  if (due.kind === 'due' && due.standing === 'open') return 'due.open';
  if (due.kind === 'due' && due.standing === 'fresh') return 'due.fresh';
  return due.kind === 'due' && due.due === 'reference' ? 'due.reference' : 'due';
}

const short = (page: Page, due: Due): string =>
  due.kind === 'due' ? page.say(due.due === 'mandatory' ? 'due.mandatory.short' : 'due.reference.short') : '';

const mark = () => element('i', { class: 'mark', 'aria-hidden': 'true' });
