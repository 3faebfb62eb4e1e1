/** Where in the door one is: `/audit/<place>/<id>?…`. What stands in the address is shareable, so nothing of a person does. */
import { signal } from '@preact/signals';

export const PLACES = ['entries', 'review', 'coverage', 'statistics', 'live', 'log', 'cases'] as const;
export type PlaceName = (typeof PLACES)[number];

export interface Place {
  /** null: an address that no page has. */
  readonly name: PlaceName | null;
  readonly id: string | null;
  readonly query: URLSearchParams;
}

export function placeAt(address: Pick<URL, 'pathname' | 'search'>): Place {
  const [, , name = '', id = ''] = address.pathname.split('/');
  const query = new URLSearchParams(address.search);
  if (name === '') return { name: 'entries', id: null, query };
  const known = PLACES.find((one) => one === name);
  return { name: known ?? null, id: id === '' ? null : decoded(id), query };
}

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

export function addressOf(name: PlaceName, id: string | null = null, query?: URLSearchParams): string {
  const search = query?.toString() ?? '';
  return `/audit/${name}${id === null ? '' : `/${encodeURIComponent(id)}`}${search === '' ? '' : `?${search}`}`;
}

export const place = signal<Place>(placeAt(location));

export function go(address: string, how: 'push' | 'replace' = 'push'): void {
  if (how === 'push') history.pushState(null, '', address);
  else history.replaceState(null, '', address);
  place.value = placeAt(new URL(address, location.href));
}

/** Links inside the door stay in the page; whoever holds a key wants another tab. */
export function followLinks(): void {
  addEventListener('popstate', () => {
    place.value = placeAt(location);
  });
  addEventListener('click', (event) => {
    const link = (event.target as Element | null)?.closest?.('a');
    if (link?.target !== '' || link.hasAttribute('download') || event.defaultPrevented) return;
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const address = new URL(link.href);
    if (address.origin !== location.origin || !address.pathname.startsWith('/audit') || address.hash !== '') return;
    event.preventDefault();
    go(address.pathname + address.search);
    document.querySelector<HTMLElement>('main h1')?.focus();
  });
}
