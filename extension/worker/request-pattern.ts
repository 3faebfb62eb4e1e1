/** The addresses of decision requests as RE2 patterns over the whole URL, for declarativeNetRequest. Pure. */
import { firstGroup } from '@duecheck/core/binding';

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
