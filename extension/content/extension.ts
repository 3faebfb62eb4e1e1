/** The browser's own extension API: promises in both, so the content script needs no polyfill. */
export const extension = (): typeof chrome => {
  const scope = globalThis as unknown as { browser?: typeof chrome; chrome: typeof chrome };
  return scope.browser ?? scope.chrome;
};
