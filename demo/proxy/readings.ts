/**
 * All the ways a host might read one request target. Servers differ in how often they decode, whether they collapse
 * `//`, drop `;jsessionid=…`, take `\` for `/` or resolve `..`; a guard that knows one reading is passed by another.
 */

/** Past this depth nobody decodes: `%252525…` stays as it is. */
const MAX_DECODINGS = 4;

/**
 * Every reading of `target` (origin or absolute form, RFC 9112 §3.2), without the slash at the end, each once. With its
 * query and without: a pattern that ends in `$` must also hold where somebody adds `?x=1`.
 *
 * @example readingsOf('/api//Orders/%37/') // ['/api/Orders/%37', '/api/Orders/7']
 */
export function readingsOf(target: string): string[] {
  const readings = new Set<string>();
  let current = target.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, '');
  for (let depth = 0; depth <= MAX_DECODINGS; depth++) {
    const queryAt = current.search(/[?#]/);
    const path = queryAt < 0 ? current : current.slice(0, queryAt);
    const query = queryAt < 0 ? '' : current.slice(queryAt);
    for (const form of [tidy(path), resolveDots(tidy(path))]) {
      readings.add(form);
      if (query) readings.add(form + query);
    }
    const decoded = decodeOnce(current);
    if (decoded === current) break;
    current = decoded;
  }
  return [...readings];
}

const tidy = (path: string): string => {
  const collapsed = path
    .replaceAll('\\', '/')
    // Path parameters (RFC 3986 §3.3), which Java servers drop before routing.
    .replace(/;[^/]*/g, '')
    // Control characters, and blanks at the end, which some servers cut away.
    // biome-ignore lint/suspicious/noControlCharactersInRegex: those are what is looked for
    .replace(/[\u0000-\u001f\u007f]+|\s+$/g, '')
    .replace(/\/{2,}/g, '/');
  return `/${collapsed.replace(/^\/|\/$/g, '')}`;
};

const resolveDots = (path: string): string => {
  const out: string[] = [];
  for (const segment of path.split('/').slice(1)) {
    if (segment === '..') out.pop();
    else if (segment !== '.') out.push(segment);
  }
  return `/${out.join('/')}`.replace(/(.)\/$/, '$1');
};

/** Decoded until nothing changes, so that two spellings of one case compare equal. */
export function decodeFully(text: string): string {
  const decoded = decodeOnce(text);
  return decoded === text ? text : decodeFully(decoded);
}

/** Lenient: what is not UTF-8 stays encoded instead of stopping the reading. */
const decodeOnce = (text: string): string =>
  text.replace(/(?:%[0-9a-f]{2})+/gi, (run) => {
    try {
      return decodeURIComponent(run);
    } catch {
      return run;
    }
  });
