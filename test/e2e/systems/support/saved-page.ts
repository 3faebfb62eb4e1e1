/** The page as it is now, as a browser would save it: what `duecheck binding test --page` reads, kept beside the system. */
import type { Page } from 'playwright-core';

export interface SavedAs {
  /** In place of this house's own origin, whose port is another at each start. */
  readonly origin: string;
}

/**
 * Without what a binding does not read and what is another on the next machine or day: scripts, styles, pictures, measures
 * in pixels, made-up class names, times of day.
 */
export async function savedPage(page: Page, { origin }: SavedAs): Promise<string> {
  const address = origin + new URL(page.url()).pathname;
  const markup = await page.evaluate(() => {
    const copy = document.documentElement.cloneNode(true) as HTMLElement;
    for (const gone of copy.querySelectorAll('script, style, link, svg, colgroup')) gone.remove();
    // Ours, which is no part of the page.
    for (const gone of copy.querySelectorAll(':scope > :not(head, body)')) gone.remove();
    const chosen = document.querySelectorAll<HTMLOptionElement>('option');
    copy.querySelectorAll('option').forEach((option, at) => {
      option.toggleAttribute('selected', chosen[at]?.selected);
    });
    const typed = document.querySelectorAll<HTMLInputElement>('input');
    copy.querySelectorAll('input').forEach((input, at) => {
      input.setAttribute('value', typed[at]?.value ?? '');
    });
    for (const element of copy.querySelectorAll<HTMLElement>('*')) {
      const { display } = element.style;
      element.removeAttribute('style');
      if (display === 'none') element.style.display = display;
      const kept = [...element.classList].filter((name) => !/^css-|-shadow(-|$)|scrollbar|motion/.test(name));
      if (kept.length > 0) element.className = kept.join(' ');
      else element.removeAttribute('class');
    }
    return copy.outerHTML;
  });
  const tidy = markup
    .replaceAll(/\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}/g, '2026-11-23 10:00:00')
    .replaceAll(/(<(?:div|table|tr|form|section|ul|body)\b)/g, '\n$1')
    .replaceAll(/[ \t]*\n\s*/g, '\n');
  return `<!DOCTYPE html>\n<!-- saved from url=(${String(address.length).padStart(4, '0')})${address} -->\n${tidy}\n`;
}
