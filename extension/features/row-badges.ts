/**
 * Beside each row of a list that is in view: whether a check is due for its case. Never what was found, and no question about
 * rows that nobody sees.
 */
import type { PAGE, Translate } from '@duecheck/core/text';
import { readCase, readMatter } from '@duecheck/page';
import { ask } from '../content/ask.ts';
import { element } from '../content/element.ts';
import { asRows } from '../content/guards.ts';
import { boxOf } from '../content/place.ts';
import type { Surface } from '../content/surface.ts';
import type { BoundStep, RowStanding } from '../messages/to-page.ts';

/** Who scrolls by reads nothing. */
const WAIT_MS = 300;
const SIZE = 12;
/** Of one question. */
const MOST = 60;

const WORDS = {
  'not-done': 'badge.due',
  fresh: 'due.fresh',
  open: 'due.open',
} as const satisfies Record<NonNullable<RowStanding>, keyof typeof PAGE>;

export interface RowBadges {
  /** The rows that the page has now. */
  look(rows: ReadonlyMap<Element, BoundStep>): void;
  /** Ask again what is due. */
  refresh(): void;
}

export function drawRowBadges(surface: Surface, say: Translate<typeof PAGE>): RowBadges {
  let rows: ReadonlyMap<Element, BoundStep> = new Map();
  const badges = new Map<Element, HTMLElement | null>();
  const told = new Map<string, RowStanding>();
  /** What was told stands until the answer to the next question is there. */
  const asked = new Set<string>();
  const list = element('ul', { class: 'rows', 'aria-label': say('product') });
  let waiting: ReturnType<typeof setTimeout> | undefined;
  let placing = 0;

  const seen = new IntersectionObserver(
    (changes) => {
      for (const { target, isIntersecting } of changes)
        if (isIntersecting) badges.set(target, badges.get(target) ?? null);
        else drop(target);
      draw();
    },
    { threshold: 0.6 },
  );

  const drop = (row: Element) => {
    badges.get(row)?.remove();
    badges.delete(row);
  };

  const draw = () => {
    for (const [row, badge] of badges) {
      const about = aboutRow(row, rows.get(row));
      const standing = about && told.get(about.id);
      if (!standing) {
        badge?.remove();
        badges.set(row, null);
        continue;
      }
      const words = `${about.case.label} ${say(WORDS[standing])}`;
      if (badge?.dataset.state === standing && badge.textContent === words) continue;
      badge?.remove();
      const mark = element('i', { class: 'mark', 'aria-hidden': 'true' });
      const item = element('li', { class: 'badge row' }, mark, element('span', { class: 'words' }, words));
      item.dataset.state = standing;
      badges.set(row, item);
      list.append(item);
    }
    if (list.childElementCount === 0) list.remove();
    else if (!list.isConnected) {
      surface.raise();
      surface.root.append(list);
    }
    place();
    clearTimeout(waiting);
    waiting = setTimeout(askForNew, WAIT_MS);
  };

  const askForNew = async () => {
    const about = [...badges.keys()].flatMap((row) => aboutRow(row, rows.get(row)) ?? []);
    const [first] = about.filter(({ id }) => !asked.has(id));
    if (!first) return;
    const { binding } = first;
    const now = about.filter((one) => one.binding === binding && !asked.has(one.id)).slice(0, MOST);
    for (const { id } of now) asked.add(id);
    const cases = now.map(({ case: at, matter }) => ({ case: at, matter }));
    const answer = await ask({ type: 'page.rows', binding, rows: cases }, asRows);
    for (const [n, { id }] of now.entries()) told.set(id, typeof answer === 'symbol' ? null : (answer?.[n] ?? null));
    draw();
  };

  const place = () => {
    cancelAnimationFrame(placing);
    placing = requestAnimationFrame(() => {
      for (const [row, badge] of badges) {
        const { left, top, height } = boxOf(row);
        if (badge) badge.style.cssText = `left:${Math.max(1, left - SIZE - 4)}px;top:${top + (height - SIZE) / 2}px`;
      }
    });
  };
  addEventListener('scroll', place, { capture: true, passive: true });
  addEventListener('resize', place, { passive: true });

  return {
    look(now) {
      for (const row of rows.keys())
        if (!now.has(row)) {
          seen.unobserve(row);
          drop(row);
        }
      const before = rows;
      rows = now;
      // Later: a thousand at once are a task of their own.
      setTimeout(() => {
        for (const row of now.keys()) if (!before.has(row) && rows.has(row)) seen.observe(row);
      });
      // Rows are used again for other cases.
      if (badges.size > 0) draw();
    },
    refresh() {
      asked.clear();
      draw();
    },
  };
}

function aboutRow(row: Element, step: BoundStep | undefined) {
  if (!step) return null;
  const { binding } = step;
  const read = readCase(binding, row);
  if (!read.ok) return null;
  const { key, part } = read.case;
  return {
    id: `${binding.id} ${key} ${part}`,
    binding: binding.id,
    case: read.case,
    matter: readMatter(binding, row),
  };
}
