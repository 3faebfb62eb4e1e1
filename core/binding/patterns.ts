/**
 * Addresses in bindings, as patterns. One reading of them for the linter, which tells people, and for the extension's
 * worker, which refuses on its own whatever the linter missed: signatures say who approved a list, not that it works.
 */

export function compiles(pattern: string): boolean {
  try {
    return new RegExp(pattern) !== null;
  } catch {
    return false;
  }
}

/**
 * Whether the pattern stands for whole addresses from path to end. Without the end, the release for case 41 fits 412;
 * with a choice outside of brackets only its first half is bound to the origin.
 */
export const isWhole = (path: string): boolean => isAnchored(path) && /(^|[^\\])(\\\\)*\$$/.test(path);

/** Whether the pattern begins at the path, in each of its halves. What follows on a page's address may be open. */
export function isAnchored(path: string): boolean {
  if (!path.startsWith('^/')) return false;
  let depth = 0;
  let inClass = false;
  for (let at = 0; at < path.length; at++) {
    const character = path[at];
    if (character === '\\') at++;
    else if (inClass) inClass = character !== ']';
    else if (character === '[') inClass = true;
    else if (character === '(') depth++;
    else if (character === ')') depth--;
    else if (character === '|' && depth === 0) return false;
  }
  return true;
}

/** Where the first capturing group stands, its brackets included. */
export function firstGroup(pattern: string): { from: number; to: number } | null {
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
