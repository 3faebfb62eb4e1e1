/** Beside the number: that a check is due, or that the number cannot be right. Never what was found. */
import type { PAGE } from '@duecheck/core/text';
import { numberField } from '@duecheck/page';
import { element } from '../content/element.ts';
import { defineFeature } from '../content/feature.ts';
import { follow } from '../content/place.ts';

const SIZE = 16;

export default defineFeature({
  id: 'field-badge',
  on: () => true,

  init(page, signal) {
    const badge = element(
      'span',
      { class: 'badge', role: 'status' },
      element('i', { class: 'mark', 'aria-hidden': 'true' }),
      element('span', { class: 'words' }),
    );
    const words = badge.lastElementChild as Element;
    let field: Element | null = null;
    let following: AbortController | undefined;

    const stopFollowing = () => {
      following?.abort();
      badge.remove();
      field = null;
    };

    const draw = () => {
      const found = numberField(page.step.binding, page.container);
      const key = found && wordsFor();
      // The answer calls back; until then it is what it was.
      if (key === 'wait') return;
      if (!found || !key) return stopFollowing();
      badge.dataset.state = key === 'badge.due' ? 'due' : 'invalid';
      const text = page.say(key);
      if (words.textContent !== text) words.textContent = text;
      badge.title = text;
      if (found === field && badge.isConnected) return;
      stopFollowing();
      field = found;
      following = new AbortController();
      page.surface.raise();
      page.surface.root.append(badge);
      follow(found, put, following.signal);
    };

    const put = (box: DOMRect) => {
      const invalid = badge.dataset.state === 'invalid';
      // Due: just behind the field, since a number fills it. Invalid: a line below, as forms say such things.
      badge.style.cssText = invalid
        ? `left:${box.left}px;top:${box.bottom + 2}px`
        : `left:${box.right + 8}px;top:${box.top + (box.height - SIZE) / 2}px`;
    };

    const wordsFor = (): keyof typeof PAGE | 'wait' | null => {
      const read = page.read();
      if (!read.ok && read.fault.why === 'unread') return 'wait';
      if (!read.ok && read.fault.why === 'invalid') return INVALID[read.fault.problem] ?? 'badge.invalid';
      const { due } = page;
      return due?.kind === 'due' && due.due !== 'forbidden' && due.standing === 'not-done' ? 'badge.due' : null;
    };

    page.onChange(draw, signal);
    // A value typed changes no attribute: the field itself says so.
    page.container.addEventListener('input', draw, { signal });
    page.container.addEventListener('change', draw, { signal });
    signal.addEventListener('abort', stopFollowing);
    draw();
  },
});

const INVALID: Readonly<Record<string, keyof typeof PAGE>> = {
  checksum: 'badge.checksum',
  date: 'badge.date',
  length: 'badge.length',
};
