/**
 * Our one element in the host's page: an empty box that takes no room, with a closed shadow root that holds everything
 * we show. In the top layer, since hosts stack their own layers to z-indexes in the tens of millions.
 */
import type { PageSetup } from '../messages/to-page.ts';

export interface Surface {
  readonly root: ShadowRoot;
  readonly host: HTMLElement;
  /** Puts it into the page, on top, if it is not. */
  raise(): void;
  /** Takes it out when it shows nothing; else puts it where it can be reached now. */
  settle(): void;
}

export function createSurface({ language, styles }: Pick<PageSetup, 'language' | 'styles'>): Surface {
  const host = document.createElement('div');
  const root = host.attachShadow({ mode: 'closed' });
  host.lang = language;
  host.style.cssText =
    'all:initial;position:fixed;inset:0 auto auto 0;width:0;height:0;margin:0;padding:0;border:0;overflow:visible;background:none;z-index:2147483647';
  dress(root, styles);
  const surface: Surface = {
    root,
    host,
    raise() {
      const home = homeOfTop();
      if (host.isConnected && host.parentElement === home) return;
      home.append(host);
      if ('showPopover' in host) {
        host.popover = 'manual';
        host.showPopover();
      }
    },
    settle() {
      if (![...root.children].some((child) => child.localName !== 'style')) host.remove();
      else surface.raise();
    },
  };
  return surface;
}

/** A native modal dialog makes everything outside it inert, what lies above it in the top layer too. */
const homeOfTop = (): Element => [...document.querySelectorAll('dialog:modal')].at(-1) ?? document.documentElement;

/** Constructed sheets are no matter of the page's CSP; Firefox does not take them from a content script. */
function dress(root: ShadowRoot, styles: string): void {
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(styles);
    root.adoptedStyleSheets = [sheet];
  } catch {
    const style = document.createElement('style');
    style.textContent = styles;
    root.append(style);
  }
}
