import type { TargetedKeyboardEvent } from 'preact';

/** J and K, or the arrows, go down and up a table's row links while one of them has the focus (WCAG 2.1.4). */
export function stepThrough(event: TargetedKeyboardEvent<HTMLElement>): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const way =
    event.key === 'j' || event.key === 'ArrowDown' ? 1 : event.key === 'k' || event.key === 'ArrowUp' ? -1 : 0;
  if (way === 0) return;
  const links = [...event.currentTarget.querySelectorAll<HTMLAnchorElement>('th a')];
  const at = links.indexOf(document.activeElement as HTMLAnchorElement);
  if (at < 0) return;
  event.preventDefault();
  links[Math.max(0, Math.min(links.length - 1, at + way))]?.focus();
}
