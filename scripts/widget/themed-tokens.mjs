/**
 * The look of every surface follows the system; a partner's page may choose. The dark tokens are said once, in ui/tokens.css, and
 * bound to the choice here.
 */
const DARK = /@media \(prefers-color-scheme: dark\) \{\s*:root,\s*:host \{([^}]*)\}\s*\}/;

/** @returns {import('vite').Plugin} */
export const themedTokens = () => ({
  name: 'duecheck-themed-tokens',
  enforce: 'pre',
  transform(css, id) {
    if (!id.endsWith('.css') || !DARK.test(css)) return null;
    return css.replace(
      DARK,
      (_, tokens) =>
        `@media (prefers-color-scheme: dark) { :root:not([data-theme='light']) {${tokens}} }
         :root[data-theme='dark'] { color-scheme: dark;${tokens}}
         :root[data-theme='light'] { color-scheme: light; }`,
    );
  },
});
