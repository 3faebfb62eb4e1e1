/** A frame around what would be picked, and its words, in a closed shadow root on top of everything. */
import { boxOf } from './documents.ts';

export interface Outline {
  show(element: Element | null, words: string): void;
  remove(): void;
}

export function createOutline(hint: string): Outline {
  const host = document.createElement('div');
  host.style.cssText =
    'all:initial;position:fixed;inset:0;pointer-events:none;z-index:2147483647;background:none;border:0';
  const root = host.attachShadow({ mode: 'closed' });
  const box = document.createElement('div');
  box.style.cssText =
    'position:fixed;box-sizing:border-box;border:2px solid #1d4f91;background:rgb(29 79 145 / 12%);border-radius:3px;display:none';
  const bar = document.createElement('div');
  bar.setAttribute('role', 'status');
  bar.style.cssText =
    'position:fixed;left:50%;bottom:16px;transform:translateX(-50%);max-width:80%;padding:8px 14px;border-radius:6px;background:#1d2b3a;color:#fff;font:14px/1.6 "PingFang SC","Microsoft YaHei","Noto Sans CJK SC",system-ui,sans-serif';
  root.append(box, bar);
  document.documentElement.append(host);
  if ('showPopover' in host) {
    host.popover = 'manual';
    host.showPopover();
  }
  const outline: Outline = {
    show(element, words) {
      bar.textContent = words === '' ? hint : `${words} · ${hint}`;
      if (element === null) {
        box.style.display = 'none';
        return;
      }
      const { x, y, width, height } = boxOf(element);
      Object.assign(box.style, {
        display: 'block',
        left: `${x - 3}px`,
        top: `${y - 3}px`,
        width: `${width + 6}px`,
        height: `${height + 6}px`,
      });
    },
    remove: () => host.remove(),
  };
  outline.show(null, '');
  return outline;
}
