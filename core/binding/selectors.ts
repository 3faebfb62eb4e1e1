/** What in a selector a program made: the linter warns of it, the recorder never proposes it. */

/** Marks of frameworks: Vue, Angular, Svelte and Astro scopes, React ids, CSS in JS, CSS modules, Ext, YUI, Ember. */
const GENERATED = [
  /\[data-v-[0-9a-f]+\]?|_ng(?:content|host)-[\w-]+|\[data-astro-cid-[\w-]+\]?|\.svelte-[0-9a-z]{5,}/,
  /[#.](?:css|sc|jss|emotion|styled|tss|makeStyles)-?(?:[a-z0-9]*\d[a-z0-9]*|[a-z]*[A-Z][A-Za-z]*)\b/,
  /[#.][\w-]*__[\w-]*[A-Za-z0-9]{5,}(?=[^\w-]|$)(?<=\d[\w-]*)/,
  /#(?:\\?:r[0-9a-z]+\\?:|react-[\w-]*\d+|radix-[\w-]+|ext-(?:gen|comp|element)[\w-]*\d+|yui[\w-]*\d+|ember\d+)/,
  /\.[\w-]*_(?=[A-Za-z]*\d)(?=[a-z0-9]*[A-Z])[A-Za-z0-9]{5,}(?=[^\w-]|$)/,
  // A count at the end of an id, or a long one at the end of a class.
  /#[A-Za-z_][\w-]*?(?:[-_]\d{2,}|[-_]\d+[-_]\d+|\d{3,})(?=[^\w-]|$)/,
  /\.[A-Za-z_][\w-]*\d{4,}(?=[^\w-]|$)/,
  /\[id\s*[~|^$*]?=\s*["']?[^"'\]]*(?:\d[-_]\d|\d{3})[^\]]*\]/,
];

/** @returns the piece of a selector that a program made, and makes anew at the next load; null where there is none */
export function generatedIn(css: string): string | null {
  for (const mark of GENERATED) {
    const [part] = mark.exec(css) ?? [];
    if (part !== undefined) return part;
  }
  return null;
}

export const isMadeByProgram = (css: string): boolean => generatedIn(css) !== null;
