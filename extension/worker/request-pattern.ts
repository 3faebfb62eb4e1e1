/** The addresses of decision requests as RE2 patterns over the whole URL, for declarativeNetRequest. Pure. */

const literal = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');

/** @param path anchored, over path and query. @example requestPattern('http://h:1', '^/hire/(\\d+)$') // '^http:\/\/h:1\/hire…' */
export const requestPattern = (origin: string, path: string): string => `^${literal(origin)}${path.replace(/^\^/, '')}`;

/**
 * The same pattern for one case alone: group 1 becomes the case key, as it is and percent-encoded.
 * @returns null where the path has no group to put it in.
 */
export function patternForCase(path: string, caseKey: string): string | null {
  const group = firstGroup(path);
  if (group === null) return null;
  const written = [...new Set([caseKey, encodeURIComponent(caseKey)])].map(literal).join('|');
  return `${path.slice(0, group.from)}(?:${written})${path.slice(group.to)}`;
}

/** Where the first capturing group stands, its brackets included. */
function firstGroup(pattern: string): { from: number; to: number } | null {
  let depth = 0;
  let from = -1;
  let fromDepth = 0;
  let inClass = false;
  for (let at = 0; at < pattern.length; at++) {
    const character = pattern[at];
    if (character === '\\') at++;
    else if (inClass) inClass = character !== ']';
    else if (character === '[') inClass = true;
    else if (character === '(') {
      depth++;
      const captures = pattern[at + 1] !== '?' || /^\(\?P?<[A-Za-z]/.test(pattern.slice(at));
      if (from < 0 && captures) [from, fromDepth] = [at, depth];
    } else if (character === ')') {
      if (from >= 0 && depth === fromDepth) return { from, to: at + 1 };
      depth--;
    }
  }
  return null;
}
