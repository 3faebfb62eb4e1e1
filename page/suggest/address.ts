/** Patterns over addresses: what counts people and cases becomes any of them; the rest stays word for word. */

const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
/** A number, or a key as systems make them: hex, or letters with several digits. */
const KEY = new RegExp(`^(?:[0-9]+|${UUID}|[0-9a-f]{16,64}|(?=(?:.*[0-9]){3})[A-Za-z0-9_-]{6,40})$`, 'i');

const escaped = (text: string): string =>
  text.replace(/[.*+?^${}()|[\]\\/]/g, (sign) => (sign === '/' ? '/' : `\\${sign}`));

/** What fits keys like this one, and no slash or end of a parameter. */
const patternOf = (key: string): string => {
  if (/^[0-9]+$/.test(key)) return '[0-9]+';
  return /^[\w-]+$/.test(key) ? '[0-9A-Za-z_-]+' : '[^/?&#=;]+';
};

/** Path, query or hash, cut where a key may begin or end. */
const pieces = (address: string): string[] => address.split(/([/?&=#;])/);

/**
 * @param address path, query and hash (`pathOf`); of the query nothing is kept, since what follows `?` often counts or names
 * @returns for `Binding.page`
 * @example suggestPage('/#/inspection/412') // '^/#/inspection/[0-9]+(?:[?#&]|$)'
 */
export function suggestPage(address: string): string {
  const hash = address.indexOf('#');
  // A router in the hash: what is before it is one page for all.
  const routed = hash >= 0 && /^#!?\//.test(address.slice(hash));
  const kept = routed
    ? address.replace(/\?[^#]*(?=#)/, '').replace(/(#[^?]*)\?.*$/, '$1')
    : address.replace(/[?#].*$/, '');
  const body = pieces(kept).map((piece) => (KEY.test(piece) ? patternOf(piece) : escaped(piece)));
  return `^${body.join('')}(?:[?#&]|$)`;
}

/** Keys that the address holds, each with the pattern whose one group finds it. */
export function keysIn(address: string): readonly { readonly key: string; readonly url: string }[] {
  const parts = pieces(address);
  return parts.flatMap((key, at) => {
    if (!KEY.test(key)) return [];
    const before = parts.slice(0, at).map((piece) => (KEY.test(piece) ? patternOf(piece) : escaped(piece)));
    return [{ key, url: `^${before.join('')}(${patternOf(key)})(?:[/?&#;]|$)` }];
  });
}

/**
 * @param address path and query of a request that was seen
 * @param key of the case as the page shows it; null where it is not known
 * @returns for `DecisionHttpRequest`: the whole address, its case in one group where it is there
 * @example suggestRequest('/api/reviews/412/pass', '412') // { path: '^/api/reviews/([0-9]+)/pass$', case: 'path' }
 */
export function suggestRequest(
  address: string,
  key: string | null,
): { readonly path: string; readonly case: 'path' | 'body' } {
  let grouped = false;
  const body = pieces(address.replace(/#.*$/, '')).map((piece) => {
    if (key !== null && !grouped && decodes(piece) === key) {
      grouped = true;
      return `(${patternOf(piece)})`;
    }
    return KEY.test(piece) ? patternOf(piece) : escaped(piece);
  });
  return { path: `^${body.join('')}$`, case: grouped ? 'path' : 'body' };
}

function decodes(piece: string): string {
  try {
    return decodeURIComponent(piece);
  } catch {
    return piece;
  }
}
